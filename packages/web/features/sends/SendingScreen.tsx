import type { SendingOverview } from '@baton/protocol'
import { useSendingOverview } from '../../api/sends-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { HeldBack } from './HeldBack.tsx'
import { LimitsForm } from './LimitsForm.tsx'
import { OpenSends } from './OpenSends.tsx'
import { QueueFigures } from './QueueFigures.tsx'
import { SetupPart } from './SetupPart.tsx'
import { SuppressedPart } from './SuppressedPart.tsx'
import { WebhooksPart } from './WebhooksPart.tsx'

/** Mail on its way to leads: how much waits, what holds it back, what somebody has to look at, and how fast it leaves. */
export function SendingScreen() {
  const overview = useSendingOverview()
  useDocumentTitle('Sending')
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Sending" note="Mail on its way to leads, and what holds it back." />
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pb-12 md:px-6">
        {overview.isError && overview.data === undefined ? (
          <ReadFailed what="Sending" error={overview.error} onRetry={() => void overview.refetch()} />
        ) : overview.data === undefined ? (
          <div className="space-y-6 py-6" aria-busy="true">
            <span className="sr-only">Reading what is on its way…</span>
            <Skeleton className="h-24 w-full max-w-4xl" />
          </div>
        ) : (
          <Parts overview={overview.data} />
        )}
      </div>
    </div>
  )
}

function Parts({ overview }: { readonly overview: SendingOverview }) {
  return (
    <div className="grid max-w-6xl gap-x-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        <QueueFigures overview={overview} />
        <HeldBack overview={overview} />
        <OpenSends counts={overview.counts} />
        <LimitsForm key={JSON.stringify(overview.settings)} settings={overview.settings} />
        {overview.webhooks.length > 0 && <WebhooksPart webhooks={overview.webhooks} />}
      </div>
      <div className="min-w-0 border-t border-line lg:border-t-0">
        <SetupPart overview={overview} />
        <SuppressedPart suppressed={overview.suppressed} />
      </div>
    </div>
  )
}
