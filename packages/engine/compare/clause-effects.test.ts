import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Agreement } from '../agreement/agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { compareEvents, type LeadEvent } from '../event.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { FrameBuilder, leadEvents, replay, type Frame } from '../replay/index.ts'
import { mutated } from '../replay/testing/random-agreement.ts'
import { randomRows } from '../replay/testing/random-rows.ts'
import {
  agreementOf,
  centralEurope,
  compiledOf,
  DAY,
  PRESETS,
  shippedAgreement,
  START,
} from '../testing/given.ts'
import { clauseEffect, effectContext, type ClauseEffect } from './clause-effects.ts'
import { clausesOf, withoutClause } from './clauses.ts'
import { outcomesOf } from './outcomes.ts'
import { frameOf } from './testing/frame-of.ts'

const sides = new Map(standardCatalogue.events.map(({ name, side }) => [name, side]))
const compile = (agreement: Agreement) => compileAgreement(agreement, standardCatalogue, centralEurope)

function effectsOf(frame: Frame, compiled: CompiledAgreement): readonly ClauseEffect[] {
  const run = replay(frame, compiled)
  const outcomes = outcomesOf(frame, run, (event) => sides.get(event))
  const context = effectContext(frame, compiled, run, outcomes)
  return clausesOf(compiled.agreement).map((clause) => {
    const without = withoutClause(compiled.agreement, clause.clause)
    return clauseEffect(context, clause, without && replay(frame, compile(without)))
  })
}

function plainPromotion(compiled: CompiledAgreement, events: readonly LeadEvent[], until: number) {
  const { decisions } = foldHistory(compiled, events, until)
  return decisions.find(({ kind, to }) => kind === 'stage' && to === 'mql') ?? null
}

const MINUTES: Readonly<Record<string, number>> = { call: 10, email: 5, meeting: 45 }

/** What sales did after an event of the lead, or after the moment that a timer fired. */
function plainWork(events: readonly LeadEvent[], cause: string, at: number, isByTimer: boolean) {
  const ordered = events.toSorted(compareEvents)
  const position = ordered.findIndex(({ id }) => id === cause)
  const after = ordered.filter((event, index) => (isByTimer ? event.occurredAt > at : index > position))
  const own = after.filter(({ colleague }) => !colleague)
  const touches = own.filter(
    ({ name, properties }) => name === 'Touch Logged' && properties.channel !== 'note',
  )
  const meetings = own.filter(({ name }) => name === 'Meeting Held').length
  const minutes = touches.map(({ properties }) => MINUTES[String(properties.channel)] ?? 5)
  return {
    touches: touches.length,
    meetings,
    minutes: minutes.reduce((sum, one) => sum + one, meetings * 45),
  }
}

test('[Q15] whom a clause decides alone, keeps out and moves is what folding each lead with it and without it says', () => {
  const seen = { alone: 0, keptOut: 0, moved: 0, touches: 0, meetings: 0, won: 0 }
  const shipped = ['northbeam-b2b', ...PRESETS].map((name) => agreementOf(shippedAgreement(name)))
  const agreements = fc.constantFrom(...shipped).chain((agreement) => mutated(agreement))
  fc.assert(
    fc.property(agreements, randomRows(4), (agreement, given) => {
      const compiled = compile(agreement)
      const frame = frameOf(given)
      for (const effect of effectsOf(frame, compiled)) {
        const reduced = withoutClause(agreement, effect.clause)
        const without = reduced && compile(reduced)
        assert.equal(effect.removable, without !== null)
        const expected = {
          alone: [] as string[],
          keptOut: [] as string[],
          wonAlone: [] as string[],
          moved: 0,
        }
        const work = { touches: 0, meetings: 0, minutes: 0 }
        for (const [lead, id] of frame.leads.entries()) {
          if (!without) continue
          const events = leadEvents(frame, lead)
          const is = plainPromotion(compiled, events, given.until)
          const was = plainPromotion(without, events, given.until)
          if (was && !is) expected.keptOut.push(id)
          if (was && is && (was.at !== is.at || was.tier !== is.tier)) expected.moved++
          if (was || !is) continue
          expected.alone.push(id)
          const won = events.filter(({ name, colleague }) => name === 'Opportunity Won' && !colleague)
          if (won[0] && won[0].occurredAt >= is.at) expected.wonAlone.push(id)
          const acts = plainWork(events, is.causeEvent, is.at, is.timer !== null)
          work.touches += acts.touches
          work.meetings += acts.meetings
          work.minutes += acts.minutes
        }
        const { alone, keptOut, wonAlone, moved } = effect
        assert.deepEqual({ alone, keptOut, wonAlone, moved }, expected)
        assert.deepEqual(effect.workAlone, work)
        seen.alone += alone.length
        seen.keptOut += keptOut.length
        seen.moved += moved
        seen.touches += work.touches
        seen.meetings += work.meetings
        seen.won += wonAlone.length
      }
    }),
    { numRuns: 80, seed: 20261201 },
  )
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 10, `${what} came up ${times} times`)
})

