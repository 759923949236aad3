import type { ClauseSuggestionLine, ComparedLine } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { memo, useMemo } from 'react'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import type { Meaning } from '../studio-model.ts'
import type { LiveTry } from '../use-live-try.ts'
import { ClauseTable } from './ClauseTable.tsx'
import { EffectStrip } from './EffectStrip.tsx'
import { Frontier } from './Frontier.tsx'
import { GoldenResults } from './GoldenResults.tsx'
import { LoadRows } from './LoadRows.tsx'
import { MissedDeals } from './MissedDeals.tsx'
import { MovedLeads } from './MovedLeads.tsx'
import { PromiseRows } from './PromiseRows.tsx'
import { QualityRows } from './QualityRows.tsx'
import type { UnderBoth } from './under-both.ts'
import { WeeksChart } from './WeeksChart.tsx'

/** What the draft would have done over the complete history. Numbers change in place; nothing moves while one drags. */
export function EffectPane({
  live,
  text,
  meaning,
  both,
  onMore,
  onThreshold,
  onTake,
  onClause,
}: {
  readonly live: LiveTry
  readonly text: string
  readonly meaning: Meaning | null
  readonly both: UnderBoth | null
  readonly onMore: () => void
  readonly onThreshold: (clause: string) => void
  /** Moves a threshold of the draft; null: the draft cannot be changed. */
  readonly onTake: ((clause: string, value: number) => void) | null
  readonly onClause: (clause: string) => void
}) {
  const { compared } = live
  if (compared === null || both === null)
    return live.problem === null ? <EffectSkeleton /> : <p className="p-6 text-accent-text">{live.problem}</p>
  const { baseline, candidate, against } = compared
  const isBehind = live.of !== text
  return (
    <>
      <EffectStrip compared={compared} />
      <StateLine live={live} isBehind={isBehind} />
      <div
        // What is being worked on says so by itself, without moving.
        data-tried={isBehind ? 'behind' : 'now'}
        data-judged-ms={compared.tookMs.toFixed(1)}
        className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6"
      >
        <GoldenResults meaning={meaning} />
        <MissedDeals compared={compared} both={both} onMore={onMore} />
        <WeeksChart baseline={baseline} candidate={candidate} against={against} />
        <MovedLeads compared={compared} both={both} onMore={onMore} />
        <QualityRows baseline={baseline} candidate={candidate} against={against} />
        <LoadRows baseline={baseline} candidate={candidate} teams={compared.teams} />
        <PromiseRows baseline={baseline} candidate={candidate} />
        <More {...{ live, compared, onThreshold, onTake, onClause }} />
      </div>
    </>
  )
}

/** What comes after the comparison; while it does not come for the newest document, that for the last one stays. */
const More = memo(function More({
  live,
  compared,
  onThreshold,
  onTake,
  onClause,
}: {
  readonly live: LiveTry
  readonly compared: ComparedLine
  readonly onThreshold: (clause: string) => void
  readonly onTake: ((clause: string, value: number) => void) | null
  readonly onClause: (clause: string) => void
}) {
  const { more, isWhole } = live
  const head = more.find((line) => line.kind === 'frontier')
  const points = useMemo(() => more.filter((line) => line.kind === 'frontier-point'), [more])
  const effects = useMemo(() => more.filter((line) => line.kind === 'clause-effect'), [more])
  const suggestions = more.find((line) => line.kind === 'clause-suggestions')?.suggestions ?? NONE
  return (
    <>
      {head !== undefined && points.length > 1 && (
        <Frontier
          head={head}
          points={points}
          compared={compared}
          onThreshold={onThreshold}
          onTake={onTake && ((value) => onTake(head.threshold.clause, value))}
        />
      )}
      <ClauseTable effects={effects} suggestions={suggestions} isWhole={isWhole} onClause={onClause} />
    </>
  )
}, isSame)

const NONE: readonly ClauseSuggestionLine[] = []

/** Callbacks do the same whichever they are. */
function isSame(a: { readonly live: LiveTry; readonly compared: ComparedLine }, b: typeof a): boolean {
  return a.live.more === b.live.more && a.live.isWhole === b.live.isWhole && a.compared === b.compared
}

function StateLine({ live, isBehind }: { readonly live: LiveTry; readonly isBehind: boolean }) {
  const { history, tookMs } = live.compared!
  return (
    <p className="figures flex h-7 shrink-0 items-center gap-2 overflow-hidden border-b border-line px-4 text-small whitespace-nowrap text-faint md:px-6">
      <span
        aria-hidden="true"
        className={`size-1.5 rounded-full ${live.problem !== null ? 'bg-accent' : isBehind ? 'bg-warn-text' : 'bg-won'}`}
      />
      {live.problem ?? (
        <>
          {sayCount(history.leads)} people, {sayCount(history.events)} events and acts judged in{' '}
          {tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)} ms
          <span className="ml-auto max-sm:hidden">
            up to {new Date(history.until).toISOString().slice(0, 16).replace('T', ' ')} UTC
          </span>
        </>
      )}
    </p>
  )
}

function EffectSkeleton() {
  return (
    <div className="space-y-6 p-6" aria-busy="true">
      <p className="text-faint">Reading the complete history, once…</p>
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  )
}
