/** Where everything of the history chart stands. Pixels; plain numbers in, plain numbers out. */
import type { Decision, Stage } from '@baton/engine'
import { area, curveLinear, line } from 'd3-shape'
import type { LevelSeries } from './levels.ts'
import { linearScale, type LinearScale } from './linear-scale.ts'

export interface Lane {
  readonly top: number
  readonly height: number
}

const SCORE_HEIGHT = 80
const METER_HEIGHT = 48
const GAP = 16
export const TOP = 26
const STAGE_HEIGHT = 20
const EVENT_HEIGHT = 14
const AXIS_HEIGHT = 22
const DAY_MS = 86_400_000

export interface Layout {
  readonly score: Lane
  readonly meters: readonly Lane[]
  readonly stages: Lane
  readonly events: Lane
  readonly axis: number
  readonly height: number
}

export function layoutOf(meterCount: number): Layout {
  const score = { top: TOP, height: SCORE_HEIGHT }
  const meters = Array.from({ length: meterCount }, (_, index) => ({
    top: TOP + SCORE_HEIGHT + GAP + index * (METER_HEIGHT + GAP),
    height: METER_HEIGHT,
  }))
  const stagesTop = TOP + SCORE_HEIGHT + GAP + meterCount * (METER_HEIGHT + GAP)
  const stages = { top: stagesTop, height: STAGE_HEIGHT }
  const events = { top: stagesTop + STAGE_HEIGHT + 6, height: EVENT_HEIGHT }
  const axis = events.top + EVENT_HEIGHT + 2
  return { score, meters, stages, events, axis, height: axis + AXIS_HEIGHT }
}

/** Milliseconds to pixels. */
export type TimeScale = LinearScale

/** At least two weeks are drawn, so that a young history does not fill the whole width with one afternoon. */
export function timeScale(from: number, now: number, width: number): TimeScale {
  return linearScale([Math.min(from, now - 14 * DAY_MS), now], [1, Math.max(2, width - 1)])
}

/** A level beyond the top stays at the edge of its lane. */
export function levelScale(lane: Lane, top: number): LinearScale {
  const most = Math.max(top, 1)
  const { at, ...scale } = linearScale([0, most], [lane.top + lane.height, lane.top])
  return { ...scale, at: (level) => at(Math.min(Math.max(level, 0), most)) }
}

/** The filled curve and its edge. Levels jump where points are poured and sink in between. */
export function levelPaths(
  times: LevelSeries['times'],
  levels: readonly number[],
  x: TimeScale,
  y: LinearScale,
): { readonly fill: string; readonly edge: string } {
  const at = (index: number) => x.at(times[index]!)
  const indices = levels.map((_, index) => index)
  const [base] = y.range
  const fill = area<number>()
    .x(at)
    .y0(base)
    .y1((index) => y.at(levels[index]!))
    .curve(curveLinear)(indices)
  const edge = line<number>()
    .x(at)
    .y((index) => y.at(levels[index]!))
    .curve(curveLinear)(indices)
  return { fill: fill ?? '', edge: edge ?? '' }
}

export interface StageSpan {
  readonly stage: Stage
  readonly from: number
  readonly to: number
}

/** The stages one after the other, from the beginning of the history to its end. */
export function stageSpans(decisions: readonly Decision[], from: number, now: number): readonly StageSpan[] {
  const spans: StageSpan[] = []
  let stage: Stage = decisions[0]?.from ?? 'visitor'
  let since = from
  for (const decision of decisions) {
    if (decision.at > since) spans.push({ stage, from: since, to: decision.at })
    stage = decision.to
    since = Math.max(since, decision.at)
  }
  return [...spans, { stage, from: since, to: Math.max(since, now) }]
}
