import { useMay } from '../../api/may.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { ErasureSection } from './ErasureSection.tsx'
import { PurposeSection } from './PurposeSection.tsx'
import { RetentionSection } from './RetentionSection.tsx'
import { SuppressionSection } from './SuppressionSection.tsx'

/** What people may be asked to agree to, whom nothing is sent to, how long anything is kept, and what was erased. */
export function PrivacyScreen() {
  const maySuppress = useMay('addSuppression')
  const mayReadErasures = useMay('erasures')
  useDocumentTitle('Privacy')
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title="Privacy"
        note="What is asked for, who is left alone, and how long anything is kept."
      />
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pb-12 md:px-6">
        <div className="max-w-3xl">
          <PurposeSection />
          {maySuppress && <SuppressionSection />}
          <RetentionSection />
          {mayReadErasures && <ErasureSection />}
        </div>
      </div>
    </div>
  )
}
