import type { Triage } from '@baton/protocol'
import { sayCount, sayId } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useTriage } from '../../api/queue-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { ClockChip } from '../../ui/ClockChip.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { GradeMark } from '../leads/index.ts'
import { clockOf, sayClockKind, sayWho } from '../queue/index.ts'
import { AssignMenu } from './AssignMenu.tsx'
import { sayProblem, sayProblemHelp, saySkipped, triageGroups, type TriageGroup } from './say-triage.ts'

/** Handoffs that found no owner: what stood in the way, and somebody to give them to. */
export function TriageScreen() {
  const triage = useTriage()
  useDocumentTitle('Triage')
  return (
    <div className="scroller h-full overflow-y-auto">
      <ScreenHeader title="Triage" note="Handoffs without an owner. Their clocks run all the same." />
      {triage.isError && triage.data === undefined ? (
        <ReadFailed what="Triage" error={triage.error} onRetry={() => void triage.refetch()} />
      ) : triage.data === undefined ? (
        <div className="space-y-5 p-6" aria-busy="true">
          {Array.from({ length: 5 }, (_, row) => (
            <Skeleton key={row} className="w-full max-w-3xl" />
          ))}
        </div>
      ) : triage.data.data.length === 0 ? (
        <EmptyState title="Every handoff has an owner">
          <p>
            What no route of the agreement fits, what everybody is too full or away for, and what nobody
            reached in time comes here, with the reason. Until somebody is assigned, its clock runs.
          </p>
        </EmptyState>
      ) : (
        triageGroups(triage.data).map((group) => <Group key={group.problem} group={group} />)
      )}
    </div>
  )
}

function Group({ group }: { readonly group: TriageGroup }) {
  return (
    <section className="pb-6">
      <div className="border-b border-line px-4 pb-2 md:px-6">
        <h2 className="text-body font-semibold">
          {sayProblem(group.problem)}{' '}
          <span className="figures font-normal text-faint">{sayCount(group.rows.length)}</span>
        </h2>
        <p className="max-w-prose text-small text-faint">{sayProblemHelp(group.problem)}</p>
      </div>
      <ul>
        {group.rows.map((row) => (
          <TriageRow key={row.card.lead} row={row} />
        ))}
      </ul>
    </section>
  )
}

function TriageRow({ row }: { readonly row: Triage['data'][number] }) {
  const { card, skipped } = row
  const who = sayWho(card)
  return (
    <li className="relative flex flex-wrap gap-x-3 gap-y-1.5 border-b sm:flex-nowrap border-line px-4 py-2.5 [content-visibility:auto] hover:bg-sunk md:px-6">
      <span className="w-7 shrink-0 pt-0.5">
        <GradeMark grade={card.grade} />
      </span>
      <div className="min-w-0 flex-1 basis-0">
        <p className="sm:truncate">
          <Link
            to="/leads/$leadId"
            params={{ leadId: card.lead }}
            className="font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {who}
          </Link>
          <span className="text-soft">
            {' '}
            {[card.title, card.company, card.tier === null ? null : sayId(card.tier)]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
        <p className="line-clamp-3 max-w-[46rem] text-soft sm:line-clamp-2">{card.why}</p>
        {skipped.length > 0 && (
          <ul className="flex flex-wrap gap-x-3 text-small text-faint">
            {skipped.map((one) => (
              <li key={one.person.id}>{saySkipped(one)}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="flex w-full shrink-0 items-center justify-between gap-3 pl-9 sm:w-auto sm:pl-0">
        <TriageClock card={card} />
        <span className="relative z-[1]">
          <AssignMenu lead={card.lead} who={who} />
        </span>
      </div>
    </li>
  )
}

function TriageClock({ card }: { readonly card: Triage['data'][number]['card'] }) {
  const clock = clockOf(card)
  const now = useTickingNow(clock === null ? null : Date.parse(clock.at))
  if (clock === null) return null
  return <ClockChip due={clock.at} warnAt={clock.warnAt} now={now} label={sayClockKind(clock.kind)} />
}
