/** Random agreements for property tests: small, hard on the fold, and about what random histories are made of. */
import fc from 'fast-check'
import type {
  Agreement,
  Condition,
  Criterion,
  Handoff,
  Matcher,
  Meter,
  PointsClause,
  Sql,
  Where,
} from '../../agreement/agreement.ts'
import type { Trust, Value } from '../../event.ts'

const DAY = 86_400_000
const MINUTE = 60_000

const oneOf = (...values: Value[]): Matcher => ({ kind: 'one-of', values })

const EVENT_WHERES: readonly (readonly [event: string, where: Where])[] = [
  ['Page Viewed', []],
  ['Page Viewed', [{ field: 'page_group', matcher: oneOf('Pricing', 'comparison') }]],
  ['Page Viewed', [{ field: 'page_group', matcher: { kind: 'not', matcher: oneOf('careers') } }]],
  ['Content Downloaded', [{ field: 'funnel', matcher: oneOf('bottom') }]],
  ['Webinar Attended', [{ field: 'minutes', matcher: { kind: 'range', from: 20 } }]],
  ['Form Submitted', [{ field: 'kind', matcher: { kind: 'starts', prefix: 'pro' } }]],
  ['Demo Requested', []],
  ['Trial Used', []],
  ['Email Clicked', []],
  ['Email Unsubscribed', []],
  ['Meeting Held', []],
  ['Touch Logged', [{ field: 'outcome', matcher: { kind: 'known', known: true } }]],
]

const FACT_WHERES: readonly Where[] = [
  [{ field: 'lead.seniority', matcher: oneOf('director', 'manager') }],
  [{ field: 'lead.seniority', matcher: oneOf('student') }],
  [{ field: 'lead.email_class', matcher: oneOf('free') }],
  [{ field: 'lead.source', matcher: { kind: 'not', matcher: oneOf('webinar') } }],
  [{ field: 'company.employees', matcher: { kind: 'range', from: 50, to: 1000 } }],
  [
    { field: 'company.industry', matcher: oneOf('software', 'finance') },
    { field: 'company.segment', matcher: { kind: 'not', matcher: oneOf('competitor') } },
  ],
  [{ field: 'company.segment', matcher: oneOf('competitor') }],
  [{ field: 'company.revenue', matcher: { kind: 'known', known: false } }],
]

const trust: fc.Arbitrary<Trust | undefined> = fc.constantFrom(undefined, undefined, 'signed', 'server')
const asked = fc.constantFrom(...EVENT_WHERES)
const factWhere = fc.constantFrom(...FACT_WHERES)

const METERS = ['one', 'two', 'three']

const meters: fc.Arbitrary<readonly Meter[]> = fc
  .tuple(...METERS.map(() => fc.tuple(fc.constantFrom(undefined, 1, 3, 7, 30), fc.constantFrom(20, 60, 100))))
  .map((parts) => parts.map(([halfLifeDays, max], index) => ({ id: METERS[index]!, halfLifeDays, max })))

const limit = fc.record({ count: fc.integer({ min: 1, max: 2 }), days: fc.integer({ min: 1, max: 9 }) })

const points: fc.Arbitrary<readonly PointsClause[]> = fc
  .array(
    fc.record({
      asked,
      give: fc.constantFrom(-15, 1, 5, 7.3, 20, 33.3),
      to: fc.constantFrom(...METERS),
      limit: fc.option(limit, { nil: undefined }),
      trust,
    }),
    { minLength: 2, maxLength: 10 },
  )
  .map((clauses) =>
    clauses.map(({ asked: [on, where], ...rest }, index) => ({ id: `points.${index}`, on, where, ...rest })),
  )

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({
      asked,
      times: fc.constantFrom(1, 1, 2, 3),
      withinDays: fc.constantFrom(undefined, 1, 4, 30),
      trust,
    })
    .map(({ asked: [event, where], ...rest }) => ({
      kind: 'did' as const,
      id: 'did',
      event,
      where,
      ...rest,
    })),
  fc.record({
    kind: fc.constant('meter' as const),
    id: fc.constant('meter'),
    meter: fc.constantFrom(...METERS),
    atLeast: fc.constantFrom(1, 5, 20),
  }),
  fc.record({
    kind: fc.constant('score' as const),
    id: fc.constant('score'),
    atLeast: fc.constantFrom(2, 10, 33.3, 40.6),
  }),
  fc.constantFrom<Condition>(
    { kind: 'grade', id: 'grade', grades: ['A', 'B'] },
    { kind: 'grade', id: 'grade', grades: ['B', 'C', 'D'] },
  ),
  factWhere.map((where): Condition => ({ kind: 'field', id: 'field', where })),
)

