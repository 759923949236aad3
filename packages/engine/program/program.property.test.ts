import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LeadEvent } from '../event.ts'
import { foldOrder } from '../fold/fold-history.ts'
import { nextTimer } from '../fold/timers.ts'
import { DAY, START } from '../testing/given.ts'
import { type Compiled, compiledFrom, momentAfter, programFrom } from '../testing/given-program.ts'
import { randomHistory } from '../testing/random-history.ts'
import { randomProgram } from '../testing/random-program.ts'
import {
  type Advanced,
  advanceEnrolment,
  enrol,
  type Enrolment,
  mayEnter,
  type Moment,
  type ProgramAct,
  programDocument,
  programHash,
  type ProgramReplay,
  replayProgram,
} from './index.ts'

/** Random histories end 120 days after the start. */
const UNTIL = START + 180 * DAY

interface Told {
  readonly at: number
  readonly act: ProgramAct
  readonly withSales: boolean
}

interface Followed {
  readonly acts: readonly Told[]
  readonly passes: readonly Enrolment[]
}

/**
 * The plain way: the whole history folded again at every moment at which anything can be new, and at more of them. Every enrolment
 * goes through JSON in between.
 */
function followPlainly(
  { program, agreement }: Compiled,
  lead: string,
  events: readonly LeadEvent[],
  more: readonly number[],
): Followed {
  const acts: Told[] = []
  const passes: Enrolment[] = []
  let enrolment: Enrolment | null = null
  let leftAt: number | null = null
  const look = (now: number): Advanced | null => {
    const moment = momentAfter(agreement, events, now)
    const earlier = passes.length > 0 ? { leftAt } : null
    if (!enrolment && mayEnter(program, agreement, moment, earlier)) enrolment = enrol(program, lead, now)
    if (!enrolment) return null
    const advanced = advanceEnrolment(program, agreement, enrolment, moment)
    acts.push(...advanced.acts.map((act) => ({ at: now, act, withSales: moment.withSales })))
    if (advanced.enrolment.step === null) {
      passes.push(advanced.enrolment)
      leftAt = now
      enrolment = null
    } else enrolment = JSON.parse(JSON.stringify(advanced.enrolment)) as Enrolment
    return advanced
  }
  const again = program.program.enter.againAfterMs
  const days = Array.from({ length: 181 }, (_, index) => (Math.floor(START / DAY) + index) * DAY)
  const planned = [...new Set([...events.map(({ occurredAt }) => occurredAt), ...days, ...more])]
    .filter((at) => at < UNTIL && at >= (events[0]?.occurredAt ?? UNTIL))
    .toSorted((a, b) => a - b)
  for (let at = planned[0] ?? UNTIL; at < UNTIL;) {
    const advanced = look(at)
    const timer = nextTimer(momentAfter(agreement, events, at).state)?.at ?? Infinity
    const entry: number = leftAt !== null && again !== null && leftAt + again > at ? leftAt + again : Infinity
    at = Math.min(planned.find((time) => time > at) ?? Infinity, advanced?.nextAt ?? Infinity, timer, entry)
  }
  return { acts, passes: enrolment ? [...passes, enrolment] : passes }
}

const scenario = fc.record({
  document: randomProgram,
  events: randomHistory(25).map((events) => foldOrder(events)),
  lead: fc.constantFrom('ada', 'ben', 'cleo', 'dan'),
  more: fc.array(fc.integer({ min: START, max: UNTIL - 1 }), { maxLength: 20 }),
})

const compile = (document: unknown) => compiledFrom(JSON.stringify(document))

test('[Z10] [Z12] a replay is looking plainly at every moment, and looking more often changes nothing', () => {
  fc.assert(
    fc.property(scenario, ({ document, events, lead, more }) => {
      const compiled = compile(document)
      const plain = followPlainly(compiled, lead, events, [])
      assert.deepEqual(followPlainly(compiled, lead, events, more), plain)
      const { program, agreement } = compiled
      const replay = replayProgram(program, agreement, [{ lead, events }], UNTIL)
      assert.deepEqual(summary(replay), tallied(compiled, plain))
    }),
    { numRuns: 50 },
  )
})

