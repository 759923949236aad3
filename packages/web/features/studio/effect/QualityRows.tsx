import type { ComparedSide, Measured } from '@baton/engine/compare'
import type { Proportion } from '@baton/engine'
import { sayCount, sayPercent } from '@baton/words'
import { memo, useState } from 'react'
import { Definition } from '../../../ui/Definition.tsx'
import { Section } from '../../../ui/Section.tsx'
import { NumberTable } from '../../../ui/charts/index.ts'
import { TwinSwitch } from './TwinSwitch.tsx'

interface Row {
  readonly label: string
  readonly about: string
  readonly of: (side: ComparedSide) => Proportion & Partial<Measured>
}

const ROWS: readonly Row[] = [
  {
    label: 'Promoted, became SQL',
    about:
      'Precision: of the leads promoted whose outcome is known, those that became sales qualified or further.',
    of: ({ precision }) => precision.sql,
  },
  {
    label: 'Promoted, were won',
    about: 'Precision: of the leads promoted whose outcome is known, those that were won.',
    of: ({ precision }) => precision.won,
  },
  {
    label: 'SQLs it caught',
    about: 'Recall: of the leads that became sales qualified, those that had been promoted by then.',
    of: ({ recall }) => recall.sql,
  },
  {
    label: 'Won deals it caught',
    about: 'Recall: of the leads that were won, those that had been promoted by then.',
    of: ({ recall }) => recall.won,
  },
]

/** How good the promotions are, before and after, each with its interval and with how many outcomes are not known. */
export const QualityRows = memo(function QualityRows({
  baseline,
  candidate,
  against,
}: {
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
  readonly against: number
}) {
  const [twin, setTwin] = useState(false)
  const { unknown, open, n } = candidate.precision.sql
  const share = (unknown + open) / Math.max(1, unknown + open + n)
  return (
    <Section
      title="Quality"
      note={`${sayPercent(share)} of the outcomes are not known: ${sayCount(unknown)} never worked, ${sayCount(open)} still open. Bars are intervals at 95 %.`}
      aside={<TwinSwitch shown={twin} onShown={setTwin} />}
    >
      {twin ? (
        <NumberTable
          caption="Quality: draft and today, with intervals"
          head={['', 'Draft', `v${against}`]}
          rows={ROWS.map(({ label, of }) => [label, sayRate(of(candidate)), sayRate(of(baseline))])}
        />
      ) : (
        <dl>
          {ROWS.map(({ label, about, of }) => (
            <div key={label} className="grid grid-cols-[9.5rem_minmax(0,1fr)_7rem] items-center gap-3 py-1.5">
              <dt className="text-body">
                <Definition term={label}>{about}</Definition>
              </dt>
              <dd aria-hidden="true">
                <Dumbbell was={of(baseline)} is={of(candidate)} />
              </dd>
              <dd className="figures text-right text-small">
                <Figures was={of(baseline)} is={of(candidate)} />
              </dd>
            </div>
          ))}
          <Scale />
        </dl>
      )}
    </Section>
  )
})

function sayRate(rate: Proportion): string {
  if (rate.tooFew) return `${rate.successes} of ${rate.n}, too few`
  return `${sayPercent(rate.rate)} (${sayPercent(rate.low)} to ${sayPercent(rate.high)})`
}

function Figures({ was, is }: { readonly was: Proportion; readonly is: Proportion }) {
  if (is.tooFew) return <span className="text-faint">too few to say</span>
  return (
    <>
      <span className="text-body font-medium">{sayPercent(is.rate)}</span>{' '}
      <span className="text-faint">{was.tooFew ? '' : `was ${sayPercent(was.rate)}`}</span>
    </>
  )
}

function Scale() {
  return (
    <div
      aria-hidden="true"
      className="grid grid-cols-[9.5rem_minmax(0,1fr)_7rem] gap-3 text-small text-faint"
    >
      <span className="figures col-start-2 flex justify-between">
        <span className="w-0">0</span>
        <span className="flex w-0 justify-center">50</span>
        <span className="flex w-0 justify-end whitespace-nowrap">100 %</span>
      </span>
      <span className="flex items-center justify-end gap-2">
        <span className="h-1.5 w-3 rounded-full bg-data/45" /> draft
        <span className="h-[3px] w-3 rounded-full bg-faint/45" /> today
      </span>
    </div>
  )
}

/** Two intervals on one scale from 0 to 100 %: the draft above, what it is held against below. */
function Dumbbell({ was, is }: { readonly was: Proportion; readonly is: Proportion }) {
  return (
    <svg viewBox="0 0 100 22" preserveAspectRatio="none" className="h-[22px] w-full overflow-visible">
      {[0, 25, 50, 75, 100].map((at) => (
        <line
          key={at}
          x1={at}
          x2={at}
          y1="0"
          y2="22"
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {!is.tooFew && <Interval y={7} rate={is} bar="stroke-data" dot="stroke-data-text" thick={6} />}
      {!was.tooFew && <Interval y={16} rate={was} bar="stroke-faint" dot="stroke-ink" thick={3} />}
    </svg>
  )
}

function Interval({
  y,
  rate,
  bar,
  dot,
  thick,
}: {
  readonly y: number
  readonly rate: Proportion
  readonly bar: string
  readonly dot: string
  readonly thick: number
}) {
  const common = { y1: y, y2: y, vectorEffect: 'non-scaling-stroke', strokeLinecap: 'round' } as const
  return (
    <>
      <line
        {...common}
        x1={rate.low * 100}
        x2={rate.high * 100}
        className={bar}
        strokeOpacity="0.45"
        strokeWidth={thick}
      />
      <line {...common} x1={rate.rate * 100} x2={rate.rate * 100} className={dot} strokeWidth={thick + 2} />
    </>
  )
}
