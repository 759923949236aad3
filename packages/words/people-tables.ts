/** Reports about who people are, and where to focus, as tables. */
import type {
  Benchmarks,
  ContentOutcome,
  ContentReport,
  Focus,
  FoundPersonas,
  PersonaRow,
  PersonasReport,
  Traits,
} from '@baton/engine/reports'
import { sayClaim, sayLeak, sayNoFigure, sayOwnOfClaim, sayStep, sayTrait } from './focus-words.ts'
import { type Cell, rateCells, RATE_HEAD, type ReportTable } from './report-table.ts'
import { sayDimension, sayDimensionValue } from './reports.ts'

export function traitsTables({ rows, against, tested }: Traits): readonly ReportTable[] {
  const others = against === 'lost' ? 'lost' : 'all others'
  return [
    {
      title: `Customers against ${others}, ${tested} traits looked at`,
      head: [
        'Trait',
        'Customers',
        'Customers, share',
        `Of ${others}`,
        `Of ${others}, share`,
        'Lift',
        'from',
        'to',
        'q',
      ],
      rows: rows.map(({ trait, won, others: rest, lift, q, tooFew }) => [
        sayTrait(trait),
        won.leads.count,
        rateCells(won.share)[0]!,
        rest.leads.count,
        rateCells(rest.share)[0]!,
        ...(tooFew ? [null, null, null] : [lift.ratio, lift.low, lift.high].map(twoDigits)),
        Number(q.toPrecision(3)),
      ]),
    },
  ]
}

function twoDigits(value: number): number {
  return Math.round(value * 100) / 100
}

export function personasTables({ all, rows }: PersonasReport): readonly ReportTable[] {
  const row = (one: PersonaRow, name: string): readonly Cell[] => [
    name,
    one.leads.count,
    one.confidence === null ? null : twoDigits(one.confidence),
    ...(['mql', 'sql', 'customer'] as const).flatMap((stage) => [
      one.reached[stage].leads.count,
      ...rateCells(one.reached[stage].share),
    ]),
  ]
  const rates = (name: string) => [name, ...RATE_HEAD.map((part) => `${name}, ${part}`)]
  return [
    {
      title: 'Personas',
      head: ['Persona', 'Leads', 'Mean confidence', ...rates('MQL'), ...rates('SQL'), ...rates('Customer')],
      rows: [...rows.map((one) => row(one, one.id === null ? 'None of them' : one.name)), row(all, 'All')],
    },
  ]
}

/** Kinds as they come over the wire: marks apart from their figures. */
export interface ToldKinds extends Omit<FoundPersonas, 'found'> {
  readonly found: readonly (Omit<FoundPersonas['found'][number], 'marks'> & {
    readonly marks: readonly {
      readonly mark: {
        readonly kind: string
        readonly dimension?: string
        readonly values?: readonly string[]
      }
      readonly inside: FoundPersonas['found'][number]['share']
      readonly lift: { readonly ratio: number }
    }[]
  })[]
}

export function kindsTables({ found }: ToldKinds): readonly ReportTable[] {
  return [
    {
      title: 'Kinds of people found',
      head: [
        'Kind',
        'People',
        'What sets them apart',
        'Alike among all',
        ...RATE_HEAD.map((name) => `won of those alike, ${name}`),
      ],
      rows: found.map(({ number, leads, marks, alike, won }) => [
        `Kind ${number}`,
        leads.count,
        marks.map(({ mark }) => `${mark.dimension ?? ''}: ${mark.values?.join(', ') ?? ''}`).join('; '),
        alike.count,
        ...rateCells(won),
      ]),
    },
  ]
}

export function focusTables({ steps, currency }: Focus): readonly ReportTable[] {
  return [
    {
      title: 'What there is to win at each step',
      head: [
        'Step',
        'Reached',
        'Went on',
        'Lost',
        'Open',
        ...RATE_HEAD,
        `A tenth of those lost, ${currency}`,
        'from',
        'to',
        'Best in, share',
      ],
      rows: steps.map((step) => {
        const { revenue, customers } = step.ofLost
        const gain = revenue ?? customers
        return [
          sayStep(step.from),
          step.reached.count,
          step.onward.count,
          step.lost.count,
          step.open.count,
          ...rateCells(step.conversion),
          ...[gain.value, gain.low, gain.high].map(twoDigits),
          twoDigits(step.best),
        ]
      }),
    },
    {
      title: 'How they leave',
      head: ['Step', 'How', 'Leads'],
      rows: steps.flatMap(({ from, leaks }) =>
        leaks.map(({ how, leads }) => [sayStep(from), sayLeak(how), leads.count]),
      ),
    },
  ]
}

export function benchmarksTables({ rows, followDays }: Benchmarks): readonly ReportTable[] {
  return [
    {
      title: `Claims of marketing texts, unverified, beside our own numbers (each followed for ${followDays} days)`,
      head: ['Claim', 'Our own number is of', ...RATE_HEAD, 'Why there is none'],
      rows: rows.map(({ claim, own, why }) => [
        sayClaim(claim),
        sayOwnOfClaim(claim),
        ...rateCells(own?.share ?? null),
        why === null ? '' : sayNoFigure(why),
      ]),
    },
  ]
}

export function contentTables({
  assets,
  others,
}: Pick<ContentReport, 'assets' | 'others'>): readonly ReportTable[] {
  const row = (one: ContentOutcome & { readonly title: string }): readonly Cell[] => [
    one.title,
    one.takers.count,
    one.promoted.count,
    ...rateCells(one.promotedRate),
    one.sql.count,
    ...rateCells(one.sqlRate),
    one.won.count,
    ...rateCells(one.wonRate),
  ]
  const rates = (name: string) => [name, ...RATE_HEAD.map((part) => `${name}, ${part}`)]
  const head = [
    'Content',
    'Took it',
    ...rates('MQL after'),
    ...rates('SQL after'),
    ...rates('Customer after'),
  ]
  return [
    { title: 'The library', head, rows: assets.map(row) },
    { title: 'Not in the library', head, rows: others.map(row) },
  ]
}

/** A mark of a persona in words: `Industry: software or finance`. */
export function sayMark(
  mark:
    | {
        readonly kind: 'fact'
        readonly dimension: Parameters<typeof sayDimension>[0]
        readonly values: readonly string[]
      }
    | { readonly kind: 'did'; readonly event: string }
    | { readonly kind: 'took'; readonly content: string },
): string {
  switch (mark.kind) {
    case 'fact':
      return `${sayDimension(mark.dimension)}: ${mark.values.map((value) => sayDimensionValue(mark.dimension, value)).join(' or ')}`
    case 'did':
      return `Did: ${mark.event}`
    case 'took':
      return `Took: ${mark.content}`
    default:
      return mark satisfies never
  }
}
