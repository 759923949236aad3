import type { CompiledAgreement, Decision, Verdict } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import {
  sayCounted,
  sayDate,
  sayId,
  sayLevel,
  sayMoment,
  sayMonth,
  sayNumber,
  sayScore,
  sayStage,
} from '@baton/words'
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useWidth } from '../../app/use-width.ts'
import { Tank } from '../../ui/Tank.tsx'
import {
  layoutOf,
  levelPaths,
  levelScale,
  stageSpans,
  timeScale,
  TOP,
  type Lane,
  type Layout,
} from './chart-geometry.ts'
import { EventTicks, LevelLane, StageBand } from './chart-parts.tsx'
import type { LevelSeries } from './levels.ts'
import { snapped } from './moments.ts'
import { timeTicks } from './time-ticks.ts'
import { thresholdsOf, type Threshold } from './thresholds.ts'

const DAY_MS = 86_400_000
const SNAP_PX = 4

interface HistoryChartProps {
  readonly compiled: CompiledAgreement
  readonly series: LevelSeries
  readonly decisions: readonly Decision[]
  readonly events: readonly HistoryEvent[]
  readonly cited: readonly string[]
  readonly verdict: Verdict
  readonly from: number
  readonly now: number
  readonly asOf: number
  readonly moments: readonly number[]
  readonly onMoment: (moment: number | null) => void
  readonly onStep: (direction: 1 | -1) => void
}

/** The tanks over the whole history: score, every meter, stages and events, under one playhead that can be moved. */
export function HistoryChart(props: HistoryChartProps) {
  const { compiled, series, decisions, events, cited, verdict, from, now, asOf } = props
  const { agreement } = compiled
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const layout = layoutOf(agreement.meters.length)
  const x = timeScale(from, now, width)
  const thresholds = useMemo(() => thresholdsOf(agreement.tiers), [agreement])
  const scoreMarks = thresholds.filter((threshold) => threshold.meter === null)
  const scoreTop = Math.max(...series.score, ...scoreMarks.map((mark) => mark.atLeast), 10) * 1.06
  const head = x.at(asOf)
  return (
    <figure className="flex px-4 pt-2 pb-3 md:px-6" aria-label="Score and meters over time">
      <LaneLabels verdict={verdict} layout={layout} thresholds={thresholds} />
      <div
        ref={plot}
        className="relative min-w-0 flex-1 cursor-crosshair touch-pan-y select-none"
        style={{ height: layout.height }}
        {...usePointerScrub(props, plot, x)}
      >
        {width > 0 && (
          <svg
            width={width}
            height={layout.height}
            aria-hidden="true"
            className="absolute inset-0 overflow-visible"
          >
            <TimeAxis x={x} width={width} top={layout.axis} />
            <LevelLane
              name="Score"
              lane={layout.score}
              width={width}
              head={head}
              paths={levelPaths(series.times, series.score, x, levelScale(layout.score, scoreTop))}
              y={levelScale(layout.score, scoreTop)}
              level={verdict.score}
              marks={scoreMarks}
            />
            {verdict.meters.map((reading, index) => {
              const y = levelScale(layout.meters[index]!, reading.max)
              return (
                <LevelLane
                  key={reading.meter}
                  name={sayId(reading.meter)}
                  lane={layout.meters[index]!}
                  width={width}
                  head={head}
                  paths={levelPaths(series.times, series.meters[index]!, x, y)}
                  y={y}
                  level={reading.level}
                  marks={thresholds.filter((threshold) => threshold.meter === reading.meter)}
                />
              )
            })}
            <StageBand
              spans={stageSpans(decisions, from, now)}
              decisions={decisions}
              x={x}
              lane={layout.stages}
              top={layout.score.top}
              names={agreement.names}
            />
            <EventTicks events={events} cited={cited} x={x} lane={layout.events} asOf={asOf} />
          </svg>
        )}
        {width > 0 && <Playhead {...props} left={head} height={layout.axis} width={width} />}
      </div>
      <figcaption className="sr-only">
        {`Score ${sayScore(verdict.score)} as of ${sayMoment(asOf)}. ${decisions
          .map((decision) => `${sayStage(decision.to, agreement.names)} on ${sayDate(decision.at)}`)
          .join(', ')}.`}
      </figcaption>
    </figure>
  )
}

function LaneLabels({
  verdict,
  layout,
  thresholds,
}: {
  readonly verdict: Verdict
  readonly layout: Layout
  readonly thresholds: readonly Threshold[]
}) {
  return (
    <div className="relative hidden w-[150px] shrink-0 md:block" style={{ height: layout.height }}>
      <LaneLabel lane={layout.score} name="Score" level={sayScore(verdict.score)} note="sum of the meters" />
      {verdict.meters.map((reading, index) => {
        const marks = thresholds.filter((threshold) => threshold.meter === reading.meter)
        const mark =
          marks.length > 0 ? Math.min(...marks.map(({ atLeast }) => atLeast)) / reading.max : undefined
        const half =
          reading.halfLifeDays === null
            ? 'never fades'
            : `halves in ${sayCounted(reading.halfLifeDays, 'day')}`
        return (
          <LaneLabel
            key={reading.meter}
            lane={layout.meters[index]!}
            name={sayId(reading.meter)}
            level={sayLevel(reading.level)}
            note={half}
            title={`${sayLevel(reading.level)} of at most ${sayNumber(reading.max)}`}
            tank={
              <Tank
                share={reading.level / reading.max}
                mark={mark}
                width={20}
                height={layout.meters[index]!.height}
              />
            }
          />
        )
      })}
    </div>
  )
}

