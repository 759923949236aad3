/**
 * One look at an enrolment: it goes as far as it can at the moment, and says what is to be done and when to look again. Pure; what
 * is left to chance is drawn by the hash of program, lead and step, so that a look at the same moment is the same everywhere.
 */
import { conditionsOf, type Audience, type Standing } from '../audience/audience.ts'
import { isIn } from '../audience/is-in.ts'
import { nextChange } from '../audience/next-change.ts'
import type { Value } from '../event.ts'
import type { CompiledAgreement, DidCondition } from '../fold/compile-agreement.ts'
import { didPosition } from '../fold/conditions.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { type CompiledProgram, END, type FlatStep } from './compile-program.ts'
import { drawn, type Enrolment } from './enrolment.ts'
import type { Told, Tone } from './program.ts'

/** The lead at the moment of looking. */
export interface Moment extends Standing {
  readonly now: number
  /** As `isWithSales` has it. */
  readonly withSales: boolean
}

/** What is to be done, in order. `step` is the id of the step that says so. */
export type ProgramAct =
  | { readonly kind: 'send'; readonly step: string; readonly mail: string; readonly tone: Tone }
  /** Not done: the lead has not shown what the tone asks for, or is held out. */
  | { readonly kind: 'passed-over'; readonly step: string; readonly why: 'tone' | 'held-out' }
  | { readonly kind: 'set'; readonly step: string; readonly field: string; readonly to: Value }
  | { readonly kind: 'tell'; readonly step: string; readonly to: Told; readonly text: string }
  | { readonly kind: 'webhook'; readonly step: string; readonly webhook: string }
  /** Sales took the lead: whatever is queued is not sent. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  /** `sales`: a sales-led program, of a lead that sales no longer has. */
  | { readonly kind: 'left'; readonly why: 'goal' | 'leave' | 'end' | 'sales' }

export interface Advanced {
  readonly enrolment: Enrolment
  readonly acts: readonly ProgramAct[]
  /** When to look again although nothing happened; null: only after an event or a timer of the lead. */
  readonly nextAt: number | null
}

/** @param compiled the agreement, compiled with what the program watches */
export function advanceEnrolment(
  program: CompiledProgram,
  compiled: CompiledAgreement,
  enrolment: Enrolment,
  moment: Moment,
): Advanced {
  if (enrolment.step === null) return { enrolment, acts: [], nextAt: null }
  const walk: Walk = { program, compiled, moment, enrolment, state: moment.state, acts: [], dueAt: null }
  const why = whyToLeave(walk)
  if (why) leave(walk, why)
  else if (restsWithSales(walk)) pause(walk)
  else {
    resume(walk)
    goOn(walk)
  }
  return { enrolment: walk.enrolment, acts: walk.acts, nextAt: nextLook(walk) }
}

interface Walk {
  readonly program: CompiledProgram
  readonly compiled: CompiledAgreement
  readonly moment: Moment
  enrolment: Enrolment
  /** With the fields that steps of this look have set. */
  state: LeadState
  readonly acts: ProgramAct[]
  /** When the step that it stays at is over by itself. */
  dueAt: number | null
}

function isInNow({ compiled, moment, state }: Walk, audience: Audience): boolean {
  return isIn(compiled, audience, { ...moment, state })
}

function whyToLeave(walk: Walk): 'goal' | 'leave' | 'sales' | null {
  const { kind, goal, leave: left } = walk.program.program
  if (isInNow(walk, goal)) return 'goal'
  if (left && isInNow(walk, left)) return 'leave'
  return kind === 'sales' && !walk.moment.withSales ? 'sales' : null
}

function leave(walk: Walk, why: 'goal' | 'leave' | 'end' | 'sales'): void {
  walk.acts.push({ kind: 'left', why })
  walk.enrolment = { ...walk.enrolment, step: null, since: walk.moment.now, seen: null, pausedAt: null }
}

function restsWithSales({ program, moment }: Walk): boolean {
  return program.program.kind === 'marketing' && moment.withSales
}

function pause(walk: Walk): void {
  if (walk.enrolment.pausedAt !== null) return
  walk.acts.push({ kind: 'paused' })
  walk.enrolment = { ...walk.enrolment, pausedAt: walk.moment.now }
}

/** What was left to wait is left still: nobody is mailed at the very moment that sales gives them back. */
function resume(walk: Walk): void {
  const { pausedAt, since } = walk.enrolment
  if (pausedAt === null) return
  walk.acts.push({ kind: 'resumed' })
  walk.enrolment = { ...walk.enrolment, pausedAt: null, since: since + walk.moment.now - pausedAt }
}

/** Steps lead forward only, so this ends. */
function goOn(walk: Walk): void {
  const { steps } = walk.program
  for (let position = positionOf(walk); ;) {
    const step = steps[position]
    if (!step) return leave(walk, 'end')
    if (step.id !== walk.enrolment.step) comeTo(walk, step)
    const next = isDone(walk, step) ? step.next : take(walk, step)
    if (next === null) return
    pass(walk, step)
    position = next
  }
}

/**
 * Where it stands. A version without that step goes on behind the last step that it still has; the first is come to anew by whom
 * no version remembers.
 */
function positionOf({ program, enrolment }: Walk): number {
  const { steps, positions } = program
  const position = positions.get(enrolment.step!)
  if (position !== undefined) return position
  const last = enrolment.passed.findLast((id) => positions.has(id))
  return last === undefined ? 0 : steps[positions.get(last)!]!.next
}

