import { seriesColour, seriesDash } from './chart-colours.ts'
import { readAt, type Curve, type CurveLayout, type CurveSpace } from './curve-layout.ts'
import type { CurveChartProps } from './curve-props.ts'

/** A forecast is dashed evenly and finer than the dashes that tell lines apart. */
const FORECAST_DASH = '1.5 3.5'

/** Bands below, lines above, and where somebody reads a hairline with a dot on each line. */
export function CurveLines({
  curves,
  layout,
  read,
  space,
}: {
  readonly curves: readonly Curve[]
  readonly layout: CurveLayout
  readonly read: number | null
  readonly space: CurveSpace
}) {
  return (
    <>
      {layout.curves.map(({ key, band }, index) => (
        <path key={key} d={band} opacity="0.13" style={{ fill: seriesColour(index) }} />
      ))}
      {read !== null && (
        <line
          x1={layout.x(read)}
          x2={layout.x(read)}
          y1={space.top}
          y2={space.height - space.bottom}
          className="stroke-line-strong"
        />
      )}
      {layout.curves.map(({ key, known, forecast }, index) => (
        <g
          key={key}
          fill="none"
          strokeWidth="1.75"
          strokeLinejoin="round"
          style={{ stroke: seriesColour(index) }}
        >
          <path d={known} strokeDasharray={seriesDash(index)} />
          <path d={forecast} strokeDasharray={FORECAST_DASH} strokeLinecap="round" />
        </g>
      ))}
      {curves.map((curve, index) => {
        const point = read === null ? lonePoint(curve) : readAt(curve, read)
        return (
          point !== null && (
            <circle
              key={curve.key}
              cx={layout.x(point.x)}
              cy={layout.y(point.y)}
              r="3.5"
              className="stroke-paper"
              strokeWidth="1.5"
              style={{ fill: seriesColour(index) }}
            />
          )
        )
      })}
    </>
  )
}

/** A single point is no line: it is drawn as a dot. */
function lonePoint({ points }: Curve) {
  return points.length === 1 ? points[0]! : null
}

/** Names at the ends of the lines, each led to its line. */
export function CurveNames({
  curves,
  layout,
}: {
  readonly curves: readonly Curve[]
  readonly layout: CurveLayout
}) {
  return layout.curves.map(({ key, end }, index) => {
    if (end === null) return null
    const right = Math.max(...layout.curves.map((one) => one.end?.x ?? 0))
    return (
      <g key={key}>
        <path
          d={`M${end.x + 2} ${end.y}L${right + 9} ${end.labelY}`}
          fill="none"
          opacity="0.6"
          style={{ stroke: seriesColour(index) }}
        />
        <text x={right + 12} y={end.labelY} dy="0.32em" className="fill-ink text-small">
          {curves[index]!.label}
        </text>
      </g>
    )
  })
}

/** What is drawn how, above the lines: the names only where they do not stand at the lines. */
export function CurveLegend({
  curves,
  target,
  words,
  hasNames,
}: CurveChartProps & {
  readonly hasNames: boolean
}) {
  const hasForecast = curves.some(({ points, forecastFrom }) =>
    points.some(({ x }) => x > (forecastFrom ?? Infinity)),
  )
  const hasBand = curves.some(({ points }) => points.some(({ low }) => low !== undefined))
  return (
    <ul className="mb-1 flex flex-wrap gap-x-4 gap-y-0.5 text-small text-faint">
      {!hasNames &&
        curves.map(({ key, label }, index) => (
          <li key={key} className="flex items-center gap-1.5 text-soft">
            <Sample colour={seriesColour(index)} dash={seriesDash(index)} />
            {label}
          </li>
        ))}
      {target && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block w-5 border-t border-dashed border-ink" />
          {target.label}
        </li>
      )}
      {hasForecast && (
        <li className="flex items-center gap-1.5">
          <Sample colour="var(--faint)" dash={FORECAST_DASH} />
          {words.forecast}
        </li>
      )}
      {hasBand && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block h-2.5 w-5 rounded-[2px] bg-data opacity-25" />
          {words.band}
        </li>
      )}
    </ul>
  )
}

function Sample({ colour, dash }: { readonly colour: string; readonly dash?: string }) {
  return (
    <svg width="22" height="8" aria-hidden="true" className="shrink-0">
      <line x2="22" y1="4" y2="4" strokeWidth="2" strokeDasharray={dash} style={{ stroke: colour }} />
    </svg>
  )
}
