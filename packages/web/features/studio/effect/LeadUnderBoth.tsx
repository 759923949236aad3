import { foldHistory, judge, type CompiledAgreement, type TierReason } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { sayId, sayReason, sayScore } from '@baton/words'
import { Bookmark, Check, X } from 'lucide-react'
import { useMemo } from 'react'
import { useLeadHistory } from '../../../api/lead-query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { GradeMark } from '../../leads/index.ts'
import type { UnderBoth } from './under-both.ts'

/** Why a lead is promoted by one agreement and not by the other: every tier's conditions, as they stood at the moment. */
export function LeadUnderBoth({
  lead,
  at,
  both,
}: {
  readonly lead: string
  readonly at: number
  readonly both: UnderBoth
}) {
  const history = useLeadHistory(lead)
  if (history.isError)
    return <p className="text-small text-faint">This lead’s history is not yours to read.</p>
  if (history.data === undefined) return <Skeleton className="h-20 w-full" />
  const { events } = history.data
  const { keep } = both
  return (
    <>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {[both.baseline, both.candidate].map(({ name, compiled }) => (
          <Under key={name} name={name} compiled={compiled} events={events} at={at} />
        ))}
      </div>
      {keep !== null && (
        <Button
          look="plain"
          className="mt-1 -ml-2.5 text-small"
          onClick={() => keep(events, momentOf(both, events, at))}
        >
          <Bookmark size={12} aria-hidden="true" />
          Keep as golden lead, as it comes out today
        </Button>
      )}
    </>
  )
}

/** The moment that matters: of whom today's agreement promotes, the promotion; before sales had it. */
function momentOf({ baseline }: UnderBoth, events: readonly HistoryEvent[], at: number): number {
  const known = events.filter(({ occurredAt }) => occurredAt <= at)
  const { decisions } = foldHistory(baseline.compiled, known, at)
  return decisions.find(({ kind, to }) => kind === 'stage' && to === 'mql')?.at ?? at
}

function Under({
  name,
  compiled,
  events,
  at,
}: {
  readonly name: string
  readonly compiled: CompiledAgreement
  readonly events: readonly HistoryEvent[]
  readonly at: number
}) {
  const { verdict, promoted } = useMemo(() => {
    const known = events.filter(({ occurredAt }) => occurredAt <= at)
    const { state, decisions } = foldHistory(compiled, known, at)
    const promotion = decisions.find(({ kind, to }) => kind === 'stage' && to === 'mql')
    // Once sales has it nothing is asked of it any more: what decided is how it stood at the promotion.
    const then = promotion === undefined ? at : promotion.at
    const until = known.filter(({ occurredAt }) => occurredAt <= then)
    const before = promotion === undefined ? state : foldHistory(compiled, until, then).state
    return {
      verdict: judge(compiled, before, Math.max(then, before.through?.occurredAt ?? then)),
      promoted: promotion,
    }
  }, [compiled, events, at])
  return (
    <section aria-label={name}>
      <p className="flex items-center gap-2 border-b border-line pb-1 text-small font-medium">
        <span className="flex-1">{name}</span>
        <span className="figures font-normal text-faint">score {sayScore(verdict.score)}</span>
        <GradeMark grade={verdict.grade} />
      </p>
      <p className={`py-1 text-small ${promoted ? 'text-won-text' : 'text-accent-text'}`}>
        {promoted ? `Promoted by tier ${sayId(promoted.tier ?? '')}` : 'Not promoted by then'}
      </p>
      <ul>
        {verdict.tiers.map((tier) => (
          <TierLine key={tier.tier} tier={tier} />
        ))}
      </ul>
    </section>
  )
}

function TierLine({ tier }: { readonly tier: TierReason }) {
  const reasons = tier.reason.kind === 'all' ? tier.reason.reasons : [tier.reason]
  return (
    <li className="py-0.5 text-small">
      <span className="font-medium">{sayId(tier.tier)}</span>
      <ul className="pl-2">
        {reasons.map((reason) => {
          const { expected, observed } = sayReason(reason)
          return (
            <li key={reason.clause} className="flex items-baseline gap-1.5">
              {reason.met ? (
                <Check size={11} strokeWidth={3} aria-hidden="true" className="shrink-0 text-won-text" />
              ) : (
                <X size={11} strokeWidth={3} aria-hidden="true" className="shrink-0 text-accent-text" />
              )}
              <span className="sr-only">{reason.met ? 'Met: ' : 'Not met: '}</span>
              <span className="min-w-0 flex-1 text-soft">{expected}</span>
              <span className="figures shrink-0">{observed}</span>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
