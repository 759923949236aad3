import type { DrawnPeriod } from './bars-layout.ts'
import type { BarsOverTimeProps } from './bars-props.ts'
import { HATCH, seriesColour } from './chart-colours.ts'

/** The parts of one period, what it is compared with as an outline, and its label. */
export function PeriodBars({
  drawn,
  label,
  labelY,
  floor,
  top,
  right,
  hatch,
  isNear,
}: {
  readonly drawn: DrawnPeriod
  readonly label: string
  readonly labelY: number
  readonly floor: number
  readonly top: number
  readonly right: number
  /** Id of the pattern that says it is not over; null: it is. */
  readonly hatch: string | null
  readonly isNear: boolean
}) {
  const { x, step, barX, barWidth, parts, beforeY, hasLabel } = drawn
  const middle = x + step / 2
  const isLast = x + step > right - 1
  const all = parts.reduce((sum, { height }) => sum + height, 0)
  return (
    <g>
      {isNear && <rect x={x} width={step} y={top} height={floor - top} className="fill-hover" />}
      {parts.map(({ y, height }, index) => (
        <rect
          key={index}
          x={barX}
          width={barWidth}
          y={y}
          // A hairline between the parts.
          height={Math.max(0, index > 0 && height > 2 ? height - 1 : height)}
          style={{ fill: seriesColour(index) }}
        />
      ))}
      {hatch !== null && (
        <rect x={barX} width={barWidth} y={floor - all} height={all} fill={`url(#${hatch})`} />
      )}
      {beforeY !== null && (
        <path
          d={`M${barX - 1.5} ${floor}V${beforeY}H${barX + barWidth + 1.5}V${floor}`}
          fill="none"
          className="stroke-ink"
          opacity="0.75"
        />
      )}
      {hasLabel && (
        <text
          x={isLast ? Math.min(middle + 20, right) : middle}
          y={labelY}
          textAnchor={isLast ? 'end' : 'middle'}
          className="fill-faint"
        >
          {label}
        </text>
      )}
    </g>
  )
}

/** What is stacked, the topmost last as the eye reads upwards, and what an outline and a hatch mean. */
export function BarsLegend({ series, periods, promise, words }: BarsOverTimeProps) {
  const hasBefore = periods.some(({ before }) => before !== undefined)
  const hasPartial = periods.some(({ isPartial }) => isPartial === true)
  if (series.length < 2 && !hasBefore && !hasPartial && !promise) return null
  return (
    <ul className="mb-1 flex flex-wrap gap-x-4 gap-y-0.5 text-small text-faint">
      {series.length > 1 &&
        series.map(({ key, label }, index) => (
          <li key={key} className="flex items-center gap-1.5 text-soft">
            <span
              aria-hidden="true"
              className="inline-block size-2.5 rounded-[2px]"
              style={{ backgroundColor: seriesColour(index) }}
            />
            {label}
          </li>
        ))}
      {promise && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-block w-4 border-t border-dashed border-ink" />
          {promise.label}
        </li>
      )}
      {hasBefore && (
        <li className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="inline-block h-2.5 w-2.5 border border-b-0 border-ink opacity-75"
          />
          {words.before}
        </li>
      )}
      {hasPartial && (
        <li className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="inline-block size-2.5 rounded-[2px] bg-data-wash"
            style={{ backgroundImage: HATCH }}
          />
          {words.partial}
        </li>
      )}
    </ul>
  )
}
