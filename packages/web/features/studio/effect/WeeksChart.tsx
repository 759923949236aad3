import type { ComparedSide } from '@baton/engine/compare'
import { sayCount, sayCounted, sayDate, sayId } from '@baton/words'
import { scaleLinear } from 'd3-scale'
import { memo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useWidth } from '../../../app/use-width.ts'
import { Section } from '../../../ui/Section.tsx'
import { NumberTable } from '../../../ui/charts/index.ts'
import { signed, tiersOfBoth, weeksOfBoth, type WeekByTier } from './figures.ts'
import { TwinSwitch } from './TwinSwitch.tsx'
import { useSteadyTop } from './use-steady-top.ts'

const LANE = 46
const GAP = 14

/** Promotions week by week, a lane for each tier: bars are the draft, the marks across them what it is held against. */
export const WeeksChart = memo(function WeeksChart({
  baseline,
  candidate,
  against,
}: {
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
  readonly against: number
}) {
  const [twin, setTwin] = useState(false)
  const weeks = weeksOfBoth(baseline, candidate)
  const tiers = tiersOfBoth(baseline, candidate)
  const summary = `${sayCounted(candidate.promotions, 'promotion')} in ${sayCounted(weeks.length, 'week')}, ${signed(candidate.promotions - baseline.promotions)} against v${against}.`
  return (
    <Section title="Promotions a week" note={summary} aside={<TwinSwitch shown={twin} onShown={setTwin} />}>
      {twin ? (
        <NumberTable
          caption={`Promotions by week and tier: the draft, and v${against} in brackets`}
          head={['Week of', ...tiers.map(sayId)]}
          rows={weeks.map(({ week, baseline: was, candidate: is }) => [
            sayDate(Date.parse(week)),
            ...tiers.map((tier) => `${is[tier] ?? 0} (${was[tier] ?? 0})`),
          ])}
        />
      ) : (
        <Lanes weeks={weeks} tiers={tiers} summary={summary} totals={{ baseline, candidate }} />
      )}
    </Section>
  )
})

interface Totals {
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
}

function Lanes({
  weeks,
  tiers,
  summary,
  totals,
}: {
  readonly weeks: readonly WeekByTier[]
  readonly tiers: readonly string[]
  readonly summary: string
  readonly totals: Totals
}) {
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [at, setAt] = useState<number | null>(null)
  const counts = weeks.flatMap(({ baseline, candidate }) => [
    ...Object.values(baseline),
    ...Object.values(candidate),
  ])
  const top = useSteadyTop(Math.max(4, ...counts))
  const y = scaleLinear([0, top], [0, LANE])
  const step = weeks.length === 0 ? 0 : width / weeks.length
  const shown = at === null ? undefined : weeks[at]
  const move = (by: number) =>
    setAt((now) => Math.max(0, Math.min(weeks.length - 1, (now ?? weeks.length - by) + by)))
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(-1),
      ArrowRight: () => move(1),
      Home: () => setAt(0),
      End: () => setAt(weeks.length - 1),
      Escape: () => setAt(null),
    }
    const act = moves[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const onPointerMove = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    if (step > 0) setAt(Math.max(0, Math.min(weeks.length - 1, Math.floor((event.clientX - left) / step))))
  }
  const said = shown && sayWeek(shown, tiers)
  return (
    <figure>
      <div className="flex">
        <TierNames tiers={tiers} totals={totals} />
        {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- a chart that is read week by week with the arrows, and drawn here */}
        <div
          ref={plot}
          role="img"
          tabIndex={0}
          aria-label={`${summary} ${said ?? 'Arrow keys read it week by week.'}`}
          className="relative min-w-0 flex-1"
          style={{ height: tiers.length * (LANE + GAP) }}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
        >
          {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role */}
          <svg
            width={width}
            height={tiers.length * (LANE + GAP)}
            aria-hidden="true"
            className="absolute inset-0"
          >
            {at !== null && <rect x={at * step} width={step} height="100%" className="fill-hover" />}
            {tiers.map((tier, lane) => (
              <Lane key={tier} weeks={weeks} tier={tier} step={step} y={y} top={lane * (LANE + GAP)} />
            ))}
          </svg>
        </div>
      </div>
      <figcaption className="figures flex h-5 justify-between pl-36 text-small text-faint">
        {said === undefined ? <Legend weeks={weeks} /> : <span className="truncate text-soft">{said}</span>}
      </figcaption>
    </figure>
  )
}

function TierNames({ tiers, totals }: { readonly tiers: readonly string[]; readonly totals: Totals }) {
  return (
    <ul className="w-36 shrink-0">
      {tiers.map((tier) => {
        const [was, is] = [totals.baseline.byTier[tier] ?? 0, totals.candidate.byTier[tier] ?? 0]
        return (
          <li key={tier} style={{ height: LANE + GAP }} className="flex flex-col justify-end pr-3 pb-3.5">
            <span className="truncate text-body font-medium">{sayId(tier)}</span>
            <span className="figures text-small text-faint">
              <span className="text-ink">{sayCount(is)}</span>, was {sayCount(was)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Its first and its last week, and between them what is drawn how. */
function Legend({ weeks }: { readonly weeks: readonly WeekByTier[] }) {
  const [first, last] = [weeks[0], weeks.at(-1)]
  return (
    <>
      <span>{first && sayDate(Date.parse(first.week))}</span>
      <span className="flex items-center gap-4">
        <span className="flex items-center gap-1.5">
          <span className="inline-block h-2.5 w-1.5 bg-data" /> draft
        </span>
        <span className="flex items-center gap-1.5">
          <span className="inline-block h-0.5 w-2.5 bg-ink" /> today
        </span>
      </span>
      <span>{last && sayDate(Date.parse(last.week))}</span>
    </>
  )
}

function Lane({
  weeks,
  tier,
  step,
  y,
  top,
}: {
  readonly weeks: readonly WeekByTier[]
  readonly tier: string
  readonly step: number
  readonly y: (count: number) => number
  readonly top: number
}) {
  const width = Math.max(1, step - Math.min(2, step * 0.3))
  // One path for all of them: a lane is drawn anew with every step of a slider.
  let bars = ''
  let marks = ''
  for (const [index, { candidate, baseline }] of weeks.entries()) {
    const [is, was] = [candidate[tier] ?? 0, baseline[tier] ?? 0]
    const x = index * step
    if (is > 0) bars += `M${x} ${LANE}v${-y(is)}h${width}V${LANE}z`
    if (was !== is) marks += `M${x - 0.5} ${LANE - y(was) - 1}h${width + 1}v2h${-width - 1}z`
  }
  return (
    <g transform={`translate(0 ${top})`}>
      <line x2="100%" y1={LANE + 0.5} y2={LANE + 0.5} className="stroke-line" />
      <path d={bars} className="fill-data" opacity="0.75" />
      <path d={marks} className="fill-ink" />
    </g>
  )
}

function sayWeek({ week, baseline, candidate }: WeekByTier, tiers: readonly string[]): string {
  const parts = tiers.map((tier) => {
    const [is, was] = [candidate[tier] ?? 0, baseline[tier] ?? 0]
    return `${sayId(tier)} ${is}${is === was ? '' : ` (was ${was})`}`
  })
  return `Week of ${sayDate(Date.parse(week))}: ${parts.join(', ')}`
}
