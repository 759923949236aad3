import { bestWithin } from '@baton/engine/compare'
import type { ComparedLine, FrontierLine, FrontierPointLine } from '@baton/protocol'
import { sayClauseName, sayCount, sayId, sayPercent, sayProportion } from '@baton/words'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { memo, useRef, useState, type KeyboardEvent } from 'react'
import { useWidth } from '../../../app/use-width.ts'
import { Section } from '../../../ui/Section.tsx'
import { TableTwin, TwinSwitch } from './TableTwin.tsx'

const HEIGHT = 210
const PAD = { left: 40, right: 12, top: 14, bottom: 30 }

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
        <TableTwin
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
        <Curve {...{ head, points, best, capacity, quota, summary, onTake }} />
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
    <div role="group" aria-label="Threshold" className="mb-2 flex flex-wrap gap-1">
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
    </div>
  )
}

function Curve({
  head,
  points,
  best,
  capacity,
  quota,
  summary,
  onTake,
}: {
  readonly head: FrontierLine
  readonly points: readonly FrontierPointLine[]
  readonly best: FrontierPointLine | null
  readonly capacity: number | null
  readonly quota: number | null
  readonly summary: string
  readonly onTake: ((value: number) => void) | null
}) {
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [at, setAt] = useState<number | null>(null)
  const { threshold } = head
  const shown = points.filter(({ precision }) => !precision.sql.tooFew)
  const top = Math.max(...shown.map(({ perWeek }) => perWeek), capacity ?? 0, quota ?? 0, 1) * 1.06
  const most = Math.min(1, Math.max(...shown.map(({ precision }) => precision.sql.high), 0.2) * 1.05)
  const x = scaleLinear([0, top], [PAD.left, Math.max(PAD.left + 1, width - PAD.right)])
  const y = scaleLinear([0, most], [HEIGHT - PAD.bottom, PAD.top])
  const path = line<FrontierPointLine>(
    ({ perWeek }) => x(perWeek),
    ({ precision }) => y(precision.sql.rate),
  )
  const band = area<FrontierPointLine>(
    ({ perWeek }) => x(perWeek),
    ({ precision }) => y(precision.sql.low),
    ({ precision }) => y(precision.sql.high),
  )
  const pointed = at === null ? undefined : shown[at]
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? shown.findIndex(({ value }) => value === threshold.value)
    const step = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key]
    if (step !== undefined) setAt(Math.max(0, Math.min(shown.length - 1, from + step)))
    else if (event.key === 'Enter' && pointed !== undefined) onTake?.(pointed.value)
    else if (event.key === 'Escape') setAt(null)
    else return
    event.preventDefault()
  }
  const said = pointed && sayPoint(pointed)
  return (
    <figure>
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a curve that is read point by point with the arrows, Enter takes one */}
      <div
        ref={plot}
        role="application"
        aria-roledescription="curve"
        tabIndex={0}
        aria-label={`${summary} ${said ?? 'Arrow keys read it point by point, Enter takes one.'}`}
        className="relative w-full"
        style={{ height: HEIGHT }}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
        <svg width={width} height={HEIGHT} className="absolute inset-0 overflow-visible">
          <Axes x={x} y={y} width={width} />
          <Mark x={x} value={capacity} label="sales can take" />
          <Mark x={x} value={quota} label="promised" dashed />
          <path d={band(shown) ?? ''} className="fill-data" opacity="0.12" />
          <path d={path(shown) ?? ''} className="fill-none stroke-data" strokeWidth="1.5" />
          {shown.map((point, index) => {
            const isNow = point.value === threshold.value
            const isToday = point.value === head.baseline
            const isBest = point === best
            // Of most whom it would pass on nobody knows what became.
            const isGuess = point.winsPerWeek === null
            const size = isNow || isToday || isBest ? 5 : at === index ? 4.5 : 2.5
            return (
              <g
                key={point.value}
                transform={`translate(${x(point.perWeek)} ${y(point.precision.sql.rate)})`}
              >
                <circle
                  r={size}
                  strokeWidth="1.5"
                  className={
                    isNow
                      ? 'fill-data-text stroke-data-text'
                      : isToday
                        ? 'fill-paper stroke-ink'
                        : isBest
                          ? 'fill-won stroke-won'
                          : isGuess
                            ? 'fill-paper stroke-data'
                            : 'fill-data stroke-paper'
                  }
                />
                {(isNow || isToday || isBest) && (
                  <text
                    y={isToday && !isNow ? 17 : -9}
                    textAnchor="middle"
                    className="figures fill-ink text-tiny"
                  >
                    {[isNow && 'draft', isToday && 'today', isBest && 'best'].filter(Boolean).join(', ')}{' '}
                    {point.value}
                  </text>
                )}
                {/* What is pressed is larger than what is drawn. */}
                <circle
                  r="11"
                  fill="transparent"
                  className={onTake === null ? '' : 'cursor-pointer'}
                  onPointerEnter={() => setAt(index)}
                  onClick={() => onTake?.(point.value)}
                />
              </g>
            )
          })}
        </svg>
      </div>
      <figcaption className="figures h-5 truncate pl-10 text-small text-faint">
        {said ??
          'Across: promotions a week. Up: share that becomes SQL. Hollow: mostly unknown outcomes. Press a point to take it.'}
      </figcaption>
    </figure>
  )
}

type Scale = ReturnType<typeof scaleLinear<number, number>>

function Axes({ x, y, width }: { readonly x: Scale; readonly y: Scale; readonly width: number }) {
  return (
    <g className="figures text-tiny">
      {y.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1={PAD.left} x2={width - PAD.right} className="stroke-line" />
          <text x={PAD.left - 6} dy="0.32em" textAnchor="end" className="fill-faint">
            {sayPercent(tick)}
          </text>
        </g>
      ))}
      {x.ticks(6).map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - PAD.bottom + 16} textAnchor="middle" className="fill-faint">
          {tick}
        </text>
      ))}
    </g>
  )
}

function Mark({
  x,
  value,
  label,
  dashed = false,
}: {
  readonly x: Scale
  readonly value: number | null
  readonly label: string
  readonly dashed?: boolean
}) {
  if (value === null) return null
  return (
    <g transform={`translate(${Math.round(x(value)) + 0.5} 0)`}>
      <line
        y1={PAD.top - 6}
        y2={HEIGHT - PAD.bottom}
        className="stroke-ink"
        strokeDasharray={dashed ? '3 3' : undefined}
        opacity="0.55"
      />
      <text
        x={x(value) > x.range()[1]! - 90 ? -5 : 5}
        textAnchor={x(value) > x.range()[1]! - 90 ? 'end' : 'start'}
        y={dashed ? PAD.top + 14 : PAD.top + 2}
        className="figures fill-soft text-tiny"
      >
        {label} {value.toFixed(0)}
      </text>
    </g>
  )
}

function sayPoint({ value, perWeek, precision, winsPerWeek }: FrontierPointLine): string {
  const { unknown, open, n } = precision.sql
  const wins =
    winsPerWeek === null
      ? `, of ${sayPercent(unknown / Math.max(1, n + open + unknown))} nobody knows the outcome`
      : `, ${winsPerWeek.expected.toFixed(2)} wins a week`
  return `At least ${sayCount(value)}: ${perWeek.toFixed(1)} promotions a week, ${sayPercent(precision.sql.rate)} become SQL${wins}`
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