function comeTo(walk: Walk, step: FlatStep): void {
  walk.enrolment = { ...walk.enrolment, step: step.id, since: walk.moment.now, seen: null }
}

/** Done before, under this version or another; a way through it is sought anew. */
function isDone({ enrolment }: Walk, { id, kind }: FlatStep): boolean {
  return kind !== 'branch' && kind !== 'split' && enrolment.passed.includes(id)
}

function pass(walk: Walk, { id }: FlatStep): void {
  const { passed } = walk.enrolment
  if (!passed.includes(id)) walk.enrolment = { ...walk.enrolment, passed: [...passed, id] }
}

/** Does what a step says; returns where to go on, or null where it has to be waited. */
function take(walk: Walk, step: FlatStep): number | null {
  switch (step.kind) {
    case 'wait':
      return isOver(walk, step.ms) ? step.next : null
    case 'wait-for':
      return cameTrue(walk, step.until) || isOver(walk, step.upToMs) ? step.next : null
    case 'branch': {
      const way = step.ways.find(({ when }) => when === null || isInNow(walk, when))
      return way ? way.first : step.next
    }
    case 'split':
      return armOf(walk, step).first
    default:
      act(walk, step)
      return step.next
  }
}

function isOver(walk: Walk, ms: number): boolean {
  walk.dueAt = walk.enrolment.since + ms
  return walk.moment.now >= walk.dueAt
}

function armOf(walk: Walk, step: Extract<FlatStep, { kind: 'split' }>) {
  const { enrolment, program } = walk
  const known = step.arms.find(({ id }) => id === enrolment.arms[step.id])
  if (known) return known
  const share = drawn(program.program.id, enrolment.lead, step.id)
  const arm = step.arms[Math.floor(share * step.arms.length)]!
  walk.enrolment = { ...enrolment, arms: { ...enrolment.arms, [step.id]: arm.id } }
  return arm
}

function act(walk: Walk, step: Extract<FlatStep, { kind: 'send' | 'set' | 'tell' | 'webhook' }>): void {
  const { acts } = walk
  const at = { step: step.id }
  if (walk.enrolment.isHeldOut) {
    acts.push({ kind: 'passed-over', ...at, why: 'held-out' })
    return
  }
  switch (step.kind) {
    case 'send': {
      const shown = walk.program.program.tones[step.tone]
      if (shown && !isInNow(walk, shown)) acts.push({ kind: 'passed-over', ...at, why: 'tone' })
      else acts.push({ kind: 'send', ...at, mail: step.mail, tone: step.tone })
      return
    }
    case 'set':
      acts.push({ kind: 'set', ...at, field: step.field, to: step.to })
      walk.state = withField(walk.state, step.field, step.to)
      return
    case 'tell':
      acts.push({ kind: 'tell', ...at, to: step.to, text: step.text })
      return
    case 'webhook':
      acts.push({ kind: 'webhook', ...at, webhook: step.webhook })
  }
}

/** As the event will have it that the act writes, for the steps behind it. */
function withField(state: LeadState, field: string, to: Value): LeadState {
  return { ...state, lead: { ...state.lead, [field.slice('lead.'.length)]: [to, SERVER_RANK] } }
}

const SERVER_RANK = 2

/** What it waits for, of what happened since it began to. */
function cameTrue(walk: Walk, until: Audience): boolean {
  const seen = walk.enrolment.seen ?? seenUpTo(walk, until)
  walk.enrolment = { ...walk.enrolment, seen }
  return isIn(walk.compiled, until, { ...walk.moment, state: stateSince(walk, until, seen) })
}

function didsOf(audience: Audience): readonly DidCondition[] {
  return conditionsOf(audience).filter((condition) => condition.kind === 'did')
}

function seenUpTo({ compiled, state }: Walk, until: Audience): Readonly<Record<string, string>> {
  const latest = didsOf(until).flatMap((did) => {
    const event = state.occurrences[didPosition(compiled, did)]!.events.at(-1)
    return event === undefined ? [] : [[did.id, event] as const]
  })
  return Object.fromEntries(latest)
}

/** The state without what the `did` conditions had counted before. */
function stateSince(
  { compiled, state }: Walk,
  until: Audience,
  seen: Readonly<Record<string, string>>,
): LeadState {
  const dids = didsOf(until)
  if (dids.length === 0) return state
  const occurrences = [...state.occurrences]
  for (const did of dids) {
    const position = didPosition(compiled, did)
    const { days, events } = state.occurrences[position]!
    const from = events.indexOf(seen[did.id] ?? '') + 1
    occurrences[position] = { days: days.slice(from), events: events.slice(from) }
  }
  return { ...state, occurrences }
}

const DAY_MS = 86_400_000

/** The earliest of: the step is over, or an audience that decides comes out otherwise by time alone. */
function nextLook(walk: Walk): number | null {
  const { program, compiled, moment, enrolment } = walk
  if (enrolment.step === null) return null
  const changes = [program.program.goal, program.program.leave].map(
    (audience) => audience && nextChange(compiled, audience, { ...moment, state: walk.state }),
  )
  const isPaused = enrolment.pausedAt !== null
  const step = program.steps[program.positions.get(enrolment.step) ?? END]
  if (!isPaused && step?.kind === 'wait-for') {
    const state = stateSince(walk, step.until, enrolment.seen ?? {})
    changes.push(nextChange(compiled, step.until, { ...moment, state }))
  }
  const moments = changes.flatMap((day) => (day === null ? [] : [day * DAY_MS]))
  if (!isPaused && walk.dueAt !== null) moments.push(walk.dueAt)
  return moments.length > 0 ? Math.min(...moments) : null
}
