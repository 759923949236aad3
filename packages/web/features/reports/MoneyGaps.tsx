import { sayCount, sayCounted, sayCredited, sayExactMoney, sayList, sayMoney } from '@baton/words'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { MoneyData } from './report-body.ts'
import { OpenCount } from './OpenCount.tsx'
import type { SpendView } from './spend-draft.ts'

type MoneyAnswer = MoneyData['answer']

/** What the numbers leave out or cannot join: nothing of it is guessed. */
export function MoneyGaps({
  answer,
  onOpen,
}: {
  readonly answer: MoneyAnswer
  readonly onOpen: ((view: SpendView) => void) | undefined
}) {
  const lines = gapsOf(answer, onOpen)
  if (lines.length === 0) return null
  return (
    <section
      aria-label="What is not in the numbers"
      className="mb-2 max-w-prose border-l-2 border-line-strong pl-4"
    >
      <h2 className="label mb-1">What is not in the numbers, or not joined</h2>
      <ul className="space-y-1.5 text-body text-soft">
        {lines.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

interface Gap {
  readonly key: string
  readonly text: ReactNode
}

function gapsOf(
  { isSpendTold, total, currency, unconverted, rows }: MoneyAnswer,
  onOpen: ((view: SpendView) => void) | undefined,
): readonly Gap[] {
  const gaps: Gap[] = []
  const say = (key: string, text: ReactNode) => gaps.push({ key, text })
  if (!isSpendTold)
    say(
      'told',
      'No costs are given: spend is known by source and campaign only, and this filter asks for more.',
    )
  if (unconverted.spend.count > 0)
    say('spend', <Unconverted what="of spend" of={unconverted.spend} currency={currency} onOpen={onOpen} />)
  if (unconverted.revenue.count > 0)
    say(
      'revenue',
      <Unconverted what="of revenue" of={unconverted.revenue} currency={currency} onOpen={onOpen} />,
    )
  if (total.withoutAmount.count > 0)
    say(
      'amount',
      <>
        <OpenCount counted={total.withoutAmount} of="customers with a deal without an amount" /> have a deal
        or renewal whose amount nobody said; it is in no revenue.
      </>,
    )
  if (isSpendTold && total.spendWithoutLeads > 0)
    say(
      'barren',
      `${sayMoney(total.spendWithoutLeads, currency)} of the spend brought nobody whom this report counts.`,
    )
  const unpaid = (['lead', 'mql', 'sql', 'customer'] as const).filter(
    (outcome) => total.outcomesWithoutSpend[outcome] > 0,
  )
  if (isSpendTold && unpaid.length > 0 && rows.some(({ spend }) => spend !== null))
    say(
      'unpaid',
      `Without recorded spend came ${sayList(
        unpaid.map((outcome) => sayCredited(total.outcomesWithoutSpend[outcome], outcome)),
        'and',
      )}. They count in the costs of all together, and make them smaller.`,
    )
  return gaps
}

function Unconverted({
  what,
  of,
  currency,
  onOpen,
}: {
  readonly what: string
  readonly of: MoneyAnswer['unconverted']['spend']
  readonly currency: string
  readonly onOpen: ((view: SpendView) => void) | undefined
}) {
  const amounts = of.by.map(({ currency: code, count, amount }) =>
    code === ''
      ? `${sayExactMoney(Math.round(amount), '')} without a currency (${sayCount(count)})`
      : `${sayMoney(amount, code)} (${sayCount(count)})`,
  )
  return (
    <>
      {sayCounted(of.count, 'amount')} {what} could not be read in {currency} and{' '}
      {of.count === 1 ? 'is' : 'are'} left out: {sayList(amounts, 'and')}.{' '}
      {onOpen !== undefined && (
        <Button
          look="plain"
          className="h-auto! rounded-sm px-0! underline decoration-line-strong underline-offset-[3px]"
          onClick={() => onOpen('settings')}
        >
          Say how to read them
        </Button>
      )}
    </>
  )
}
