import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clausesOf, ComparisonWith, frontierPoint, thresholdsOf } from '@baton/engine/compare'
import { type DocumentPath, withoutEntry } from '@baton/engine/edit'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { compiledOf, DRAFT, NORTHBEAM, ofKind, openTries, overWire, type Tries } from './testing/tries.ts'

let tries: Tries

before(async () => {
  tries = await openTries()
})
after(() => tries.server.stop())

describe('the frontier', () => {
  test('has the draft among its points, where it says what the comparison says', async () => {
    const lines = await tries.tried({ more: ['frontier', 'clauses'] })
    const [line, frontier] = lines
    assert.ok(line?.kind === 'compared' && frontier?.kind === 'frontier')
    const { threshold, thresholds, baseline } = frontier
    assert.deepEqual([threshold.kind, threshold.value, baseline], ['score', 85, 100])
    assert.deepEqual(
      thresholds.map(({ tier, value }) => [tier, value]),
      [
        ['product', 90],
        ['content', 85],
      ],
    )
    const points = ofKind(lines, 'frontier-point')
    const values = points.map(({ value }) => value)
    assert.deepEqual(
      values,
      [...new Set(values)].toSorted((a, b) => a - b),
    )
    assert.ok(values.includes(100), 'what is in force can be compared')
    const { promotions, leads, precision, wonCaught } = points.find(({ value }) => value === 85)!
    const { candidate } = line
    assert.deepEqual(
      { promotions, leads, precision, wonCaught },
      {
        promotions: candidate.promotions,
        leads: candidate.leads,
        precision: candidate.precision,
        wonCaught: candidate.recall.won,
      },
    )
  })

  test('is drawn over the threshold that was asked for, and is what judging here says', async () => {
    const { history } = await tries.compared()
    const clause = thresholdsOf(compiledOf(DRAFT).agreement).find(({ tier }) => tier === 'product')!.clause
    const lines = await tries.tried({ more: ['frontier'], threshold: clause })
    const [line] = ofKind(lines, 'frontier')
    assert.deepEqual([line?.threshold.clause, line?.threshold.value, line?.baseline], [clause, 90, 60])
    const { frame, judged } = await tries.judgedHere(history.until)
    const { outcomes } = new ComparisonWith(frame, judged(NORTHBEAM))
    const [point] = ofKind(lines, 'frontier-point').filter(({ value }) => value === 60)
    assert.ok(point)
    const { kind: _, value: __, ...said } = point
    const { run } = judged(DRAFT.replace('meter: intent, at-least: 90', 'meter: intent, at-least: 60'))
    assert.deepEqual(said, overWire(frontierPoint(frame, run, outcomes)))
  })
})

/** Golden leads bear the agreement out as it is, and would keep a plan from saying what it is without a clause. */
const BARE = withoutEntry(NORTHBEAM, ['examples'])

/** Where clauses stand in the document, by their ids. */
const PATHS = new Map<string, DocumentPath>([
  ...['demo-requested', 'trial-used', 'content-download', 'careers-viewed'].map(
    (name) => [`points.${name}`, ['points', name]] as const,
  ),
  ...['size-core', 'seniority', 'free-mail'].map((name) => [`fit.${name}`, ['fit', 'points', name]] as const),
  ['mql.hand-raiser', ['mql', 'tiers', 0]],
  ['mql.content', ['mql', 'tiers', 2]],
  ...compiledOf(BARE).agreement.tiers.flatMap(({ condition }, tier) =>
    condition.kind === 'all'
      ? condition.conditions.map(({ id }, at) => [id, ['mql', 'tiers', tier, 'all', at]] as const)
      : [],
  ),
])

describe('the clauses', () => {
  test('have an effect each, in the order of the draft, and what follows from them comes last', async () => {
    const lines = await tries.tried({ more: ['clauses'] })
    const effects = ofKind(lines, 'clause-effect')
    assert.deepEqual(
      effects.map(({ clause, of, tier }) => ({ clause, kind: of, tier })),
      clausesOf(compiledOf(DRAFT).agreement).map(({ clause, kind, tier }) => ({ clause, kind, tier })),
    )
    assert.deepEqual(
      lines.slice(-2).map(({ kind }) => kind),
      ['clause-suggestions', 'done'],
    )
    const [line] = lines
    assert.ok(line?.kind === 'compared')
    assert.deepEqual([...new Set(effects.map(({ promoted }) => promoted))], [line.candidate.leads])
  })

  test('decide alone whom a plan without them drops, and keep out whom it adds', async () => {
    const effects = ofKind(await tries.tried({ document: BARE, more: ['clauses'] }), 'clause-effect')
    const told = effects.filter(({ clause, removable }) => removable && PATHS.has(clause))
    assert.equal(told.length, PATHS.size)
    for (const { clause, alone, keptOut, moved, wonAlone } of told) {
      const { comparison } = await tries.planned({ document: withoutEntry(BARE, PATHS.get(clause)!) })
      const { dropped, added, earlier, later, retiered } = comparison
      const won = dropped.filter(({ outcome }) => outcome === 'won').map(({ lead }) => lead)
      assert.deepEqual(
        { alone, keptOut, moved, won: wonAlone.count, named: wonAlone.leads.toSorted() },
        {
          alone: dropped.length,
          keptOut: added.length,
          moved: earlier.length + later.length + retiered.length,
          won: won.length,
          named: won.toSorted().slice(0, 20),
        },
        clause,
      )
    }
    assert.ok(told.some(({ alone }) => alone > 0) && told.some(({ keptOut }) => keptOut > 0))
  })

  test('say how often sales contested them, or a part of them', async () => {
    const rows = await tries.server.pool.query<{ lead: string }>(
      `select lead_id as lead from decisions limit 1`,
    )
    const timesContested = async () =>
      ofKind(await tries.tried({ more: ['clauses'] }), 'clause-effect').find(
        ({ clause }) => clause === 'points.trial-used',
      )!.contested
    const before = await timesContested()
    const contested = [
      'points.trial-used',
      'points.trial-used/limit',
      'points.trial-used-up',
      'points.trial_used',
    ]
    for (const [index, clause] of contested.entries())
      await tries.server.pool.query(
        `insert into decisions (id, lead_id, seq, agreement_version, added_by, kind, from_stage, to_stage, cycle, score, grade, meters, at, contested)
         values ($1, $2, $3, 1, 'fold', 'stage', 'mql', 'recycled', 1, 0, 'A', '{}', '2020-01-01', json_build_object('clause', $4::text))`,
        [uuidV7(), rows.rows[0]!.lead, 1_000_000 + index, clause],
      )
    assert.equal(await timesContested(), before + 2)
  })
})
