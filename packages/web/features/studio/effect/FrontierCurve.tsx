import type { FrontierLine, FrontierPointLine } from '@baton/protocol'
import { sayCount, sayPercent } from '@baton/words'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useWidth } from '../../../app/use-width.ts'

const HEIGHT = 210
const PAD = { left: 40, right: 12, top: 14, bottom: 30 }

/** The frontier as a curve with its band, read point by point; a point that is pressed is taken. */
export function FrontierCurve({
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
  const { x, y } = scalesOf(shown, Math.max(capacity ?? 0, quota ?? 0), width)
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
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a curve that is read point by point with the arrows, Enter takes one */}
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
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
        <svg width={width} height={HEIGHT} className="absolute inset-0 overflow-visible">
          <Axes x={x} y={y} width={width} />
          <Mark x={x} value={capacity} label="sales can take" />
          <Mark x={x} value={quota} label="promised" dashed />
          <Line points={shown} x={x} y={y} />
          {shown.map((point, index) => (
            <Point
              key={point.value}
              point={point}
              x={x(point.perWeek)}
              y={y(point.precision.sql.rate)}
              isNow={point.value === threshold.value}
              isToday={point.value === head.baseline}
              isBest={point === best}
              isRead={at === index}
              onRead={() => setAt(index)}
              onTake={onTake}
            />
          ))}
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

/** @param volume what has to be on it besides the points: what sales can take, what was promised */
function scalesOf(points: readonly FrontierPointLine[], volume: number, width: number) {
  const top = Math.max(...points.map(({ perWeek }) => perWeek), volume, 1) * 1.06
  const most = Math.min(1, Math.max(...points.map(({ precision }) => precision.sql.high), 0.2) * 1.05)
  return {
    x: scaleLinear([0, top], [PAD.left, Math.max(PAD.left + 1, width - PAD.right)]),
    y: scaleLinear([0, most], [HEIGHT - PAD.bottom, PAD.top]),
  }
}

function Line({
  points,
  x,
  y,
}: {
  readonly points: readonly FrontierPointLine[]
  readonly x: Scale
  readonly y: Scale
}) {
  const path = line<FrontierPointLine>(
    ({ perWeek }) => x(perWeek),
    ({ precision }) => y(precision.sql.rate),
  )
  const band = area<FrontierPointLine>(
    ({ perWeek }) => x(perWeek),
    ({ precision }) => y(precision.sql.low),
    ({ precision }) => y(precision.sql.high),
  )
  return (
    <>
      <path d={band(points) ?? ''} className="fill-data" opacity="0.12" />
      <path d={path(points) ?? ''} className="fill-none stroke-data" strokeWidth="1.5" />
    </>
  )
}

function Point({
  point,
  x,
  y,
  isNow,
  isToday,
  isBest,
  isRead,
  onRead,
  onTake,
}: {
  readonly point: FrontierPointLine
  readonly x: number
  readonly y: number
  /** The draft is here. */
  readonly isNow: boolean
  /** What is in force is here. */
  readonly isToday: boolean
  readonly isBest: boolean
  readonly isRead: boolean
  readonly onRead: () => void
  readonly onTake: ((value: number) => void) | null
}) {
  // Of most whom it would pass on nobody knows what became.
  const isGuess = point.winsPerWeek === null
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle
        r={isNow || isToday || isBest ? 5 : isRead ? 4.5 : 2.5}
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
        <text y={isToday && !isNow ? 17 : -9} textAnchor="middle" className="figures fill-ink text-tiny">
          {[isNow && 'draft', isToday && 'today', isBest && 'best'].filter(Boolean).join(', ')} {point.value}
        </text>
      )}
      {/* What is pressed is larger than what is drawn. */}
      <circle
        r="11"
        fill="transparent"
        className={onTake === null ? '' : 'cursor-pointer'}
        onPointerEnter={onRead}
        onClick={() => onTake?.(point.value)}
      />
    </g>
  )
}

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
