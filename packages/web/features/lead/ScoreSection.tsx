import type { Agreement, Pour } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import {
  sayClauseName,
  sayCounted,
  sayDate,
  sayId,
  sayLevel,
  sayPoints,
  sayPointsClause,
  sayProperties,
} from '@baton/words'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'
import type { ClauseShare, MeterArithmetic } from './score-arithmetic.ts'
import type { SectionProps } from './section-props.ts'

const GRID =
  'grid grid-cols-[minmax(0,1fr)_3rem_4.5rem_4.5rem] sm:grid-cols-[minmax(0,1fr)_3.5rem_4rem_5rem_5rem] items-center gap-x-2'

/** The arithmetic: what each clause has poured, what was held back, and what is left of it. It sums to the score. */
export function ScoreSection(props: SectionProps) {
  const { arithmetic, verdict } = props.judgement
  const { agreement } = props.compiled
  const poured = arithmetic.meters.filter((meter) => meter.clauses.length > 0)
  const rounded = Math.round(verdict.score)
  return (
    <Section id="score" title="Score" note="What was poured, and what is left of it after fading">
      {poured.length === 0 ? (
        <p className="text-soft">Nothing that scores has happened yet. The score is 0.</p>
      ) : (
        <>
          <div className={`${GRID} label h-6 pl-[21px]`} aria-hidden="true">
            <span>Clause</span>
            <span className="text-right">Times</span>
            <span className="hidden text-right sm:block">Gives</span>
            <span className="text-right">Poured</span>
            <span className="text-right">Left</span>
          </div>
          {poured.map((meter) => (
            <MeterRows key={meter.meter} meter={meter} agreement={agreement} {...props} />
          ))}
          <p className={`${GRID} h-9 border-t border-line-strong pl-[21px] font-semibold`}>
            <span>
              Score
              <span className="hidden font-normal text-faint sm:inline">
                {arithmetic.tenths !== rounded * 10 && `, shown as ${rounded}`}
              </span>
            </span>
            <span />
            <span className="hidden sm:block" />
            <span />
            <output data-sum={arithmetic.tenths} className="figures text-right">
              {sayLevel(arithmetic.tenths / 10)}
            </output>
          </p>
        </>
      )}
    </Section>
  )
}

function MeterRows({
  meter,
  agreement,
  ...props
}: SectionProps & { readonly meter: MeterArithmetic; readonly agreement: Agreement }) {
  return (
    <section aria-label={sayId(meter.meter)} className="border-t border-line">
      {meter.clauses.map((share) => (
        <ShareRow key={share.clause} share={share} agreement={agreement} {...props} />
      ))}
      {meter.otherTenths !== 0 && (
        <p className={`${GRID} min-h-8 pl-[21px]`}>
          <span>Everything else</span>
          <span />
          <span className="hidden sm:block" />
          <span />
          <span data-tenths={meter.otherTenths} className="figures text-right">
            {sayLevel(meter.otherTenths / 10)}
          </span>
        </p>
      )}
      <p className={`${GRID} h-8 pl-[21px] text-soft`}>
        <span className="font-medium">{sayId(meter.meter)}</span>
        <span />
        <span className="hidden sm:block" />
        <span />
        <span className="figures text-right font-medium">{sayLevel(meter.tenths / 10)}</span>
      </p>
    </section>
  )
}

function ShareRow({
  share,
  agreement,
  ...props
}: SectionProps & { readonly share: ClauseShare; readonly agreement: Agreement }) {
  const clause = agreement.points.find(({ id }) => id === share.clause)
  const ids = share.pours.map((pour) => pour.event)
  const held = [
    ...(share.limited > 0 ? [`${sayCounted(share.limited, 'time')} over the limit`] : []),
    ...(share.overflowed > 0.05 ? [`${sayLevel(share.overflowed)} did not fit`] : []),
  ]
  const cite = () => props.onCite(ids)
  const release = () => props.onCite([])
  return (
    <div onMouseEnter={cite} onMouseLeave={release} onFocus={cite} onBlur={release}>
      <Disclosure
        summary={
          <span className={`${GRID} min-h-8`}>
            <span className="min-w-0">
              <span className="block truncate">
                {clause === undefined
                  ? `Recycled: ${sayClauseName(share.clause).toLowerCase()}`
                  : sayClauseName(share.clause)}
              </span>
              {held.length > 0 && (
                <span className="block truncate text-small leading-4 text-faint">{held.join(', ')}</span>
              )}
            </span>
            <span className="figures text-right text-soft">{share.times}</span>
            <span className="figures hidden text-right text-soft sm:block">
              {clause === undefined ? '' : sayPoints(share.gives)}
            </span>
            <span className="figures text-right text-soft">{sayLevel(share.poured)}</span>
            <span data-tenths={share.tenths} className="figures text-right">
              {sayLevel(share.tenths / 10)}
            </span>
          </span>
        }
      >
        {clause !== undefined && <p className="mb-1 text-small text-faint">{sayPointsClause(clause)}</p>}
        <PourList pours={share.pours} events={props.events} onMoment={props.onMoment} />
      </Disclosure>
    </div>
  )
}

const SHOWN = 12

const HELD_BACK: Readonly<Record<NonNullable<Pour['heldBack']>, string>> = {
  limit: 'limit used up',
  full: 'meter full',
  empty: 'meter empty',
}

function PourList({
  pours,
  events,
  onMoment,
}: {
  readonly pours: readonly Pour[]
  readonly events: readonly HistoryEvent[]
  readonly onMoment: (moment: number) => void
}) {
  return (
    <ul className="text-small">
      {pours
        .toReversed()
        .slice(0, SHOWN)
        .map((pour, index) => {
          const event = events.find(({ id }) => id === pour.event)
          return (
            <li key={index} className="flex items-baseline gap-3 py-0.5">
              <button
                type="button"
                onClick={() => onMoment(pour.at)}
                className="figures w-20 shrink-0 rounded-sm text-left text-faint underline decoration-line underline-offset-2 hover:text-ink hover:decoration-accent"
              >
                {sayDate(pour.at)}
              </button>
              <span className="min-w-0 flex-1 truncate">
                {event?.name}
                <span className="text-faint"> {sayProperties(event?.properties ?? {})}</span>
              </span>
              {pour.heldBack !== null && <span className="text-faint">{HELD_BACK[pour.heldBack]}</span>}
              <span className="figures w-12 text-right">{sayPoints(Math.round(pour.added * 10) / 10)}</span>
            </li>
          )
        })}
      {pours.length > SHOWN && <li className="py-0.5 text-faint">and {pours.length - SHOWN} earlier</li>}
    </ul>
  )
}