function LaneLabel({
  lane,
  name,
  level,
  note,
  title,
  tank,
}: {
  readonly lane: Lane
  readonly name: string
  readonly level: string
  readonly note: string
  readonly title?: string
  readonly tank?: React.ReactNode
}) {
  return (
    <div
      className="absolute inset-x-0 flex items-center gap-3"
      style={{ top: lane.top, height: lane.height }}
      title={title}
    >
      {tank ?? <span className="w-5" />}
      <div className="min-w-0">
        <p className="text-small leading-4 text-soft">{name}</p>
        <p className="figures text-lead leading-5 font-semibold tracking-[-0.02em]">{level}</p>
        <p className="text-tiny leading-3 text-faint">{note}</p>
      </div>
    </div>
  )
}

function TimeAxis({
  x,
  width,
  top,
}: {
  readonly x: ReturnType<typeof timeScale>
  readonly width: number
  readonly top: number
}) {
  const [from, to] = x.domain
  const { ticks, monthly } = timeTicks(from, to, Math.max(2, Math.floor(width / 90)))
  return (
    <g>
      {ticks
        .filter((tick) => x.at(tick) < width - 44)
        .map((tick) => (
          <g key={tick} transform={`translate(${Math.round(x.at(tick)) + 0.5} 0)`}>
            <line y1={TOP} y2={top} className="stroke-line" />
            <text y={top + 14} x={0} className="figures fill-faint text-tiny">
              {monthly ? sayMonth(tick) : sayDate(tick).replace(/ \d{4}$/, '')}
            </text>
          </g>
        ))}
    </g>
  )
}

/** The slider of the history: a baton that is carried along the days. */
function Playhead({
  left,
  height,
  width,
  from,
  now,
  asOf,
  verdict,
  onMoment,
  onStep,
}: HistoryChartProps & { left: number; height: number; width: number }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? onMoment(asOf - DAY_MS) : onStep(-1)),
      ArrowDown: () => (event.shiftKey ? onMoment(asOf - DAY_MS) : onStep(-1)),
      ArrowRight: () => (event.shiftKey ? onMoment(asOf + DAY_MS) : onStep(1)),
      ArrowUp: () => (event.shiftKey ? onMoment(asOf + DAY_MS) : onStep(1)),
      PageDown: () => onMoment(asOf - 30 * DAY_MS),
      PageUp: () => onMoment(asOf + 30 * DAY_MS),
      Home: () => onMoment(from),
      End: () => onMoment(null),
    }
    const move = moves[event.key]
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    move()
  }
  const label = sayDate(asOf)
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- steps from event to event, which no range input does
      role="slider"
      tabIndex={0}
      aria-label="Moment of the history"
      aria-valuemin={Math.floor(from / DAY_MS)}
      aria-valuemax={Math.floor(now / DAY_MS)}
      aria-valuenow={Math.floor(asOf / DAY_MS)}
      aria-valuetext={`${sayMoment(asOf)}, score ${sayScore(verdict.score)}`}
      onKeyDown={onKeyDown}
      className="group absolute top-0 w-4 -translate-x-1/2 cursor-ew-resize outline-none"
      style={{ left, height }}
    >
      <span className="absolute top-[22px] bottom-0 left-1/2 w-px -translate-x-1/2 bg-accent" />
      <span className="absolute top-[9px] left-1/2 h-[15px] w-[5px] -translate-x-1/2 -skew-x-12 rounded-[1px] bg-accent ring-accent/25 group-hover:ring-4 group-focus-visible:ring-4" />
      <span
        className={`figures absolute top-0 rounded bg-accent px-1.5 text-tiny font-medium whitespace-nowrap text-paper dark:text-sunk ${left > width / 2 ? 'right-4' : 'left-4'} ${asOf >= now ? 'hidden' : ''}`}
      >
        {label}
      </span>
    </div>
  )
}

/** Dragging or tapping anywhere on the plot moves the playhead; it takes to events that are near. */
function usePointerScrub(
  { moments, onMoment, now }: HistoryChartProps,
  plot: React.RefObject<HTMLDivElement | null>,
  x: ReturnType<typeof timeScale>,
) {
  const dragging = useRef(false)
  const moveTo = (event: PointerEvent) => {
    const left = event.clientX - plot.current!.getBoundingClientRect().left
    const [start, end] = x.range
    if (left >= end - SNAP_PX) return onMoment(null)
    const msPerPx = (now - x.domain[0]) / (end - start)
    onMoment(Math.round(snapped(moments, x.invert(left), SNAP_PX * msPerPx)))
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      dragging.current = true
      plot.current!.setPointerCapture(event.pointerId)
      moveTo(event)
      plot.current!.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true })
    },
    onPointerMove: (event: PointerEvent) => dragging.current && moveTo(event),
    onPointerUp: () => void (dragging.current = false),
    onPointerCancel: () => void (dragging.current = false),
  }
}
