import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Agreement } from '../agreement/agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { agreementOf, centralEurope, PRESETS, shippedAgreement } from '../testing/given.ts'
import { FrameBuilder } from './frame-builder.ts'
import type { Frame } from './frame.ts'
import { leadEvents } from './lead-events.ts'
import { concatenated } from './replay-run.ts'
import { prepareHistory } from './prepared-history.ts'
import { replay, runAgreement } from './replay.ts'
import { conclusions, plainConclusion, plainHistory, type LeadConclusion } from './testing/plain-replay.ts'
import { mutated, randomAgreement, wideAgreement } from './testing/random-agreement.ts'
import { randomRows, type RandomRows } from './testing/random-rows.ts'

const SEED = 20261122
const LEADS = 4
const shipped = ['northbeam-b2b', ...PRESETS].map((name) => agreementOf(shippedAgreement(name)))

function compiledOf(agreement: Agreement): CompiledAgreement {
  return compileAgreement(agreement, standardCatalogue, centralEurope)
}

/** Every second row comes as JSON text, as a database gives it. */
function frameOf({ members, rows, until }: RandomRows): Frame {
  const builder = new FrameBuilder(standardCatalogue)
  for (const { id, company } of members) builder.addLead(id, company)
  const text = (facts: object | null | undefined) => facts && JSON.stringify(facts)
  for (const row of rows) {
    const { properties, leadFacts, companyFacts } = row
    const texts = {
      properties: JSON.stringify(properties),
      leadFacts: text(leadFacts),
      companyFacts: text(companyFacts),
    }
    builder.addEvent(row.seq % 2 === 0 ? row : { ...row, ...texts })
  }
  return builder.build({ until })
}

/** How often what is hard to get right came up. */
const seen = { cases: 0, promotions: 0, byTimer: 0, again: 0, sql: 0, recycled: 0, disqualified: 0 }

function note({ promotions, stage, sqlAt }: LeadConclusion): void {
  seen.cases++
  seen.promotions += promotions.length
  seen.byTimer += promotions.filter(({ byTimer }) => byTimer).length
  if (promotions.length > 1) seen.again++
  if (sqlAt !== Infinity) seen.sql++
  if (stage === 'recycled') seen.recycled++
  if (stage === 'disqualified') seen.disqualified++
}

function assertReplayed(agreement: Agreement, given: RandomRows): void {
  const compiled = compiledOf(agreement)
  const frame = frameOf(given)
  const expected = given.members.map((member) =>
    plainConclusion(compiled, plainHistory(given.rows, member), given.until),
  )
  for (const conclusion of expected) note(conclusion)
  assert.deepEqual(conclusions(frame, compiled, replay(frame, compiled)), expected)
}

test('[Y1] 10,000 random histories and agreements are replayed to what folding decides', () => {
  const numRuns = 10_000 / LEADS
  fc.assert(fc.property(randomAgreement, randomRows(LEADS), assertReplayed), { numRuns, seed: SEED })
  assert.equal(seen.cases, numRuns * LEADS)
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 500, `${what} came up ${times} times`)
})

test('[Y1] shipped agreements, as they are and changed, are replayed to what folding decides', () => {
  fc.assert(fc.property(fc.constantFrom(...shipped).chain(mutated), randomRows(LEADS), assertReplayed), {
    numRuns: 750,
    seed: SEED,
  })
})

test('[Y1] agreements with very many conditions are replayed to what folding decides', () => {
  const numRuns = 150
  fc.assert(fc.property(wideAgreement, randomRows(LEADS), assertReplayed), { numRuns, seed: SEED })
})

test('[Y6] folding the events that come back out of a frame decides what folding the rows does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...shipped).chain(mutated), randomRows(2), (agreement, given) => {
      const compiled = compiledOf(agreement)
      const frame = frameOf(given)
      for (const [lead, member] of given.members.entries()) {
        assert.deepEqual(
          plainConclusion(compiled, leadEvents(frame, lead), given.until),
          plainConclusion(compiled, plainHistory(given.rows, member), given.until),
        )
      }
    }),
    { numRuns: 200, seed: SEED },
  )
})

test('[Y4] runs over neighbouring ranges of leads, put together, are one run over all', () => {
  const cuts = fc.array(fc.nat(LEADS), { maxLength: 4 })
  fc.assert(
    fc.property(randomAgreement, randomRows(LEADS), cuts, (agreement, given, cuts) => {
      const compiled = compiledOf(agreement)
      const frame = frameOf(given)
      const ends = [...cuts.toSorted((a, b) => a - b), LEADS]
      const runs = ends.map((to, index) => {
        const from = ends[index - 1] ?? 0
        return runAgreement(prepareHistory(frame, compiled, { from, to }), compiled)
      })
      assert.deepEqual(concatenated(runs), replay(frame, compiled))
    }),
    { numRuns: 300, seed: SEED },
  )
})

test('[Y4] ranges that do not follow one another are not put together', () => {
  const compiled = compiledOf(shipped[0]!)
  const frame = frameOf({
    members: [1, 2].map((lead) => ({ id: `lead-${lead}`, company: null })),
    rows: [],
    until: 0,
  })
  const runs = [0, 1].map((from) =>
    runAgreement(prepareHistory(frame, compiled, { from, to: from + 1 }), compiled),
  )
  assert.throws(() => concatenated(runs.toReversed()), /begins at lead 0, the one before it ends at 2/)
  assert.throws(() => concatenated([]), /no runs/)
})

/** The frame without what is prepared from it: reading that fails. */
function withoutRawHistory(frame: Frame): Frame {
  const guarded = Object.fromEntries(
    (['shape', 'shapes', 'seq', 'facts', 'leads'] as const).map((name) => [
      name,
      {
        get: (): never => {
          throw new Error(`the frame's ${name} was read`)
        },
      },
    ]),
  )
  return Object.defineProperties({ ...frame }, guarded)
}

test('[Y5] points, thresholds, limits, half-lives, grades and rests change without reading raw history again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...shipped), randomRows(LEADS), (agreement, given) => {
      const frame = frameOf(given)
      const prepared = prepareHistory(frame, compiledOf(agreement))
      const unread = { ...prepared, frame: withoutRawHistory(frame) }
      fc.assert(
        fc.property(mutated(agreement), (changed) => {
          const compiled = compiledOf(changed)
          const again = prepareHistory(unread.frame, compiled, { from: 0, to: LEADS, earlier: [unread] })
          assert.deepEqual(runAgreement(again, compiled), replay(frame, compiled))
        }),
        { numRuns: 5, seed: SEED },
      )
    }),
    { numRuns: 40, seed: SEED },
  )
})

test('[Y5] other conditions need another preparation', () => {
  const [one, other] = shipped.map(compiledOf) as [CompiledAgreement, CompiledAgreement]
  const frame = frameOf({ members: [{ id: 'lead', company: null }], rows: [], until: 0 })
  const prepared = prepareHistory(frame, one)
  assert.throws(
    () => runAgreement(prepared, other),
    /prepared for other conditions than those of email-is-enough/,
  )
  assert.notEqual(prepareHistory(frame, other, { earlier: [prepared] }).events, prepared.events)
})
