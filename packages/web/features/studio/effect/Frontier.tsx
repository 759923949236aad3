import { bestWithin } from '@baton/engine/compare'
import type { ComparedLine, FrontierLine, FrontierPointLine } from '@baton/protocol'
import { sayClauseName, sayId, sayProportion } from '@baton/words'
import { memo, useState } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { NumberTable } from '../../../ui/charts/index.ts'
import { FrontierCurve } from './FrontierCurve.tsx'
import { TwinSwitch } from './TwinSwitch.tsx'

/** Volume against quality over one threshold, with what sales can take, what was promised, and the points that matter. */
export const Frontier = memo(function Frontier({
  head,
  points,
  compared,
  onThreshold,
  onTake,
}: {
  readonly head: FrontierLine
  readonly points: readonly FrontierPointLine[]
  readonly compared: ComparedLine
  readonly onThreshold: (clause: string) => void
  /** Moves the draft's threshold there; null: the draft cannot be changed. */
  readonly onTake: ((value: number) => void) | null
}) {
  const [twin, setTwin] = useState(false)
  const capacity = capacityOf(compared)
  const quota = quotaOf(compared)
  const best = capacity === null ? null : bestWithin(points, capacity)
  const { threshold } = head
  const now = points.find(({ value }) => value === threshold.value)
  const summary =
    best === null
      ? 'Which point is best cannot be told: too few outcomes are known, or nobody knows what sales can take.'
      : best.value === threshold.value
        ? `${best.value} fills what sales can take with the most wins to be expected: ${best.winsPerWeek!.expected.toFixed(2)} a week.`
        : `${best.value} instead of ${threshold.value} would bring ${best.winsPerWeek!.expected.toFixed(2)} wins a week instead of ${expectedAt(now, capacity)}, within what sales can take.`
  return (
    <Section title="Frontier" note={summary} aside={<TwinSwitch shown={twin} onShown={setTwin} />}>
      <ThresholdPicker head={head} onThreshold={onThreshold} />
      {twin ? (
        <NumberTable
          caption={`Volume and quality by threshold of ${sayId(threshold.tier)}`}
          head={['At least', 'A week', 'Become SQL', 'Are won', 'Wins a week']}
          rows={points.map((point) => [
            `${point.value}${point.value === threshold.value ? ' (draft)' : ''}${point.value === head.baseline ? ' (today)' : ''}${point === best ? ' (best)' : ''}`,
            point.perWeek.toFixed(1),
            sayProportion(point.precision.sql),
            sayProportion(point.precision.won),
            point.winsPerWeek === null ? 'too few to say' : point.winsPerWeek.expected.toFixed(2),
          ])}
        />
      ) : (
        <FrontierCurve {...{ head, points, best, capacity, quota, summary, onTake }} />
      )}
    </Section>
  )
})

function expectedAt(point: FrontierPointLine | undefined, capacity: number | null): string {
  if (!point?.winsPerWeek || capacity === null) return 'an unknown number'
  const worked = point.perWeek > capacity ? capacity / point.perWeek : 1
  return (point.winsPerWeek.expected * worked).toFixed(2)
}

function ThresholdPicker({
  head,
  onThreshold,
}: {
  readonly head: FrontierLine
  readonly onThreshold: (clause: string) => void
}) {
  return (
    <fieldset aria-label="Threshold" className="mb-2 flex min-w-0 flex-wrap gap-1">
      {head.thresholds.map(({ clause, tier, kind, value }) => (
        <button
          key={clause}
          type="button"
          aria-pressed={clause === head.threshold.clause}
          onClick={() => onThreshold(clause)}
          className="h-6 rounded border border-line px-1.5 text-small text-faint hover:text-ink aria-pressed:border-data aria-pressed:bg-data-wash aria-pressed:text-data-text"
        >
          {sayId(tier)}:{' '}
          {kind === 'score'
            ? 'score'
            : sayClauseName(clause.split('/').pop()!.replace('meter.', '')).toLowerCase()}{' '}
          <span className="figures">{value}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** What all teams that get handoffs can take together; null where of one of them nobody knows. */
function capacityOf({ teams, candidate }: ComparedLine): number | null {
  let sum = 0
  for (const { team } of candidate.load) {
    const perWeek = teams.find((one) => one.team === team)?.perWeek ?? null
    if (perWeek === null) return null
    sum += perWeek
  }
  return candidate.load.length === 0 ? null : sum
}

/** A month has 365.25 / 12 days. */
function quotaOf({ candidate }: ComparedLine): number | null {
  const { promised } = candidate.promises.mqlsPerMonth
  return promised === null ? null : (promised * 12 * 7) / 365.25
}
