import type { TraitRow, TraitShare } from '@baton/engine/reports'
import { sayCount, sayPercent, sayTrait } from '@baton/words'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { TOO_FEW } from './chart-words.ts'
import { LiftAxis, LiftPlot } from './LiftPlot.tsx'
import { OpenCount } from './OpenCount.tsx'
import { BEYOND_CHANCE, keyOfTrait, type LiftScale, sayLift, sayQ } from './trait-parts.ts'

const GRID =
  '@3xl:grid @3xl:grid-cols-[minmax(9rem,0.9fr)_minmax(15rem,1.4fr)_minmax(13rem,1.2fr)_4.5rem] @3xl:gap-x-6 @3xl:items-center'

/** Rows that are shown of what is not beyond chance before somebody asks for the rest. */
const SHOWN = 5

interface RowsProps {
  readonly rows: readonly TraitRow[]
  /** Null: there is no lift that can be said. */
  readonly scale: LiftScale | null
  /** Share at the right end of the bars. */
  readonly top: number
  /** `lost` or `others`: whom customers are held against. */
  readonly others: string
}

/** Traits of one part: those beyond chance first, then the strongest of the rest. */
export function TraitRows({ rows, ...given }: RowsProps) {
  const [all, setAll] = useState(false)
  const clear = rows.filter(isClear)
  const unclear = rows.filter((row) => !isClear(row))
  const shown = all ? unclear : unclear.slice(0, SHOWN)
  return (
    <div className="@container max-w-5xl">
      <Heads {...given} />
      {clear.length > 0 && <TraitList title="Beyond chance" rows={clear} {...given} />}
      {shown.length > 0 && (
        <TraitList title={titleOfUnclear(rows, clear.length > 0)} rows={shown} {...given} />
      )}
      {unclear.length > SHOWN && (
        <Button
          look="plain"
          className="mt-1 -ml-2.5 print:hidden"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show the other ${unclear.length - SHOWN}`}
        </Button>
      )}
    </div>
  )
}

function titleOfUnclear(rows: readonly TraitRow[], isAnyClear: boolean): string {
  if (rows.every(({ tooFew }) => tooFew)) return 'Too few to say'
  return isAnyClear ? 'Not beyond chance' : 'Nothing here is beyond chance'
}

function isClear({ q, tooFew }: TraitRow): boolean {
  return q < BEYOND_CHANCE && !tooFew
}

function sayOthers(others: string): string {
  return others === 'lost' ? 'those lost' : 'all others'
}

function Heads({ scale, others }: Omit<RowsProps, 'rows'>) {
  return (
    <div className={`hidden text-small text-faint ${GRID}`}>
      <span>Trait</span>
      <span>Share of customers and of {sayOthers(others)}</span>
      <span>
        <Definition term="Lift">
          The share among customers over the share among {sayOthers(others)}: 2 is met twice as often among
          customers, ½ half as often, and both lie as far from 1. The bar is where the true lift lies in 95 of
          100 such comparisons. A pointed end goes on beyond it.
        </Definition>
        {scale !== null && <LiftAxis scale={scale} />}
      </span>
      <span className="text-right">
        <Definition term="q">
          Of all findings at least as strong as this one, the share that is expected to be chance, given how
          many traits were looked at (Benjamini and Hochberg). Below 0.05 a trait counts as beyond chance.
        </Definition>
      </span>
    </div>
  )
}

function TraitList({
  title,
  rows,
  ...given
}: RowsProps & {
  readonly title: string
}) {
  return (
    <section>
      <h3 className="label border-b border-line pt-3 pb-1">{title}</h3>
      <ul>
        {rows.map((row) => (
          <Row key={keyOfTrait(row.trait)} row={row} {...given} />
        ))}
      </ul>
    </section>
  )
}

function Row({ row, scale, top, others }: Omit<RowsProps, 'rows'> & { readonly row: TraitRow }) {
  const { lift, q, tooFew } = row
  const clear = isClear(row)
  const name = sayTrait(row.trait)
  return (
    <li className={`border-b border-line py-2 break-inside-avoid ${GRID}`}>
      <p className={`text-body break-words ${clear ? 'font-semibold' : ''}`}>{name}</p>
      <div className="mt-1 grid grid-cols-[4.25rem_minmax(0,1fr)_auto] items-center gap-x-2 text-small @3xl:mt-0">
        <Share who="customers" of={`Customers with ${name}`} share={row.won} top={top} tone="bg-data" />
        <Share
          who={others}
          of={`${others === 'lost' ? 'Lost' : 'Others'} with ${name}`}
          share={row.others}
          top={top}
          tone="bg-faint"
        />
      </div>
      <div className="mt-1.5 @3xl:mt-0">
        {tooFew || scale === null ? (
          <p className="text-small text-faint">{TOO_FEW}</p>
        ) : (
          <>
            <LiftPlot lift={lift} scale={scale} isClear={clear} />
            <span className="@3xl:hidden">
              <LiftAxis scale={scale} />
            </span>
            <p className="figures text-small text-soft">
              <span className={clear ? 'font-semibold text-ink' : ''}>{sayLift(lift.ratio)} times</span> as
              often, {sayLift(lift.low)} to {sayLift(lift.high)}
            </p>
          </>
        )}
      </div>
      <p className="figures text-small text-soft @3xl:text-right">
        {!tooFew && (
          <>
            <span className="@3xl:hidden">q </span>
            {sayQ(q)}
          </>
        )}
      </p>
    </li>
  )
}

/** Three cells: whose share, its bar with its interval, and the number that opens the leads. */
function Share({
  who,
  of,
  share: { leads, share },
  top,
  tone,
}: {
  readonly who: string
  readonly of: string
  readonly share: TraitShare
  readonly top: number
  readonly tone: string
}) {
  const at = (one: number) => `${Math.min(1, one / top) * 100}%`
  return (
    <>
      <span className="truncate text-faint">{who}</span>
      <span aria-hidden="true" className="relative block h-3.5">
        {!share.tooFew && (
          <>
            <span
              className={`absolute inset-y-[3px] left-0 min-w-px rounded-r-[2px] opacity-75 print:[print-color-adjust:exact] ${tone} forced-colors:bg-[CanvasText]`}
              style={{ width: at(share.rate) }}
            />
            <span
              className="absolute top-1/2 h-[7px] -translate-y-1/2 border-x border-ink before:absolute before:inset-x-0 before:top-1/2 before:h-px before:-translate-y-1/2 before:bg-ink"
              style={{ left: at(share.low), right: `calc(100% - ${at(share.high)})` }}
            />
          </>
        )}
      </span>
      <span
        className="figures min-w-24 text-right whitespace-nowrap"
        title={share.tooFew ? TOO_FEW : `${sayPercent(share.low)} to ${sayPercent(share.high)}`}
      >
        {!share.tooFew && <>{sayPercent(share.rate)} </>}
        <span className="text-faint">
          {!share.tooFew && '· '}
          <OpenCount counted={leads} of={of} /> of {sayCount(share.n)}
        </span>
        {!share.tooFew && (
          <span className="sr-only">
            , between {sayPercent(share.low)} and {sayPercent(share.high)}
          </span>
        )}
      </span>
    </>
  )
}