const compiled = compiledOf(`agreement: lifted
meters: { intent: { max: 100 } }
points:
  page:  { on: Page Viewed, give: 10, to: intent }
  demo:  { on: Demo Requested, give: 20, to: intent }
  quote: { on: Quote Requested, give: 20, to: intent }
fit:
  points:
    software: { where: { company.industry: software }, give: 10 }
    finance:  { where: { company.industry: finance }, give: 10 }
    unknown:  { where: { company.revenue: { known: false } }, give: 10 }
  grades: { A: 10, B: 5, C: 1 }
mql:
  tiers:
    - { id: reader, all: [ { meter: intent, at-least: 20 } ] }
    - { id: empty, all: [ { meter: intent, at-least: 90 } ] }
sql: { needs: [accepted] }
`)

/** By kind of lead: how many, whether it asks for a demo, and what comes of it. */
function lifted(groups: readonly (readonly [count: number, asks: boolean, act: string | null])[]): Frame {
  const builder = new FrameBuilder(standardCatalogue)
  let seq = 0
  for (const [group, [count, asks, act]] of groups.entries())
    for (let index = 0; index < count; index++) {
      const lead = `${group}-${index}`
      builder.addLead(lead, null)
      const pages = asks ? [] : ['Page Viewed', 'Page Viewed']
      for (const name of [...pages, ...(asks ? ['Demo Requested'] : []), ...(act ? [act] : [])])
        builder.addEvent({
          lead,
          seq: ++seq,
          occurredAt: START + seq,
          name,
          trust: 'server',
          identified: true,
          properties: {},
          companyFacts: { industry: 'software' },
        })
    }
  return builder.build({ until: START + DAY })
}

test('[Q16] the lift of a clause is of settled outcomes, with it against without it', () => {
  const frame = lifted([
    [15, true, 'Handoff Accepted'],
    [10, true, 'Handoff Rejected'],
    [7, true, null],
    [6, false, 'Handoff Accepted'],
    [24, false, 'Handoff Rejected'],
    [4, false, 'Touch Logged'],
  ])
  const effects = new Map(effectsOf(frame, compiled).map((effect) => [effect.clause, effect]))
  const demo = effects.get('points.demo')!
  assert.deepEqual([demo.promoted, demo.held, demo.tooFew], [66, 32, false])
  assert.deepEqual(
    [demo.lift.of, demo.lift.against],
    [
      { successes: 15, n: 25 },
      { successes: 6, n: 30 },
    ],
  )
  assert.ok(Math.abs(demo.lift.ratio - 3) < 1e-12 && demo.lift.low > 1 && !demo.lift.tooFew)
  assert.equal(demo.alone.length, 32)
  // Everybody has it: there is nobody to hold it against.
  const software = effects.get('fit.software')!
  assert.deepEqual([software.held, software.lift.against.n, software.lift.tooFew], [66, 0, true])
})

test('[Q16] a clause that nothing in history met is told from one that only no promoted lead had', () => {
  const never = effectsOf(lifted([[3, true, null]]), compiled)
    .filter(({ everHeld }) => !everHeld)
    .map(({ clause }) => clause)
  assert.deepEqual(never, ['points.page', 'points.quote', 'fit.finance', 'mql.empty'])
})
