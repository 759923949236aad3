import type { Cost, MoneyTotal, Outcome } from '@baton/engine/reports'
import {
  MONEY_FIGURES,
  sayBasis,
  sayCostDefinition,
  sayCostEach,
  sayCostOf,
  sayCounted,
  sayModel,
  sayModelDefinition,
  sayMoney,
  sayMonthsTaken,
  sayOutcome,
  sayPercent,
  sayReturn,
} from '@baton/words'
import { Section } from '../../ui/Section.tsx'
import { Delta } from '../../ui/charts/index.ts'
import { sayBetween, TOO_FEW } from './chart-words.ts'
import { Figures, FigureTile } from './Figures.tsx'
import type { MoneyData } from './report-body.ts'
import { useOpenCell } from './open-cell.tsx'

const DELTA_WORDS = { up: 'more', down: 'less', same: 'the same', better: 'better', worse: 'worse' }
const OUTCOMES = ['lead', 'mql', 'sql', 'customer'] as const satisfies readonly Outcome[]

/** The numbers of all channels together, under the model and basis that made them. */
export function MoneyFigures({ data: { answer, before } }: { readonly data: MoneyData }) {
  const { total, currency, model, basis } = answer
  const then = before?.total
  const hasSpend = answer.rows.some(({ spend }) => spend !== null)
  const money = (amount: number) => sayMoney(amount, currency)
  const missing = answer.isSpendTold ? 'needs spend' : 'not with this filter'
  return (
    <Section title="All together">
      <p className="mb-4 max-w-prose text-body text-soft">
        <span className="font-medium text-ink">{sayModel(model)}:</span> {sayModelDefinition(model)} Counted
        is {sayBasis(basis)}: {basisExplained(basis)}
      </p>
      <Figures>
        <FigureTile
          name="Spend"
          about={MONEY_FIGURES.spend}
          value={hasSpend ? money(total.spend) : '–'}
          note={
            hasSpend
              ? answer.isSpendTold
                ? undefined
                : 'on everybody, whatever the filter'
              : 'nothing is recorded'
          }
          delta={<AmountDelta now={total.spend} before={then?.spend} say={money} good="none" />}
        />
        {OUTCOMES.map((outcome) => (
          <CostTile key={outcome} outcome={outcome} answer={answer} before={then?.costs[outcome]} />
        ))}
        <FigureTile
          name="Revenue"
          about={MONEY_FIGURES.revenue}
          value={money(total.revenue)}
          note={total.renewals > 0 && `${money(total.renewals)} of it renewals`}
          delta={<AmountDelta now={total.revenue} before={then?.revenue} say={money} good="up" />}
        />
        <FigureTile
          name="Return"
          about={MONEY_FIGURES.return}
          value={total.return === null ? '–' : sayReturn(total.return)}
          note={total.return === null ? missing : 'revenue for one unit of spend'}
          delta={
            <AmountDelta
              now={total.return ?? undefined}
              before={then?.return ?? undefined}
              say={sayReturn}
              good="up"
            />
          }
        />
        <PaybackTile total={total} isSpendTold={answer.isSpendTold} />
      </Figures>
    </Section>
  )
}

function basisExplained(basis: MoneyData['answer']['basis']): string {
  return basis === 'happened'
    ? 'it closes with the books, but much of what it counts was paid for earlier.'
    : 'money and people belong together, but those who came lately have not had the time to buy, and costs go on falling.'
}

/** What one of an outcome cost, by all of them, whoever brought them. */
function CostTile({
  outcome,
  answer: { total, currency, basis, isSpendTold },
  before,
}: {
  readonly outcome: Outcome
  readonly answer: MoneyData['answer']
  readonly before: Cost | null | undefined
}) {
  const open = useOpenCell()
  const say = (amount: number) => sayCostEach(amount, currency)
  const cost = total.costs[outcome]
  const counted = total.outcomes[outcome]
  const many = sayCounted(counted.count, ONE[outcome])
  return (
    <FigureTile
      name={sayCostOf(outcome)}
      about={sayCostDefinition(outcome, basis)}
      value={cost === null ? '–' : cost.tooFew ? TOO_FEW : say(cost.each)}
      onOpen={open(counted, sayOutcome(outcome))}
      note={
        <>
          {cost !== null && !cost.tooFew && `${sayBetween(say(cost.low), say(cost.high ?? cost.each))}; `}
          {many}
          {cost === null && counted.count > 0 && `; ${isSpendTold ? 'needs spend' : 'not with this filter'}`}
          {outcome === 'customer' && total.paidCustomer !== null && !total.paidCustomer.tooFew && (
            <span className="block">{say(total.paidCustomer.each)} by those credited to spend alone</span>
          )}
        </>
      }
      delta={<CostDelta now={cost} before={before} say={say} />}
    />
  )
}

const ONE: Readonly<Record<Outcome, string>> = { lead: 'lead', mql: 'MQL', sql: 'SQL', customer: 'customer' }

function PaybackTile({ total, isSpendTold }: { readonly total: MoneyTotal; readonly isSpendTold: boolean }) {
  const months = total.paybackMonths
  const isTooFew = total.costs.customer?.tooFew === true
  return (
    <FigureTile
      name="Payback"
      about={MONEY_FIGURES.payback}
      value={months === null ? '–' : isTooFew ? TOO_FEW : sayMonthsTaken(months)}
      note={
        months !== null
          ? undefined
          : isSpendTold
            ? 'needs spend, customers, and the months that an amount stands for'
            : 'not with this filter'
      }
    />
  )
}

/** A cost against the one before; clear where their intervals do not overlap. */
function CostDelta({
  now,
  before,
  say,
}: {
  readonly now: Cost | null
  readonly before: Cost | null | undefined
  readonly say: (amount: number) => string
}) {
  if (now === null || now.tooFew || !before || before.tooFew) return null
  const change = now.each - before.each
  return (
    <Delta
      change={change}
      text={`${sayPercent(Math.abs(change) / before.each)} (was ${say(before.each)})`}
      good="down"
      isClear={now.low > (before.high ?? Infinity) || (now.high ?? Infinity) < before.low}
      words={DELTA_WORDS}
    />
  )
}

/** An amount against the one before. How sure sums of money are is not known, so none is called better or worse. */
function AmountDelta({
  now,
  before,
  say,
  good,
}: {
  readonly now: number | undefined
  readonly before: number | undefined
  readonly say: (amount: number) => string
  readonly good: 'up' | 'none'
}) {
  if (now === undefined || before === undefined) return null
  const change = now - before
  const text =
    before === 0 ? `was ${say(0)}` : `${sayPercent(Math.abs(change) / before)} (was ${say(before)})`
  return <Delta change={change} text={text} good={good} isClear={false} words={DELTA_WORDS} />
}
