import { sayCount, sayMoney, sayShortMoney } from '@baton/words'
import { Section } from '../../ui/Section.tsx'
import { BarsOverTime } from '../../ui/charts/index.ts'
import type { DealsData } from './report-body.ts'
import { useOpenCell } from './open-cell.tsx'
import { saySlice } from './say-period.ts'

const WORDS = {
  period: 'Period',
  before: 'the period compared with',
  partial: 'not over yet',
  opens: 'Opens its leads.',
  asTable: 'As a table',
  nothing: 'Nothing was won in this period.',
}

/** Won deals and their amounts, part by part of the period. */
export function DealsOverTime({ data }: { readonly data: DealsData }) {
  const { currency } = data.answer
  return (
    <Section title="Over time">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-2 text-body font-medium">Deals won</h3>
          <Bars data={data} name="Deals won" valueOf={({ won }) => won.count} say={sayCount} />
        </div>
        <div className="min-w-0">
          <h3 className="mb-2 text-body font-medium">Revenue, {currency}</h3>
          <Bars
            data={data}
            name="Revenue"
            valueOf={({ revenue }) => revenue}
            say={(value) => (value < 10_000 ? sayMoney(value, currency) : sayShortMoney(value, currency))}
          />
        </div>
      </div>
    </Section>
  )
}

type Part = DealsData['answer']['over'][number]

function Bars({
  data: { answer, before, asOf },
  name,
  valueOf,
  say,
}: {
  readonly data: DealsData
  readonly name: string
  readonly valueOf: (part: Part) => number
  readonly say: (value: number) => string
}) {
  const open = useOpenCell()
  const now = Date.parse(asOf)
  return (
    <BarsOverTime
      label={`${name} over time`}
      series={[{ key: name, label: name }]}
      periods={answer.over.map((part, index) => {
        const slice = saySlice(part.from, part.to)
        const then = before?.over[index]
        const onOpen = open(part.won, `Won, ${slice}`)
        return {
          key: String(part.from),
          label: slice.replace('Week of ', ''),
          name: slice,
          values: [valueOf(part)],
          isPartial: part.to > now && part.from <= now,
          ...(then && { before: valueOf(then) }),
          ...(onOpen && { onOpen }),
        }
      })}
      say={say}
      words={{ ...WORDS, total: name }}
    />
  )
}
