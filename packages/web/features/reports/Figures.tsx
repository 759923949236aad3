import { sayCount, sayPercent } from '@baton/words'
import type { ReactNode } from 'react'
import { Definition } from '../../ui/Definition.tsx'
import { Delta, OpenNumber } from '../../ui/charts/index.ts'

const DELTA_WORDS = { up: 'more', down: 'less', same: 'the same', better: 'better', worse: 'worse' }

/** A row of the numbers that matter most, each with what it means. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">{children}</dl>
}

/** One number: its name that says what it means, the value that opens its leads, and what it was before. */
export function FigureTile({
  name,
  about,
  value,
  onOpen,
  note,
  delta,
}: {
  readonly name: string
  /** What the number means. */
  readonly about: string
  readonly value: string
  readonly onOpen?: (() => void) | undefined
  readonly note?: ReactNode
  readonly delta?: ReactNode
}) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-faint">
        <Definition term={name}>{about}</Definition>
      </dt>
      <dd>
        <OpenNumber
          label={`${name}: ${value}. Opens the leads behind it.`}
          onOpen={onOpen}
          className="text-title font-semibold"
        >
          {value}
        </OpenNumber>
        {delta !== undefined && <span className="block">{delta}</span>}
        {note !== undefined && <span className="figures block text-small text-faint">{note}</span>}
      </dd>
    </div>
  )
}

/** A count against the one before, as a share of it. Counts of chance differ by about their root; less than twice that is not clear. */
export function CountDelta({
  now,
  before,
  good = 'up',
}: {
  readonly now: number
  readonly before: number | undefined
  readonly good?: 'up' | 'down' | 'none'
}) {
  if (before === undefined) return null
  const change = now - before
  const text =
    change === 0
      ? 'as before'
      : before === 0
        ? `was ${sayCount(before)}`
        : `${sayPercent(Math.abs(change) / before)} (was ${sayCount(before)})`
  return (
    <Delta
      change={change}
      text={text}
      good={good}
      isClear={Math.abs(change) > 2 * Math.sqrt(now + before)}
      words={DELTA_WORDS}
    />
  )
}

interface Rated {
  readonly rate: number
  readonly low: number
  readonly high: number
  readonly tooFew: boolean
}

/** A share against the one before, in points; clear where their intervals do not overlap. */
export function RateDelta({
  now,
  before,
  good = 'up',
}: {
  readonly now: Rated
  readonly before: Rated | undefined
  readonly good?: 'up' | 'down' | 'none'
}) {
  if (before === undefined || now.tooFew || before.tooFew) return null
  const change = Math.round((now.rate - before.rate) * 100)
  const points = Math.abs(change)
  return (
    <Delta
      change={change}
      text={
        change === 0
          ? 'as before'
          : `${points} ${points === 1 ? 'point' : 'points'} (was ${sayPercent(before.rate)})`
      }
      good={good}
      isClear={now.low > before.high || now.high < before.low}
      words={DELTA_WORDS}
    />
  )
}
