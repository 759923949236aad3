import { sayCount, sayCounted, sayMoney } from '@baton/words'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import type { DealsData } from './report-body.ts'
import { OpenCount } from './OpenCount.tsx'
import { RateCell } from './RateCell.tsx'
import { ReportTable } from './ReportTable.tsx'

/** What customers are worth over time; where no renewal is recorded nobody can know. */
export function LifetimeSection({ answer: { lifetime, currency } }: Pick<DealsData, 'answer'>) {
  if (lifetime.kind === 'no-renewals')
    return (
      <Section title="Lifetime value">
        <p className="max-w-prose text-body text-soft">
          No renewals are recorded, so nobody can say what a customer is worth over time. It appears here once{' '}
          <span className="font-mono text-small text-ink">Customer Renewed</span> comes in as an event.
        </p>
      </Section>
    )
  const { cohorts, termMonths, unconverted } = lifetime
  return (
    <Section title="Lifetime value" note="all customers, whatever the period: a lifetime has no month">
      <ReportTable
        caption="Lifetime value by the year in which they became customers"
        head={[
          'Customers of',
          'Customers',
          <Definition key="each" term={`Revenue each, ${currency}`}>
            Deals and renewals up to now, for each customer of whom some amount is known. Those of late years
            had less time to renew.
          </Definition>,
          <Definition key="due" term="Renewal due">
            Their first {sayCounted(termMonths, 'month')} are over by 30 days at least.
          </Definition>,
          'Renewed',
          <Definition key="share" term="Share">
            Of those due: the share that renewed at least once.
          </Definition>,
        ]}
        rows={[
          ...cohorts.map((one) => ({
            key: String(one.year),
            cells: [
              String(one.year),
              <OpenCount key="c" counted={one.customers} of={`customers of ${one.year}`} />,
              one.revenueEach === null ? '–' : sayMoney(one.revenueEach, currency),
              <OpenCount key="d" counted={one.due} of={`customers of ${one.year}: renewal due`} />,
              <OpenCount key="r" counted={one.renewed} of={`customers of ${one.year}: renewed`} />,
              one.renewal.n === 0 ? '–' : <RateCell key="s" rate={one.renewal} />,
            ],
          })),
          {
            key: 'all',
            strong: true,
            cells: [
              'All years',
              sayCount(sum(cohorts.map(({ customers }) => customers.count))),
              '',
              sayCount(lifetime.renewal.n),
              sayCount(lifetime.renewal.successes),
              <RateCell key="s" rate={lifetime.renewal} />,
            ],
          },
        ]}
      />
      {unconverted.count > 0 && (
        <p className="mt-2 text-small text-faint">
          {sayCounted(unconverted.count, 'amount')} could not be read in {currency}; left out.
        </p>
      )}
    </Section>
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
