import type { HandoffCard, Queue } from '@baton/protocol'
import { DIALECTS, sayCount, sayList } from '@baton/words'
import { lazy, Suspense, useState } from 'react'
import { useActs } from '../../api/act.ts'
import { useQueue } from '../../api/queue-query.ts'
import { useDialect, useMe } from '../../api/session-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { actsOn, queueSections, type QueueSection, type SectionName } from './card-clock.ts'
import type { QueueAct } from './QueueActions.tsx'
import { QueueList } from './QueueList.tsx'
import { sayAccepted, sayClaimed } from './say-card.ts'
import { TouchBar } from './TouchBar.tsx'

const RejectDialog = lazy(async () => ({
  default: (await import('../lead/index.ts')).RejectDialog,
}))

/** Who to call now, why them, why now, and what is not known. */
export function QueueScreen() {
  const queue = useQueue()
  const now = useTickingNow(null)
  const [asking, setAsking] = useState<{ readonly act: 'reject' | 'touch'; readonly lead: string } | null>(
    null,
  )
  const run = useQueueActs((act, lead) => setAsking({ act, lead }))
  useDocumentTitle('My queue')
  const sections = queue.data === undefined ? [] : queueSections(queue.data, now)
  const close = () => setAsking(null)
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title="My queue"
        note={queue.data && <QueueSummary queue={queue.data} sections={sections} />}
      />
      {queue.isError && queue.data === undefined ? (
        <ReadFailed what="Your queue" error={queue.error} onRetry={() => void queue.refetch()} />
      ) : queue.data === undefined ? (
        <QueueSkeleton />
      ) : sections.length === 0 ? (
        <NothingToDo />
      ) : (
        <QueueList sections={sections} onAct={run} />
      )}
      {asking?.act === 'touch' && <TouchBar leadId={asking.lead} onClose={close} />}
      <Suspense>{asking?.act === 'reject' && <RejectDialog leadId={asking.lead} onClose={close} />}</Suspense>
    </div>
  )
}

/** What each key and button does; what does not apply to the card says why. */
function useQueueActs(ask: (act: 'reject' | 'touch', lead: string) => void) {
  const { act } = useActs()
  return (wanted: QueueAct, card: HandoffCard, section: SectionName) => {
    if (!actsOn(section, card).includes(wanted)) return void toast(whyNot(wanted, section))
    if (wanted === 'reject' || wanted === 'touch') return ask(wanted, card.lead)
    void act(card.lead, { act: wanted }, { cycle: card.cycle }).then((done) => {
      if (done === null) return
      const say = wanted === 'accept' ? sayAccepted : sayClaimed
      toast(say(card, Date.now()))
    })
  }
}

function whyNot(wanted: QueueAct, section: SectionName): string {
  if (section === 'open') return 'It is nobody’s yet. Claim it first, with C.'
  return wanted === 'claim' ? 'It is yours already.' : 'You accepted it already.'
}

function QueueSummary({
  queue,
  sections,
}: {
  readonly queue: Queue
  readonly sections: readonly QueueSection[]
}) {
  const count = (name: SectionName) => sections.find((section) => section.name === name)?.cards.length ?? 0
  const toDecide = queue.mine.filter((card) => card.acceptedAt === null).length
  const parts = [
    `${sayCount(toDecide)} to decide`,
    ...(count('overdue') > 0 ? [`${sayCount(count('overdue'))} overdue`] : []),
    ...(count('working') > 0 ? [`${sayCount(count('working'))} worked on`] : []),
  ]
  return <span className="figures">{parts.join(', ')}</span>
}

function NothingToDo() {
  const me = useMe()
  const { handoffs, lead } = DIALECTS[useDialect()]
  const teams = me?.person.teams.map(({ name }) => name) ?? []
  return (
    <EmptyState title="Nothing waits for you">
      <p>
        As soon as a {lead} fulfils the agreement and it is your turn, it appears here by itself, with the
        reason why, and with the clock that the agreement sets. You need not reload.
      </p>
      {teams.length === 0 ? (
        <p>
          You are in no team yet, so no {handoffs} come to you. An administrator can change that under People.
        </p>
      ) : (
        <p>
          You take turns in {sayList(teams, 'and')}
          {me?.person.capacity === 0 && ', but your capacity is 0: nothing is given to you'}.
        </p>
      )}
    </EmptyState>
  )
}

function QueueSkeleton() {
  return (
    <div className="space-y-8 px-6 pt-8" aria-busy="true">
      {Array.from({ length: 6 }, (_, row) => (
        <div key={row} className="flex gap-4">
          <Skeleton className="size-5" />
          <div className="flex-1 space-y-2.5">
            <Skeleton className="w-56" />
            <Skeleton className="w-full max-w-lg" />
          </div>
          <Skeleton className="w-28" />
        </div>
      ))}
    </div>
  )
}
