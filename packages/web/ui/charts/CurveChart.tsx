import { sayDate, sayMonth, sayNumber } from '@baton/words'
import { useMemo, useRef, type PointerEvent } from 'react'
import { useWidth } from '../../app/use-width.ts'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import {
  curveLayout,
  nearestStop,
  readAt,
  type Curve,
  type CurveLayout,
  type CurveSpace,
} from './curve-layout.ts'
import type { CurveChartProps } from './curve-props.ts'
import { CurveLegend, CurveLines, CurveNames } from './curve-parts.tsx'
import { Readout } from './Readout.tsx'
import { TableTwin } from './TableTwin.tsx'
import { useCursor } from './use-cursor.ts'
import { useRem } from './use-rem.ts'

/** Below this the names stand above the lines instead of at their ends. */
const NAMES_FROM = 480
const USUAL_HEIGHT = 220

/** One or several curves with the range each may lie in. The arrows read them stop by stop. */
export function CurveChart(props: CurveChartProps) {
  const { label, curves, words } = props
  if (curves.every(({ points }) => points.length === 0)) {
    return (
      <ChartFigure label={label}>
        <NothingToDraw>{words.nothing}</NothingToDraw>
      </ChartFigure>
    )
  }
  return (
    <ChartFigure label={label}>
      <Plot {...props} />
      <Twin {...props} />
    </ChartFigure>
  )
}

function Plot(props: CurveChartProps) {
  const { label, curves, x, y, target, words } = props
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const rem = useRem()
  const hasNames = width >= NAMES_FROM * rem && curves.length > 1
  const height = props.height ?? USUAL_HEIGHT
  const space = spaceOf(curves, {
    width,
    height,
    rem,
    hasNames,
    isTime: x.kind === 'time',
  })
  const layout = useMemo(
    () => curveLayout(curves, { x: x.kind, y: y.kind, target: target?.value }, space),
    // oxlint-disable-next-line react/exhaustive-deps -- the space is told by these
    [curves, x.kind, y.kind, target?.value, width, height, rem, hasNames],
  )
  const { at, setAt, onKeyDown } = useCursor(layout.stops.length)
  const read = at === null ? null : layout.stops[at]!
  const onPointer = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    setAt(nearestStop(layout.stops, layout.invertX(event.clientX - left)))
  }
  return (
    <>
      <CurveLegend {...props} hasNames={hasNames} />
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a chart that is read stop by stop with the arrows */}
      <div
        ref={plot}
        role="application"
        aria-label={`${label} ${words.hint}`}
        tabIndex={0}
        className="relative w-full touch-pan-y"
        style={{ height }}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setAt(null)}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 overflow-visible">
            <Axes layout={layout} space={space} props={props} />
            <CurveLines curves={curves} layout={layout} read={read} space={space} />
            {hasNames && <CurveNames curves={curves} layout={layout} />}
            {target && <Target layout={layout} space={space} value={target.value} />}
          </svg>
        )}
      </div>
      <Readout
        at={read === null ? null : sayStop(props, read)}
        else={sayStop(props, lastKnown(curves, layout.stops))}
      />
    </>
  )
}

function spaceOf(
  curves: readonly Curve[],
  given: {
    readonly width: number
    readonly height: number
    readonly rem: number
    readonly hasNames: boolean
    readonly isTime: boolean
  },
): CurveSpace {
  const { width, height, rem, hasNames, isTime } = given
  const longest = Math.max(0, ...curves.map(({ label }) => label.length))
  return {
    width,
    height,
    left: 40 * rem,
    right: hasNames ? Math.min(170, longest * 6.4 + 14) * rem : 14,
    top: 12,
    bottom: (isTime ? 22 : 36) * rem,
    labelHeight: 16 * rem,
    tickWidth: (isTime ? 76 : 46) * rem,
  }
}

/** Where what is known ends: it is said while nobody reads. */
function lastKnown(curves: readonly Curve[], stops: readonly number[]): number {
  const known = Math.min(...curves.map(({ forecastFrom }) => forecastFrom ?? Infinity))
  return stops.findLast((stop) => stop <= known) ?? stops.at(-1)!
}

function sayStop({ curves, x, y, words }: CurveChartProps, stop: number): string {
  const parts = curves.flatMap((curve) => {
    const point = readAt(curve, stop)
    if (point === null) return []
    const range =
      point.low === undefined || point.high === undefined
        ? ''
        : ` (${words.between(y.say(point.low), y.say(point.high))})`
    const forecast = stop > (curve.forecastFrom ?? Infinity) ? `, ${words.forecast}` : ''
    return [`${curves.length > 1 ? `${curve.label} ` : ''}${y.say(point.y)}${range}${forecast}`]
  })
  return `${x.say(stop)}: ${parts.join('; ')}`
}

function Axes({
  layout,
  space,
  props: { x, y },
}: {
  readonly layout: CurveLayout
  readonly space: CurveSpace
  readonly props: CurveChartProps
}) {
  const { width, height, left, right, bottom } = space
  const floor = height - bottom
  const isMonthly = layout.xTicks.every((tick) => new Date(tick).getUTCDate() === 1)
  const sayTick = (tick: number) =>
    x.kind === 'number' ? sayNumber(tick) : isMonthly ? sayMonth(tick) : sayDate(tick).replace(/ \d{4}$/, '')
  return (
    <g className="figures text-tiny">
      {layout.yTicks.map((tick) => (
        <g key={tick} transform={`translate(0 ${Math.round(layout.y(tick)) + 0.5})`}>
          <line x1={left} x2={width - right} className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'} />
          <text x={left - 7} dy="0.32em" textAnchor="end" className="fill-faint">
            {(y.sayTick ?? y.say)(tick)}
          </text>
        </g>
      ))}
      {layout.xTicks.map((tick) => (
        <text
          key={tick}
          x={layout.x(tick)}
          y={floor + (space.labelHeight / 16) * 15}
          textAnchor="middle"
          className="fill-faint"
        >
          {sayTick(tick)}
        </text>
      ))}
      {x.kind === 'number' && (
        <text x={width - right} y={height - 3} textAnchor="end" className="fill-faint">
          {x.title}
        </text>
      )}
    </g>
  )
}

function Target({
  layout,
  space,
  value,
}: {
  readonly layout: CurveLayout
  readonly space: CurveSpace
  readonly value: number
}) {
  const y = Math.round(layout.y(value)) + 0.5
  return (
    <g>
      <line
        x1={space.left}
        x2={space.width - space.right}
        y1={y}
        y2={y}
        className="stroke-ink"
        strokeDasharray="3 3"
        opacity="0.6"
      />
    </g>
  )
}

function Twin({ label, curves, x, y, words }: CurveChartProps) {
  const stops = [...new Set(curves.flatMap(({ points }) => points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  )
  return (
    <TableTwin
      summary={words.asTable}
      caption={label}
      head={[x.title, ...curves.map((curve) => curve.label)]}
      rows={stops.map((stop) => [
        x.say(stop),
        ...curves.map((curve) => {
          const point = readAt(curve, stop)
          if (point === null) return '–'
          if (point.low === undefined || point.high === undefined) return y.say(point.y)
          return `${y.say(point.y)} (${words.between(y.say(point.low), y.say(point.high))})`
        }),
      ])}
    />
  )
}
