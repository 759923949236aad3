import type { Attributed, Cost, MoneyRow, Outcome } from '@baton/engine/reports'
import {
  isNotAttributed,
  MONEY_FIGURES,
  NOT_ATTRIBUTED_DEFINITION,
  sayChannel,
  sayChannelDimension,
  sayCostEach,
  sayCostOf,
  sayCount,
  sayCredit,
  sayModel,
  sayModelDefinition,
  sayMoney,
  sayMonthsTaken,
  sayOneOutcome,
  sayOutcome,
  sayOutcomeDefinition,
  sayReturn,
} from '@baton/words'
import { useState, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { BarRows, OpenNumber } from '../../ui/charts/index.ts'
import { sayBetween, TOO_FEW } from './chart-words.ts'
import { Asked } from './Asked.tsx'
import type { MoneyData } from './report-body.ts'
import { useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import { ReportTable } from './ReportTable.tsx'

const OUTCOMES = ['lead', 'mql', 'sql', 'customer'] as const satisfies readonly Outcome[]
type MoneyAnswer = MoneyData['answer']

/** Channel by channel: what was spent, what is credited to it, and what each cost. */
export function MoneyChannels({ data }: { readonly data: MoneyData }) {
  const { answer } = data
  const name = sayChannelDimension(answer.by).toLowerCase()
  return (
    <>
      {answer.rows.some(({ spend }) => spend !== null) && answer.isSpendTold && <Costs data={data} />}
      <Section title={`By ${name}`} note={<ModelNote model={answer.model} />}>
        {answer.rows.length === 0 ? (
          <p className="text-body text-soft">Nothing was spent in this period, and nobody came.</p>
        ) : (
          <Channels key={answer.by} answer={answer} />
        )}
        <p className="mt-2 max-w-prose text-small text-faint">
          Small below each count: what one of them cost. A part of somebody is one who is shared among several
          touches; the number opens everybody who is credited in part. Cost is given where spend is recorded.
        </p>
      </Section>
    </>
  )
}

function ModelNote({ model }: { readonly model: MoneyAnswer['model'] }) {
  return (
    <>
      credit: <Definition term={sayModel(model).toLowerCase()}>{sayModelDefinition(model)}</Definition>
    </>
  )
}

/** One cost, all channels on one scale with how sure it is. */
function Costs({ data: { answer, before } }: { readonly data: MoneyData }) {
  const [outcome, setOutcome] = useState<Outcome>('mql')
  const open = useOpenCell()
  const say = (amount: number) => sayCostEach(amount, answer.currency)
  const paid = answer.rows.filter(({ spend }) => spend !== null)
  return (
    <Section
      title={sayCostOf(outcome)}
      note={<ModelNote model={answer.model} />}
      aside={
        <Asked label="Which cost">
          <Select
            aria-label="Which cost"
            value={outcome}
            options={OUTCOMES.map((value) => ({ value, label: sayCostOf(value) }))}
            onChange={setOutcome}
          />
        </Asked>
      }
    >
      <div className="max-w-4xl">
        <BarRows
          label={`${sayCostOf(outcome)} by ${answer.by}`}
          rows={paid.map((row) => {
            const cost = row.costs[outcome]
            const isTold = cost !== null && !cost.tooFew
            const then = before?.rows.find(isSameChannel(row))?.costs[outcome]
            return {
              key: sayChannel(row),
              label: sayChannel(row),
              value: isTold ? cost.each : null,
              valueText: isTold ? say(cost.each) : cost === null ? 'none came' : TOO_FEW,
              note: (
                <span className="inline-block pl-3 @xl:min-w-36">
                  {sayMoney(row.spend ?? 0, answer.currency)} for {sayCredit(row.outcomes[outcome].credit)}
                </span>
              ),
              onOpen: open(row.outcomes[outcome].leads, `${sayChannel(row)}: ${sayOutcome(outcome)}`),
              ...(isTold && {
                interval: {
                  low: cost.low,
                  high: cost.high ?? cost.each,
                  text: sayBetween(say(cost.low), say(cost.high ?? cost.each)),
                },
              }),
              ...(then &&
                !then.tooFew && { before: { value: then.each, text: `before: ${say(then.each)}` } }),
            }
          })}
          words={{
            name: sayChannelDimension(answer.by),
            value: `Cost of ${sayOneOutcome(outcome)}`,
            open: (label, shown) => `${label}: ${shown}. Opens its leads.`,
            interval: 'range that the true cost lies in (95 %)',
            before: 'the period compared with',
            nothing: 'No spend is recorded in this period.',
          }}
        />
      </div>
    </Section>
  )
}

function isSameChannel({ source, name }: MoneyRow): (other: MoneyRow) => boolean {
  return (other) => other.name === name && other.source === source
}

/** Rows shown at first; a company has many campaigns, and few that say something. */
const SHOWN = 24

function Channels({ answer }: { readonly answer: MoneyAnswer }) {
  const [isAll, setAll] = useState(answer.rows.length <= SHOWN + 4)
  const rows = isAll ? answer.rows : answer.rows.filter((row, index) => index < SHOWN || isNotAttributed(row))
  return (
    <>
      <ChannelTable answer={answer} rows={rows} />
      {!isAll && (
        <Button className="mt-2 print:hidden" onClick={() => setAll(true)}>
          Show all {sayCount(answer.rows.length)} rows
        </Button>
      )}
    </>
  )
}

function ChannelTable({
  answer,
  rows,
}: {
  readonly answer: MoneyAnswer
  readonly rows: readonly MoneyRow[]
}) {
  const { total, currency } = answer
  const last = ({ revenue, return: times, paybackMonths }: MoneyRow | MoneyAnswer['total']) => [
    <Plain key="revenue">{revenue === 0 ? '–' : sayMoney(revenue, currency)}</Plain>,
    <Plain key="return">{times === null ? '–' : sayReturn(times)}</Plain>,
    <Plain key="payback">{paybackMonths === null ? '–' : sayMonthsTaken(paybackMonths)}</Plain>,
  ]
  return (
    <ReportTable
      caption={`Money by ${answer.by}`}
      head={[
        sayChannelDimension(answer.by),
        <Definition key="spend" term="Spend">
          {MONEY_FIGURES.spend}
        </Definition>,
        ...OUTCOMES.map((outcome) => (
          <Definition key={outcome} term={sayOutcome(outcome)}>
            {sayOutcomeDefinition(outcome)}
          </Definition>
        )),
        <Definition key="revenue" term="Revenue">
          {MONEY_FIGURES.revenue}
        </Definition>,
        <Definition key="return" term="Return">
          {MONEY_FIGURES.return}
        </Definition>,
        <Definition key="payback" term="Payback">
          {MONEY_FIGURES.payback}
        </Definition>,
      ]}
      rows={[
        ...rows.map((row) => ({
          key: `${row.source} ${row.name}`,
          cells: [
            <ChannelName key="name" row={row} />,
            <Plain key="spend">{row.spend === null ? '–' : sayMoney(row.spend, currency)}</Plain>,
            ...OUTCOMES.map((outcome) => (
              <CreditCell key={outcome} row={row} outcome={outcome} currency={currency} />
            )),
            ...last(row.costs.customer?.tooFew === true ? { ...row, paybackMonths: null } : row),
          ],
        })),
        {
          key: 'all',
          strong: true,
          cells: [
            'All together',
            <Plain key="spend">
              {answer.rows.some(({ spend }) => spend !== null) ? sayMoney(total.spend, currency) : '–'}
            </Plain>,
            ...OUTCOMES.map((outcome) => (
              <span key={outcome}>
                <Plain>
                  <OpenCount counted={total.outcomes[outcome]} of={sayOutcome(outcome)} />
                </Plain>
                <EachCost cost={total.costs[outcome]} currency={currency} />
              </span>
            )),
            ...last(total),
          ],
        },
      ]}
    />
  )
}

/** As high as the numbers beside it that open something. */
function Plain({ children }: { readonly children: ReactNode }) {
  return <span className="inline-flex min-h-6 items-center whitespace-nowrap">{children}</span>
}

function ChannelName({ row }: { readonly row: MoneyRow }): ReactNode {
  return isNotAttributed(row) ? (
    <Definition term={sayChannel(row)}>{NOT_ATTRIBUTED_DEFINITION}</Definition>
  ) : (
    sayChannel(row)
  )
}

/** What a channel is credited with, and what each cost. */
function CreditCell({
  row,
  outcome,
  currency,
}: {
  readonly row: MoneyRow
  readonly outcome: Outcome
  readonly currency: string
}) {
  const { credit, leads }: Attributed = row.outcomes[outcome]
  const open = useOpenCell()
  const of = `${sayChannel(row)}: ${sayOutcome(outcome)}`
  return (
    <>
      <OpenNumber
        className="inline-flex min-h-6 items-center"
        label={`${sayCredit(credit)} of ${of}. Opens the ${sayCount(leads.count)} who are credited in whole or part`}
        onOpen={open(leads, of)}
      >
        {sayCredit(credit)}
      </OpenNumber>
      <EachCost cost={row.costs[outcome]} currency={currency} />
    </>
  )
}

function EachCost({ cost, currency }: { readonly cost: Cost | null; readonly currency: string }) {
  if (cost === null) return null
  const say = (amount: number) => sayCostEach(amount, currency)
  return (
    <span
      className="block text-small font-normal whitespace-nowrap text-faint"
      title={cost.tooFew ? undefined : sayBetween(say(cost.low), say(cost.high ?? cost.each))}
    >
      {cost.tooFew ? TOO_FEW : `${say(cost.each)} each`}
    </span>
  )
}
