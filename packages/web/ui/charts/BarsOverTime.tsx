import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useWidth } from '../../app/use-width.ts'
import { barsLayout, type BarsLayout, type BarsSpace } from './bars-layout.ts'
import { BarsLegend, PeriodBars } from './bars-parts.tsx'
import type { BarsOverTimeProps, BarsPeriod } from './bars-props.ts'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import { OpenNumber } from './OpenNumber.tsx'
import { Readout } from './Readout.tsx'
import { TableTwin } from './TableTwin.tsx'
import { useRem } from './use-rem.ts'

const USUAL_HEIGHT = 180

/** Bars by week or month, plain or stacked. Tab enters, the arrows go from bar to bar, Enter opens one. */
export function BarsOverTime(props: BarsOverTimeProps) {
  const { label, periods, words } = props
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [near, setNear] = useState<number | null>(null)
  const rem = useRem()
  if (periods.length === 0) {
    return (
      <ChartFigure label={label}>
        <NothingToDraw>{words.nothing}</NothingToDraw>
      </ChartFigure>
    )
  }
  const height = props.height ?? USUAL_HEIGHT
  const longest = Math.max(...periods.map((period) => period.label.length))
  const space = {
    width,
    height,
    left: 40 * rem,
    right: 4,
    top: 12,
    bottom: 20 * rem,
    tickWidth: (longest * 6.2 + 10) * rem,
  }
  const read = near === null ? undefined : periods[near]
  const layout = barsLayout(periods, props.promise?.value, space)
  return (
    <ChartFigure label={label}>
      <BarsLegend {...props} />
      <div ref={plot} className="relative w-full" style={{ height }} onPointerLeave={() => setNear(null)}>
        {width > 0 && <Drawing {...props} layout={layout} space={space} near={near} />}
        {width > 0 && <PeriodButtons {...props} layout={layout} space={space} near={near} onNear={setNear} />}
      </div>
      <Readout
        at={read ? sayPeriod(props, read) : null}
        else={sayPeriod(props, periods.at(-1)!)}
        isSpoken={false}
      />
      <Twin {...props} />
    </ChartFigure>
  )
}

type Drawn = BarsOverTimeProps & {
  readonly layout: BarsLayout
  readonly space: BarsSpace
  readonly near: number | null
}

function Drawing({ periods, promise, say, layout, space, near }: Drawn) {
  const { width, height, left, bottom, right } = space
  const hatch = useId()
  return (
    <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 overflow-visible">
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="4" x1="1" x2="1" className="stroke-paper" strokeWidth="1.6" />
        </pattern>
      </defs>
      <g className="figures text-tiny">
        {layout.yTicks.map((tick) => (
          <g key={tick} transform={`translate(0 ${Math.round(layout.y(tick)) + 0.5})`}>
            <line
              x1={left}
              x2={width - right}
              className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
            />
            <text x={left - 7} dy="0.32em" textAnchor="end" className="fill-faint">
              {say(tick)}
            </text>
          </g>
        ))}
        {layout.periods.map((drawn, index) => (
          <PeriodBars
            key={drawn.key}
            drawn={drawn}
            label={periods[index]!.label}
            labelY={height - bottom / 4}
            floor={height - bottom}
            top={space.top}
            right={width - right}
            hatch={periods[index]!.isPartial === true ? hatch : null}
            isNear={near === index}
          />
        ))}
        {promise && (
          <g transform={`translate(0 ${Math.round(layout.y(promise.value)) + 0.5})`} strokeDasharray="4 3">
            <line
              x1={left}
              x2={width - right}
              className="stroke-paper"
              strokeWidth="3"
              strokeDasharray="none"
            />
            <line x1={left} x2={width - right} className="stroke-ink" strokeWidth="1.25" />
          </g>
        )}
      </g>
    </svg>
  )
}

/** One stop for Tab; within it the arrows move. */
function PeriodButtons(props: Drawn & { readonly onNear: (index: number | null) => void }) {
  const { label, periods, layout, space, near, onNear, words } = props
  const list = useRef<HTMLUListElement>(null)
  const [stop, setStop] = useState(periods.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const at = near ?? stop
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: periods.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    list.current?.querySelectorAll('button')[Math.max(0, Math.min(periods.length - 1, to))]?.focus()
  }
  return (
    <ul ref={list} aria-label={label}>
      {layout.periods.map(({ key, x, step }, index) => {
        const period = periods[index]!
        return (
          <li key={key}>
            <button
              type="button"
              aria-label={`${sayPeriod(props, period)}${period.onOpen ? `. ${words.opens}` : ''}`}
              aria-disabled={period.onOpen === undefined}
              tabIndex={index === Math.min(stop, periods.length - 1) ? 0 : -1}
              className="absolute aria-disabled:cursor-default"
              style={{
                left: x,
                width: step,
                top: space.top,
                height: space.height - space.top - space.bottom,
              }}
              onClick={period.onOpen}
              onKeyDown={onKeyDown}
              onFocus={() => {
                setStop(index)
                onNear(index)
              }}
              onBlur={() => onNear(null)}
              onPointerEnter={() => onNear(index)}
            />
          </li>
        )
      })}
    </ul>
  )
}

function totalOf(period: BarsPeriod): number {
  return period.values.reduce((sum, value) => sum + value, 0)
}

function sayPeriod({ series, say, words }: BarsOverTimeProps, period: BarsPeriod): string {
  const total = totalOf(period)
  const parts =
    series.length < 2
      ? say(total)
      : `${say(total)} (${series.map((one, index) => `${one.label} ${say(period.values[index] ?? 0)}`).join(', ')})`
  const before = period.before === undefined ? '' : `; ${words.before}: ${say(period.before)}`
  return `${period.name}: ${parts}${before}${period.isPartial === true ? `, ${words.partial}` : ''}`
}

function Twin({ label, periods, series, say, words }: BarsOverTimeProps) {
  const hasBefore = periods.some(({ before }) => before !== undefined)
  const isStacked = series.length > 1
  return (
    <TableTwin
      summary={words.asTable}
      caption={label}
      head={[
        words.period,
        ...(isStacked ? series.map((one) => one.label) : []),
        words.total,
        ...(hasBefore ? [words.before] : []),
      ]}
      rows={periods.map((period) => [
        `${period.name}${period.isPartial === true ? ` (${words.partial})` : ''}`,
        ...(isStacked ? series.map((_, index) => say(period.values[index] ?? 0)) : []),
        <OpenNumber key="total" label={`${period.name}: ${say(totalOf(period))}`} onOpen={period.onOpen}>
          {say(totalOf(period))}
        </OpenNumber>,
        ...(hasBefore ? [period.before === undefined ? '–' : say(period.before)] : []),
      ])}
    />
  )
}
