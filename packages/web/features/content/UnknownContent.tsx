import type { ReportOf } from '@baton/protocol'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { OpenCount } from '../reports/index.ts'
import type { ContentDraft } from './content-writing.ts'

const SHOWN = 10

/** What people took that is not in the library, most taken first. */
export function UnknownContent({
  others,
  onAdd,
}: {
  readonly others: ReportOf<'content'>['answer']['others']
  readonly onAdd: ((more: Partial<ContentDraft>) => void) | null
}) {
  if (others.length === 0) return null
  return (
    <div className="px-4 pt-6 md:px-6">
      <Section title="Taken, and not in the library" note="By the titles that events say.">
        <ul className="max-w-3xl divide-y divide-line">
          {others.slice(0, SHOWN).map(({ title, takers }) => (
            <li key={title} className="flex min-h-10 items-center gap-3">
              <span className="min-w-0 flex-1 truncate">{title}</span>
              <span className="figures text-soft">
                <OpenCount counted={takers} of={`who took ${title}`} />
              </span>
              {onAdd && (
                <Button aria-label={`Add ${title} to the library`} onClick={() => onAdd({ title })}>
                  Add
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
