/** What is asked of a history: the agreement that is benched, changes of it, and the question that SQL can be asked. */
import {
  catalogueWith,
  compileAgreement,
  type Agreement,
  type CompiledAgreement,
  readAgreement,
} from '@baton/engine'
import type { Frame } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const catalogue = catalogueWith({})

/** The demo company's agreement: 3 meters, 17 points clauses, 6 fit clauses, 3 tiers, clocks, criteria, 6 recycle reasons. */
export function benchedAgreement(): CompiledAgreement {
  const path = join(import.meta.dirname, '..', 'agreements', 'northbeam-b2b.yaml')
  const { agreement, problems } = readAgreement(readFileSync(path, 'utf8'), catalogue)
  if (!agreement) throw new Error(`${path} cannot be read: ${JSON.stringify(problems[0])}`)
  return compileAgreement(agreement, catalogue, zoneOffsets)
}

function changed({ agreement }: CompiledAgreement, change: Partial<Agreement>): CompiledAgreement {
  return compileAgreement({ ...agreement, ...change }, catalogue, zoneOffsets)
}

/** What somebody with a slider changes: nothing of what is asked about an event or a fact. */
export function changesBySlider(compiled: CompiledAgreement): ReadonlyMap<string, CompiledAgreement> {
  const { points, meters, fit, tiers } = compiled.agreement
  return new Map([
    [
      'points',
      changed(compiled, { points: points.map((clause) => ({ ...clause, give: clause.give * 1.5 })) }),
    ],
    [
      'limits',
      changed(compiled, {
        points: points.map((clause) => {
          const { limit } = clause
          return limit ? { ...clause, limit: { ...limit, count: limit.count + 1 } } : clause
        }),
      }),
    ],
    [
      'half-lives',
      changed(compiled, {
        meters: meters.map((meter) => ({
          ...meter,
          halfLifeDays: Math.round((meter.halfLifeDays ?? 30) / 2),
        })),
      }),
    ],
    [
      'thresholds',
      changed(compiled, {
        fit: { ...fit, grades: { A: 50, B: 30, C: 10 } },
        tiers: tiers.map((tier) => ({ ...tier, condition: lowered(tier.condition) })),
      }),
    ],
  ])
}

type Condition = Agreement['tiers'][number]['condition']

function lowered(condition: Condition): Condition {
  switch (condition.kind) {
    case 'meter':
    case 'score':
      return { ...condition, atLeast: condition.atLeast * 0.8 }
    case 'all':
    case 'any':
      return { ...condition, conditions: condition.conditions.map(lowered) }
    default:
      return condition
  }
}

/** The same agreement, asking something else of events and of facts: everything about them has to be worked out anew. */
export function changedWheres(compiled: CompiledAgreement): CompiledAgreement {
  const { points, fit } = compiled.agreement
  const [first, ...others] = points
  const [size, ...rest] = fit.points
  return changed(compiled, {
    points: [{ ...first!, trust: 'signed' }, ...others],
    fit: {
      ...fit,
      points: [
        { ...size!, where: [{ field: 'company.employees', matcher: { kind: 'range', from: 51, to: 999 } }] },
        ...rest,
      ],
    },
  })
}

export const LEFT_OUT_OF_SQL =
  'acts of sales and outcomes (so recycling, rests, second promotions, SQL, customers), the max of meters, limits over more than a day'

/** The agreement at its size, without what windows cannot say. */
export function questionForSql(compiled: CompiledAgreement): CompiledAgreement {
  const { points, meters } = compiled.agreement
  return changed(compiled, {
    meters: meters.map((meter) => ({ ...meter, max: 1e9 })),
    points: points.map((clause) =>
      clause.limit ? { ...clause, limit: { ...clause.limit, days: 1 } } : clause,
    ),
  })
}

/** The same rows; what sales does and what becomes of leads says nothing. */
export function withoutSales(frame: Frame): Frame {
  const told = new Set(
    catalogue.events.filter(({ side }) => side === 'sales' || side === 'outcome').map(({ name }) => name),
  )
  return {
    ...frame,
    shapes: frame.shapes.map((shape) => (told.has(shape.name) ? { ...shape, name: '' } : shape)),
  }
}
