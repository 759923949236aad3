/** Parts of the history chart that are drawn in its SVG. */
import type { Agreement, Decision, Stage } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { sayId, sayLevel, sayNumber, sayStage } from '@baton/words'
import { useId } from 'react'
import type { Lane, StageSpan, TimeScale } from './chart-geometry.ts'
import type { LinearScale } from './linear-scale.ts'
import type { Threshold } from './thresholds.ts'

/** One level over time: filled up to the playhead, an outline of what came after it. */
export function LevelLane({
  name,
  lane,
  width,
  head,
  paths,
  y,
  level,
  marks,
}: {
  readonly name: string
  readonly lane: Lane
  readonly width: number
  readonly head: number
  readonly paths: { readonly fill: string; readonly edge: string }
  readonly y: LinearScale
  readonly level: number
  readonly marks: readonly Threshold[]
}) {
  const clip = useId()
  const base = lane.top + lane.height
  return (
    <g>
      <clipPath id={clip}>
        <rect x={0} y={lane.top - 2} width={Math.max(0, head)} height={lane.height + 4} />
      </clipPath>
      <path d={paths.edge} className="fill-none stroke-line-strong" strokeWidth="1" />
      <g clipPath={`url(#${clip})`}>
        <path d={paths.fill} className="fill-data-wash" />
        <path d={paths.edge} className="fill-none stroke-data" strokeWidth="1.5" strokeLinejoin="round" />
      </g>
      <line x1={0} x2={width} y1={base + 0.5} y2={base + 0.5} className="stroke-line-strong" />
      {marks.map((mark) => (
        <g key={mark.tier} transform={`translate(0 ${Math.round(y.at(mark.atLeast)) + 0.5})`}>
          <line x2={width} className="stroke-faint" strokeDasharray="2 4" strokeOpacity="0.8" />
          <text x={6} y={-4} className="fill-faint text-tiny max-md:hidden">
            {`${sayId(mark.tier)} ${sayNumber(mark.atLeast)}`}
          </text>
          {/* On a narrow window the name of the lane stands at the left. */}
          <text x={width - 12} y={-4} textAnchor="end" className="fill-faint text-tiny md:hidden">
            {`${sayId(mark.tier)} ${sayNumber(mark.atLeast)}`}
          </text>
        </g>
      ))}
      <text x={2} y={lane.top - 4} className="fill-soft text-tiny font-medium md:hidden">
        {`${name} ${sayLevel(level)}`}
      </text>
      <circle cx={head} cy={y.at(level)} r="3.5" className="fill-paper stroke-accent" strokeWidth="1.5" />
    </g>
  )
}

const BAND: Readonly<Record<Stage, string>> = {
  visitor: 'fill-sunk',
  lead: 'fill-hover',
  mql: 'fill-accent-wash',
  sal: 'fill-accent-wash',
  sql: 'fill-accent-wash',
  opportunity: 'fill-accent-wash',
  customer: 'fill-won-wash',
  advocate: 'fill-won-wash',
  recycled: 'fill-sunk',
  disqualified: 'fill-sunk',
}

/** The stages as a band, and a hairline through all lanes where one gave way to the next. */
export function StageBand({
  spans,
  decisions,
  x,
  lane,
  top,
  names,
}: {
  readonly spans: readonly StageSpan[]
  readonly decisions: readonly Decision[]
  readonly x: TimeScale
  readonly lane: Lane
  readonly top: number
  readonly names: Agreement['names']
}) {
  return (
    <g>
      {decisions.map((decision, index) => {
        const at = Math.round(x.at(decision.at)) + 0.5
        const look = decision.to === 'mql' ? 'stroke-accent' : 'stroke-line-strong'
        return (
          <line
            key={index}
            x1={at}
            x2={at}
            y1={top}
            y2={lane.top + lane.height}
            className={look}
            strokeOpacity="0.55"
          />
        )
      })}
      {spans.map((span, index) => {
        const left = x.at(span.from)
        const width = Math.max(1, x.at(span.to) - left - 1)
        const label = sayStage(span.stage, names)
        return (
          <g key={index}>
            <rect x={left} y={lane.top} width={width} height={lane.height} className={BAND[span.stage]} />
            {width > label.length * 6.2 + 10 && (
              <text x={left + 6} y={lane.top + 14} className="fill-soft text-tiny">
                {label}
              </text>
            )}
            <title>{label}</title>
          </g>
        )
      })}
    </g>
  )
}

/** Every event of the lead as a tick; those that a statement rests on stand out. */
export function EventTicks({
  events,
  cited,
  x,
  lane,
  asOf,
}: {
  readonly events: readonly HistoryEvent[]
  readonly cited: readonly string[]
  readonly x: TimeScale
  readonly lane: Lane
  readonly asOf: number
}) {
  const names = new Set(cited)
  return (
    <g>
      {events.map((event) => {
        const at = x.at(event.occurredAt)
        const marked = names.has(event.id)
        const look = marked
          ? 'stroke-accent'
          : event.occurredAt <= asOf
            ? 'stroke-soft'
            : 'stroke-line-strong'
        return (
          <line
            key={event.id}
            x1={at}
            x2={at}
            y1={lane.top + (marked ? 0 : 4)}
            y2={lane.top + lane.height}
            className={look}
            strokeWidth={marked ? 2 : 1}
          />
        )
      })}
    </g>
  )
}
