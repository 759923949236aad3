import { sayCount, sayPercent } from '@baton/words'
import { ArrowDown } from 'lucide-react'
import { Definition } from '../Definition.tsx'
import { IntervalPlot } from '../IntervalPlot.tsx'
import { HATCH } from './chart-colours.ts'
import type { ChartRate } from './chart-rate.ts'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import { countsOf, funnelLayout, type FunnelBar } from './funnel-layout.ts'
import { OpenNumber } from './OpenNumber.tsx'

export interface FunnelChartStep {
  readonly key: string
  readonly label: string
  readonly count: number
  /** What the step means, shown when its name is hovered or focused. */
  readonly definition?: string
  /** Share of the step before; null: there is none before, or no share can be told. */
  readonly rate: ChartRate | null
  /** Came this far and no further, and still can. Part of `count`. */
  readonly openCount: number
  /** Came this far and no further, and never will. Part of `count`; left out where it is not known. */
  readonly leftCount?: number
  readonly tone?: 'data' | 'won'
  readonly onOpen?: () => void
  readonly onOpenOpen?: () => void
  readonly onOpenLeft?: () => void
}

export interface FunnelChartProps {
  /** One sentence that is read aloud for the whole. */
  readonly label: string
  readonly steps: readonly FunnelChartStep[]
  /** Said instead of a rate that too few stand behind: “too few to say”. */
  readonly tooFewText: string
  readonly words: {
    /** “31 of 120”. */
    readonly ofBefore: (held: number, n: number) => string
    /** “between 18 % and 34 %”. */
    readonly between: (low: string, high: string) => string
    /** “12 still open”. */
    readonly stillOpen: (count: number) => string
    /** “77 went no further”. */
    readonly left?: (count: number) => string
    /** The name of the button on a number, with the number as it is shown: “Open the 1,204 of Accepted”. */
    readonly open: (label: string, shown: string) => string
    readonly nothing: string
  }
}

/** A funnel as bars on one scale; between two of them the share that went on, with how sure it is. Every number opens. */
export function FunnelChart({ label, steps, tooFewText, words }: FunnelChartProps) {
  const { bars, rateTop } = funnelLayout(steps)
  if (steps.length === 0) {
    return (
      <ChartFigure label={label}>
        <NothingToDraw>{words.nothing}</NothingToDraw>
      </ChartFigure>
    )
  }
  return (
    <ChartFigure label={label}>
      <ol>
        {steps.map((step, index) => (
          <li key={step.key} className="break-inside-avoid">
            <StepLine step={step} bar={bars[index]!} words={words} />
            <Between
              step={step}
              next={steps[index + 1]}
              rateTop={rateTop}
              tooFewText={tooFewText}
              words={words}
            />
          </li>
        ))}
      </ol>
    </ChartFigure>
  )
}

type Words = FunnelChartProps['words']

const COLUMNS = 'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 @xl:grid-cols-[10rem_4.5rem_minmax(0,1fr)]'

function StepLine({
  step,
  bar,
  words,
}: {
  readonly step: FunnelChartStep
  readonly bar: FunnelBar
  readonly words: Words
}) {
  const { label, count, definition, onOpen } = step
  return (
    <div className={`${COLUMNS} items-center`}>
      <span className="min-w-0 truncate text-body font-medium">
        {definition === undefined ? label : <Definition term={label}>{definition}</Definition>}
      </span>
      <OpenNumber
        label={words.open(label, sayCount(count))}
        onOpen={onOpen}
        className="justify-self-end text-lead font-semibold tracking-[-0.01em]"
      >
        {sayCount(count)}
      </OpenNumber>
      <Bar bar={bar} isWon={step.tone === 'won'} />
    </div>
  )
}

function Bar({ bar, isWon }: { readonly bar: FunnelBar; readonly isWon: boolean }) {
  return (
    <span
      aria-hidden="true"
      className="col-span-2 flex h-5 overflow-hidden rounded-[3px] bg-sunk @xl:col-span-1 @xl:h-6 forced-colors:border"
    >
      {bar.settled > 0 && (
        <span
          className={`min-w-0.5 ${isWon ? 'bg-won' : 'bg-data'} forced-colors:bg-[CanvasText]`}
          style={{ width: `${bar.settled * 100}%` }}
        />
      )}
      {bar.open > 0 && (
        <span
          className="min-w-0.5 bg-data-wash"
          style={{ width: `${bar.open * 100}%`, backgroundImage: HATCH }}
        />
      )}
    </span>
  )
}

function Between({
  step,
  next,
  rateTop,
  tooFewText,
  words,
}: {
  readonly step: FunnelChartStep
  readonly next: FunnelChartStep | undefined
  readonly rateTop: number
  readonly tooFewText: string
  readonly words: Words
}) {
  const { label, openCount, leftCount = 0, onOpenOpen, onOpenLeft } = step
  const rate = next?.rate ?? null
  if (rate === null && openCount === 0 && leftCount === 0) return <div className={next ? 'h-5' : ''} />
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 pt-0.5 pb-1.5 text-small text-faint @xl:pl-[16rem]">
      {rate !== null && <Conversion rate={rate} top={rateTop} tooFewText={tooFewText} words={words} />}
      <span className="flex flex-wrap items-center gap-x-4">
        {openCount > 0 && (
          <span className="inline-flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="inline-block size-2.5 shrink-0 rounded-[2px] bg-data-wash"
              style={{ backgroundImage: HATCH }}
            />
            <OpenNumber label={`${label}: ${words.stillOpen(openCount)}`} onOpen={onOpenOpen}>
              {words.stillOpen(openCount)}
            </OpenNumber>
          </span>
        )}
        {leftCount > 0 && words.left && (
          <OpenNumber label={`${label}: ${words.left(leftCount)}`} onOpen={onOpenLeft}>
            {words.left(leftCount)}
          </OpenNumber>
        )}
      </span>
    </div>
  )
}

function Conversion({
  rate,
  top,
  tooFewText,
  words,
}: {
  readonly rate: ChartRate
  readonly top: number
  readonly tooFewText: string
  readonly words: Words
}) {
  const { held, n } = countsOf(rate)
  const between = words.between(sayPercent(rate.low), sayPercent(rate.high))
  return (
    <span className="inline-flex items-center gap-2" title={rate.tooFew ? undefined : between}>
      <ArrowDown size={12} aria-hidden="true" className="shrink-0" />
      {rate.tooFew ? (
        <span>{tooFewText}</span>
      ) : (
        <>
          <span className="figures min-w-9 font-medium text-ink">{sayPercent(rate.rate)}</span>
          <span className="w-20 shrink-0">
            <IntervalPlot rate={rate.rate} low={rate.low} high={rate.high} top={top} />
          </span>
          <span className="sr-only">{between}</span>
        </>
      )}
      <span className="figures whitespace-nowrap">{words.ofBefore(held, n)}</span>
    </span>
  )
}