const { condition } = fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 2 }, leaf, tie('group')),
  group: fc.oneof(
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      id: fc.constant('group'),
      conditions: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), id: fc.constant('not'), condition: tie('condition') }),
  ),
}))

const CLOCKS: Handoff['clocks'] = [
  { id: 'hot', firstTouch: { count: 15, unit: 'minutes' }, decide: { count: 1, unit: 'days' } },
  { id: 'cool', firstTouch: { count: 240, unit: 'minutes' }, decide: { count: 5, unit: 'days' } },
]

const handoff: fc.Arbitrary<Handoff> = fc.record({
  clocks: fc.constant(CLOCKS),
  hours: fc.constantFrom(undefined, {
    zone: 'Europe/Berlin',
    week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? { from: 540, to: 1080 } : null)),
    holidays: ['2024-10-03'],
  }),
  route: fc.constant([
    { team: 'one', where: FACT_WHERES[0]! },
    { team: 'two', where: [] },
  ]),
  onOverdue: fc.constantFrom('recycle', 'recycle', 'reassign', 'notify'),
})

const CRITERIA: readonly Criterion[] = [
  {
    id: 'budget',
    clauseId: 'sql.budget',
    ask: 'money',
    options: [],
    satisfied: { kind: 'range', from: 10_000 },
  },
  {
    id: 'authority',
    clauseId: 'sql.authority',
    ask: 'choice',
    options: [],
    satisfied: oneOf('decides'),
    freshDays: 9,
  },
  { id: 'need', clauseId: 'sql.need', ask: 'text', options: [] },
]

const sql: fc.Arbitrary<Sql> = fc.record({
  needs: fc.subarray(['accepted', 'meeting-held', 'contacted', 'demo-seen', 'mql'] as const, {
    maxLength: 2,
  }),
  criteria: fc.constant(CRITERIA),
  satisfied: fc.integer({ min: 0, max: 2 }),
  condition: fc.option(condition, { nil: undefined, freq: 2 }),
})

const recycle = fc
  .array(
    fc.tuple(fc.constantFrom(0, 0, 30 * MINUTE, 3 * DAY, 20 * DAY), fc.constantFrom(0, 0.5, 1), fc.nat(7)),
    {
      minLength: 6,
      maxLength: 6,
    },
  )
  .map((rests) =>
    ['bad-timing', 'no-budget', 'unreachable', 'not-a-fit', 'overdue', 'lost'].map((id, index) => {
      const [restMs, keep, odds] = rests[index]!
      return { id, restMs, keep, disqualify: id === 'not-a-fit' || odds === 0 }
    }),
  )

const TIERS = ['first', 'second', 'third']

export const randomAgreement: fc.Arbitrary<Agreement> = fc
  .record({
    meters,
    points,
    handoff,
    sql,
    recycle,
    fit: fc.record({
      points: fc
        .array(fc.record({ where: factWhere, give: fc.constantFrom(-20, 10, 20, 30) }), { maxLength: 5 })
        .map((clauses) => clauses.map((clause, index) => ({ id: `fit.${index}`, ...clause }))),
      grades: fc.constantFrom({ A: 40, B: 20, C: 10 }, { A: 60, B: 40, C: 0 }),
    }),
    disqualify: fc
      .array(factWhere, { maxLength: 2 })
      .map((wheres) => wheres.map((where, index) => ({ id: `disqualify.${index}`, where }))),
    conditions: fc.array(fc.tuple(condition, fc.constantFrom(undefined, 'hot', 'cool')), {
      minLength: 1,
      maxLength: 3,
    }),
    complete: fc.subarray(['lead.email', 'company.name', 'company.industry']),
  })
  .map(({ conditions, ...rest }) => ({
    id: 'random',
    names: {},
    promises: { marketing: {}, sales: {} },
    examples: [],
    tiers: conditions.map(([condition, clock], index) => ({
      id: TIERS[index]!,
      clauseId: `mql.${TIERS[index]!}`,
      clock,
      condition,
    })),
    ...rest,
  }))