function summary({ entered, heldOut, left, still, paused, mails, steps }: ProgramReplay) {
  const each = steps.map(({ step, passed, standing, done, passedOver }) => ({
    step,
    passed,
    standing,
    done,
    passedOver,
  }))
  return { entered, heldOut, left, still, paused, mails, steps: each }
}

function tallied({ program }: Compiled, { acts, passes }: Followed): ReturnType<typeof summary> {
  const count = (isSo: (act: ProgramAct) => boolean) => acts.filter(({ act }) => isSo(act)).length
  const left = (why: string) => count((act) => act.kind === 'left' && act.why === why)
  const over = (step: string, why: string) =>
    count((act) => act.kind === 'passed-over' && act.step === step && act.why === why)
  return {
    entered: passes.length,
    heldOut: passes.filter(({ isHeldOut }) => isHeldOut).length,
    left: { goal: left('goal'), leave: left('leave'), end: left('end'), sales: left('sales') },
    still: passes.filter(({ step }) => step !== null).length,
    paused: count((act) => act.kind === 'paused'),
    mails: count((act) => act.kind === 'send'),
    steps: program.steps.map(({ id }) => ({
      step: id,
      passed: passes.filter(({ passed }) => passed.includes(id)).length,
      standing: passes.filter(({ step }) => step === id).length,
      done: count((act) => 'step' in act && act.step === id && act.kind !== 'passed-over'),
      passedOver: { tone: over(id, 'tone'), 'held-out': over(id, 'held-out') },
    })),
  }
}

test('[Z7] [Z8] [Z9] nothing is sent twice in a pass, while sales has the lead, or to whom is held out', () => {
  fc.assert(
    fc.property(scenario, ({ document, events, lead, more }) => {
      const compiled = compile(document)
      const { acts, passes } = followPlainly(compiled, lead, events, more)
      const { kind } = compiled.program.program
      let done = new Set<string>()
      for (const { act, withSales } of acts) {
        if (act.kind === 'left') done = new Set()
        if (!('step' in act)) continue
        assert.ok(!done.has(act.step), `${act.step} twice`)
        done.add(act.step)
        if (act.kind !== 'passed-over')
          assert.ok(!(kind === 'marketing' && withSales), 'while sales has the lead')
        if (kind === 'sales') assert.ok(withSales)
      }
      if (passes.some(({ isHeldOut }) => isHeldOut))
        assert.deepEqual(
          acts.filter(({ act }) => ['send', 'set', 'tell', 'webhook'].includes(act.kind)),
          [],
        )
    }),
    { numRuns: 50 },
  )
})

test('[Z10] [Z11] a look is the same however often, under a later version too, and nothing of it is done again', () => {
  fc.assert(
    fc.property(scenario, randomProgram, fc.nat(179), ({ document, events, lead }, later, day) => {
      const changed = { ...document, goal: { stage: 'disqualified' }, steps: [...later.steps].toReversed() }
      const [before, after] = [compile({ ...document, goal: { stage: 'disqualified' } }), compile(changed)]
      const moment = momentAfter(before.agreement, events, START + day * DAY)
      const first = advanceEnrolment(
        before.program,
        before.agreement,
        enrol(before.program, lead, START),
        moment,
      )
      const again = advanceEnrolment(
        before.program,
        before.agreement,
        enrol(before.program, lead, START),
        moment,
      )
      assert.deepEqual(again, first)
      const next: Moment = momentAfter(after.agreement, events, UNTIL)
      const second = advanceEnrolment(after.program, after.agreement, first.enrolment, next)
      const did = new Set(first.acts.flatMap((act) => ('step' in act ? [act.step] : [])))
      for (const act of second.acts) assert.ok(!('step' in act && did.has(act.step)))
    }),
    { numRuns: 100 },
  )
})

test('[Z2] a program written as a document reads back the same, with the same hash', () => {
  fc.assert(
    fc.property(randomProgram, randomProgram, (document, other) => {
      const program = programFrom(JSON.stringify(document))
      const again = programFrom(JSON.stringify(programDocument(program)))
      assert.deepEqual(again, program)
      assert.equal(programHash(again), programHash(program))
      const changed = programFrom(JSON.stringify({ ...document, steps: other.steps }))
      assert.equal(
        programHash(changed) === programHash(program),
        JSON.stringify(programDocument(changed)) === JSON.stringify(programDocument(program)),
      )
    }),
  )
})
