/** Layout of curves with their bands: scales, ticks, paths, and names at the ends of the lines that do not lie on each other. */
import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveLinear, curveStepAfter, line } from 'd3-shape'

export interface CurvePoint {
  readonly x: number
  readonly y: number
  /** Where its true value lies; left out where it is known. */
  readonly low?: number
  readonly high?: number
}

export interface Curve {
  readonly key: string
  readonly label: string
  /** In the order of x. */
  readonly points: readonly CurvePoint[]
  /** A step holds until the next point; else points are joined. */
  readonly isStep?: boolean
  /** Beyond this x it is not known but expected: dashed. */
  readonly forecastFrom?: number
}

export interface CurveAxes {
  readonly x: 'number' | 'time'
  readonly y: 'number' | 'share'
  /** A level that has to be on the scale. */
  readonly target?: number
}

export interface CurveSpace {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Pixels that a name at the end of a line is high. */
  readonly labelHeight: number
  /** Pixels that a label of the x axis needs. */
  readonly tickWidth: number
}

export interface DrawnCurve {
  readonly key: string
  readonly known: string
  readonly forecast: string
  readonly band: string
  /** End of the line, and where its name stands. */
  readonly end: { readonly x: number; readonly y: number; readonly labelY: number } | null
}

export interface CurveLayout {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly invertX: (pixel: number) => number
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly curves: readonly DrawnCurve[]
  /** Every x that some curve has a point at: where a reader stops. */
  readonly stops: readonly number[]
}

export function curveLayout(curves: readonly Curve[], axes: CurveAxes, space: CurveSpace): CurveLayout {
  const { width, height, left, right, top, bottom } = space
  const stops = [...new Set(curves.flatMap(({ points }) => points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  )
  const domain = [stops[0] ?? 0, Math.max(stops.at(-1) ?? 1, (stops[0] ?? 0) + 1)]
  const range = [left, Math.max(left + 1, width - right)]
  const x = axes.x === 'time' ? scaleUtc(domain, range) : scaleLinear(domain, range)
  const y = scaleLinear(yDomain(curves, axes), [height - bottom, top]).nice(4)
  const room = Math.max(1, Math.floor((width - left - right) / space.tickWidth))
  const drawn = curves.map((curve) =>
    draw(
      curve,
      (value) => x(value),
      (value) => y(value),
    ),
  )
  const free = spread(
    drawn.map(({ end }) => end?.y ?? 0),
    space.labelHeight,
    top,
    height - bottom,
  )
  return {
    x: (value) => x(value),
    y: (value) => y(value),
    invertX: (pixel) => Number(x.invert(pixel)),
    xTicks: fewTicks((count) => x.ticks(count).map(Number), room),
    yTicks: y.ticks(4),
    curves: drawn.map((one, index) => ({ ...one, end: one.end && { ...one.end, labelY: free[index]! } })),
    stops,
  }
}

/** What a curve says at an x: of a step what holds there, of a line what lies between its points; null outside of it. */
export function readAt({ points, isStep }: Curve, x: number): CurvePoint | null {
  const next = points.findIndex((point) => point.x >= x)
  if (next === -1 || points.length === 0) return null
  const after = points[next]!
  if (after.x === x) return after
  const before = points[next - 1]
  if (before === undefined) return null
  if (isStep === true) return { ...before, x }
  const part = (x - before.x) / (after.x - before.x)
  const between = (a: number, b: number) => a + (b - a) * part
  const both = (a?: number, b?: number) => (a === undefined || b === undefined ? undefined : between(a, b))
  return {
    x,
    y: between(before.y, after.y),
    low: both(before.low, after.low),
    high: both(before.high, after.high),
  }
}

/** Tops for labels of one height that lie as near as possible to where they are wished, and never on each other. */
export function spread(
  wished: readonly number[],
  labelHeight: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]!)
  const placed = [...wished]
  let free = top
  for (const index of order) {
    placed[index] = Math.max(free, wished[index]!)
    free = placed[index] + labelHeight
  }
  let end = Math.max(bottom, top + (wished.length - 1) * labelHeight)
  for (const index of order.toReversed()) {
    placed[index] = Math.min(end, placed[index]!)
    end = placed[index] - labelHeight
  }
  return placed
}

/** Nearest of the stops, by number; -1 without any. */
export function nearestStop(stops: readonly number[], x: number): number {
  let best = -1
  for (const [index, stop] of stops.entries()) {
    if (best === -1 || Math.abs(stop - x) < Math.abs(stops[best]! - x)) best = index
  }
  return best
}

function yDomain(curves: readonly Curve[], { y, target }: CurveAxes): [number, number] {
  const values = curves.flatMap(({ points }) =>
    points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
  )
  if (target !== undefined) values.push(target)
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  if (most === least) return [0, 1]
  return [least, y === 'share' ? Math.min(1, most * 1.04) : most * 1.04]
}

/** As many ticks as there is room for: scales give about as many as they are asked for. */
function fewTicks(ticksOf: (count: number) => readonly number[], most: number): readonly number[] {
  for (let count = Math.min(most, 10); count > 0; count--) {
    const ticks = ticksOf(count)
    if (ticks.length <= most) return ticks
  }
  return ticksOf(1).slice(0, 1)
}

function draw(
  { key, points, isStep = false, forecastFrom = Infinity }: Curve,
  x: (value: number) => number,
  y: (value: number) => number,
): DrawnCurve {
  const shape = isStep ? curveStepAfter : curveLinear
  const path = line<CurvePoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  ).curve(shape)
  const band = area<CurvePoint>(
    (point) => x(point.x),
    (point) => y(point.low ?? point.y),
    (point) => y(point.high ?? point.y),
  ).curve(shape)
  const known = points.filter((point) => point.x <= forecastFrom)
  // The forecast begins where what is known ends, so that there is no gap.
  const forecast = points.slice(Math.max(0, known.length - 1))
  const hasBand = points.some(({ low, high }) => low !== undefined && high !== undefined)
  const last = points.at(-1)
  return {
    key,
    known: path(known) ?? '',
    forecast: known.length < points.length ? (path(forecast) ?? '') : '',
    band: hasBand ? (band(points) ?? '') : '',
    end: last === undefined ? null : { x: x(last.x), y: y(last.y), labelY: y(last.y) },
  }
}