/** Agreements with more conditions than a word has bits, and more ways to hold than are told apart. */
export const wideAgreement: fc.Arbitrary<Agreement> = fc
  .record({
    agreement: randomAgreement,
    many: fc.array(leaf, { minLength: 45, maxLength: 60 }),
    few: fc.array(leaf, { minLength: 2, maxLength: 4 }),
    kinds: fc.constantFrom(['all', 'any'] as const, ['any', 'all'] as const),
  })
  .map(({ agreement, many, few, kinds: [outer, inner] }) => {
    const group = (kind: 'all' | 'any', conditions: readonly Condition[]): Condition => {
      return { kind, id: 'group', conditions }
    }
    const parts = [many.slice(0, 20), many.slice(20, 40), many.slice(40)].map((part) => group(inner, part))
    const condition = group(outer, [...parts, ...few])
    return { ...agreement, tiers: [{ ...agreement.tiers[0]!, condition }, ...agreement.tiers.slice(1)] }
  })

/** The agreement with other points, thresholds, limits, half-lives, grades, rests: all that changes no `where`. */
export function mutated(agreement: Agreement): fc.Arbitrary<Agreement> {
  const scale = fc.constantFrom(0.1, 0.5, 1, 1, 1.5)
  const scaled = (atLeast: number, by: number) => Math.max(1, atLeast * by)
  return fc
    .record({
      thresholds: scale,
      points: scale,
      halfLives: scale,
      grades: scale,
      rests: fc.constantFrom(0, 0.1, 1),
    })
    .chain((by) =>
      fc.record({
        by: fc.constant(by),
        limits: fc.boolean(),
        within: fc.boolean(),
        handoff,
        keep: fc.constantFrom(0.5, 1),
      }),
    )
    .map(({ by, limits, within, handoff, keep }) => {
      const changed = (condition: Condition): Condition => {
        switch (condition.kind) {
          case 'did':
            return within ? { ...condition, withinDays: 2, times: condition.times } : condition
          case 'meter':
          case 'score':
            return { ...condition, atLeast: scaled(condition.atLeast, by.thresholds) }
          case 'all':
          case 'any':
            return { ...condition, conditions: condition.conditions.map(changed) }
          case 'not':
            return { ...condition, condition: changed(condition.condition) }
          default:
            return condition
        }
      }
      const { A, B, C } = agreement.fit.grades
      return {
        ...agreement,
        meters: agreement.meters.map(({ halfLifeDays, ...meter }) => ({
          ...meter,
          ...(halfLifeDays !== undefined && { halfLifeDays: Math.ceil(halfLifeDays * by.halfLives) }),
        })),
        points: agreement.points.map((clause) => ({
          ...clause,
          give: clause.give * by.points,
          ...(limits && { limit: { count: 2, days: 5 } }),
        })),
        fit: { ...agreement.fit, grades: { A: A * by.grades, B: B * by.grades, C: C * by.grades } },
        tiers: agreement.tiers.map((tier) => ({ ...tier, clock: 'hot', condition: changed(tier.condition) })),
        sql: {
          ...agreement.sql,
          ...(agreement.sql.condition && { condition: changed(agreement.sql.condition) }),
        },
        recycle: agreement.recycle.map((reason) => ({ ...reason, restMs: reason.restMs * by.rests, keep })),
        handoff,
      }
    })
}
