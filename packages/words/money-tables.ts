/** Reports about money and lifecycles as tables of text and numbers. */
import type { Deals, LifecycleReport, Money, MoneyNumbers, RetentionRow } from '@baton/engine/reports'
import { type Cell, dayCell, rateCells, RATE_HEAD, type ReportTable } from './report-table.ts'
import { sayChannel } from './money-figures.ts'
import { sayBasis, sayModel } from './money-words.ts'

export function moneyTables({ rows, total, by, currency, model, basis }: Money): readonly ReportTable[] {
  const costs = ({ costs: of }: MoneyNumbers) =>
    [of.lead, of.mql, of.sql, of.customer].map((cost) => cost && cents(cost.each))
  const last = (of: MoneyNumbers): readonly Cell[] => [
    ...costs(of),
    cents(of.revenue),
    of.return === null ? null : cents(of.return),
    of.paybackMonths === null ? null : cents(of.paybackMonths),
  ]
  return [
    {
      title: `Money in ${currency}, ${sayModel(model).toLowerCase()}, ${sayBasis(basis)}`,
      head: [by, 'spend', 'leads', 'MQLs', 'SQLs', 'customers', 'cost a lead', 'cost an MQL', 'cost an SQL', 'cost a customer (CAC)', 'revenue', 'return', 'payback, months'], // prettier-ignore
      rows: [
        ...rows.map((row) => [
          sayChannel(row),
          row.spend === null ? null : cents(row.spend),
          ...[row.outcomes.lead, row.outcomes.mql, row.outcomes.sql, row.outcomes.customer].map(
            ({ credit }) => cents(credit),
          ),
          ...last(row),
        ]),
        [
          'All',
          cents(total.spend),
          ...[total.outcomes.lead, total.outcomes.mql, total.outcomes.sql, total.outcomes.customer].map(
            ({ count }) => count,
          ),
          ...last(total),
        ],
      ],
    },
  ]
}

function cents(value: number): number {
  return Math.round(value * 100) / 100
}

export function dealsTables({
  over,
  size,
  currency,
  settled,
  lifetime,
  contactToWon,
  promotedToWon,
  velocity,
}: Deals): readonly ReportTable[] {
  const spread = (name: string, of: Deals['size']): readonly Cell[] =>
    of === null || of.tooFew
      ? [name, of?.n ?? 0, null, null, null, null]
      : [name, of.n, of.quarter, of.median, of.threeQuarters, of.mean].map((cell) =>
          typeof cell === 'number' ? cents(cell) : cell,
        )
  const tables: ReportTable[] = [
    {
      title: `Won deals and revenue in ${currency}`,
      head: ['From', 'Won', 'Revenue'],
      rows: over.map(({ from, won, revenue }) => [dayCell(from), won.count, cents(revenue)]),
    },
    {
      title: 'Size and time',
      head: ['', 'Deals', 'A quarter below', 'Half below', 'Three quarters below', 'Mean'],
      rows: [
        spread(`Deal size, ${currency}`, size),
        spread('Days from contact to win', contactToWon.days),
        spread('Days from promotion to win', promotedToWon.days),
      ],
    },
    {
      title: 'Settled deals',
      head: ['Won', 'Lost', ...RATE_HEAD],
      rows: [[settled.won.count, settled.lost.count, ...rateCells(settled.winRate)]],
    },
    {
      title: 'Velocity',
      head: ['In play', 'Days from opportunity to win, mean', `${currency} a day`],
      rows: [
        velocity.tooFew
          ? [velocity.inPlay.count, null, null]
          : [
              velocity.inPlay.count,
              cents(velocity.days!),
              velocity.perDay === null ? null : cents(velocity.perDay),
            ],
      ],
    },
  ]
  if (lifetime.kind === 'recorded')
    tables.push({
      title: 'Lifetime value',
      head: ['Year', 'Customers', `Revenue each, ${currency}`, 'Renewal due', 'Renewed', ...RATE_HEAD],
      rows: lifetime.cohorts.map((one) => [
        String(one.year),
        one.customers.count,
        one.revenueEach === null ? null : cents(one.revenueEach),
        one.due.count,
        one.renewed.count,
        ...rateCells(one.renewal),
      ]),
    })
  return tables
}

export function lifecycleTables({ came, rungs }: LifecycleReport): readonly ReportTable[] {
  return [
    {
      title: `Of ${came.count} who came`,
      head: ['Rung', 'Reached', 'Too young', ...RATE_HEAD, 'Half within, days'],
      rows: rungs.map((one) => [
        one.name,
        one.reached.count,
        one.immature.count,
        ...rateCells(one.rate),
        one.days && !one.days.tooFew ? cents(one.days.median) : null,
      ]),
    },
  ]
}

export function retentionTables(rows: readonly RetentionRow[]): readonly ReportTable[] {
  return [
    {
      title: 'Active in each 30 days after coming, share',
      head: ['From', 'Came', ...(rows[0]?.months.map((_, month) => `${month}, share`) ?? [])],
      rows: rows.map(({ from, came, months }) => [
        dayCell(from),
        came.count,
        ...months.map(({ share }) => (share === null ? null : rateCells(share)[0]!)),
      ]),
    },
  ]
}
