/**
 * What sales does with a lead, and what becomes of it. Sales picks leads up by the company's old habit (hand raises,
 * or a pile of activity), at working hours, with delays; some are left lying and some judged wrongly. What a lead becomes
 * depends on hidden fit and intent alone, so an agreement that sees those better really is better.
 */
import { DAY, HOUR, MINUTE, SALES_OFFSET, wholeMs, workingTime } from './calendar.ts'
import { DEMO_PEOPLE } from './demo-people.ts'
import { afterWin, runDeal } from './deal.ts'
import { serverDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { returnVisits } from './journey.ts'
import type { Person } from './people.ts'
import { clamp } from './random.ts'
import type { Random } from './random.ts'

export type Outcome = 'won' | 'lost' | 'rejected' | 'ignored' | 'not-worked'

export interface SalesStory {
  readonly drafts: readonly Draft[]
  readonly outcome: Outcome
  /** When the outcome was settled; null where sales never did anything. */
  readonly settledAt: number | null
  readonly passes: number
}

const MAX_PASSES = 3

/**
 * Hidden chance that a worked lead is won, 0 to 0.8. It saturates: who is twice as keen does not buy twice as often.
 * Competitors look at everything and never buy.
 */
export function winChance(person: Person): number {
  if (person.kind === 'competitor') return 0
  const pull = person.fit * person.intent
  return (0.8 * pull * pull) / (pull * pull + 0.055)
}

export function salesOf(
  random: Random,
  person: Person,
  engagement: readonly Draft[],
  knownAt: number,
): SalesStory {
  const drafts: Draft[] = []
  let story: SalesStory = { drafts, outcome: 'not-worked', settledAt: null, passes: 0 }
  let trigger =
    person.source.id === 'outbound' ? { at: knownAt, raised: false } : pickUp(random, engagement, knownAt)
  if (trigger === null || (isVisiblyNoise(person) && random.chance(0.85))) return story
  for (let pass = 1; pass <= MAX_PASSES && trigger !== null; pass++) {
    const made = workLead(random, person, trigger, pass)
    drafts.push(...made.drafts.map((draft) => signed(draft, repOf(person))))
    story = { drafts, outcome: made.outcome, settledAt: made.endedAt, passes: pass }
    if (made.outcome === 'won') {
      drafts.push(...afterWin(random, person, made.endedAt, made.amount))
      break
    }
    trigger = comeBack(random, person, made.endedAt, drafts)
  }
  return story
}

/** Acts of sales name who did them; what the lead did at a demo or on the phone does not. */
function signed(draft: Draft, by: string): Draft {
  return NOT_OF_SALES.has(draft.name) ? draft : { ...draft, properties: { ...draft.properties, by } }
}

const NOT_OF_SALES = new Set(['Demo Attended', 'Pricing Discussed'])

interface Trigger {
  readonly at: number
  /** They asked for sales themselves. */
  readonly raised: boolean
}

const HAND_RAISES = new Set(['Demo Requested', 'Quote Requested', 'Call Received'])
const HABIT: Readonly<Record<string, number>> = {
  'Trial Started': 30,
  'Trial Used': 6,
  'Calculator Used': 12,
  'Chat Started': 10,
  'Content Downloaded': 9,
  'Webinar Attended': 16,
  'Email Clicked': 2,
  'Event Attended': 35,
}
const HABIT_PAGES: Readonly<Record<string, number>> = { pricing: 8, comparison: 6 }
const PILE = 70

/** The old habit: call whoever raises a hand; and call whoever has piled up activity, sooner or later. */
function pickUp(random: Random, engagement: readonly Draft[], knownAt: number): Trigger | null {
  let piled = 0
  for (const draft of [...engagement].sort((a, b) => a.at - b.at)) {
    if (HAND_RAISES.has(draft.name)) return { at: Math.max(draft.at, knownAt), raised: true }
    piled += HABIT[draft.name] ?? HABIT_PAGES[String(draft.properties.page_group)] ?? 0
    if (piled >= PILE && draft.at >= knownAt && random.chance(0.2)) return { at: draft.at, raised: false }
  }
  return null
}

const REPS = DEMO_PEOPLE.filter(({ role }) => role === 'rep')

/** Everybody has their rep of the team that the agreement routes to. */
function repOf({ index, company }: Person): string {
  const team = company?.region === 'emea' ? 'emea' : 'rest'
  const reps = REPS.filter(({ teams }) => teams.includes(team))
  return reps[index % reps.length]!.id
}

function isVisiblyNoise(person: Person): boolean {
  return (
    person.seniority === 'student' ||
    person.seniority === 'intern' ||
    person.company?.segment === 'competitor'
  )
}

interface Worked {
  readonly drafts: readonly Draft[]
  readonly outcome: Exclude<Outcome, 'not-worked'>
  readonly endedAt: number
  readonly amount: number
}

function workLead(random: Random, person: Person, trigger: Trigger, pass: number): Worked {
  const ended = (drafts: readonly Draft[], outcome: Worked['outcome'], endedAt: number): Worked => {
    return { drafts, outcome, endedAt, amount: 0 }
  }
  if (random.chance(trigger.raised ? 0.07 : 0.3)) return ended([], 'ignored', trigger.at + 20 * DAY)
  const respondedAt = workingTime(random, trigger.at + responseTime(random, trigger), SALES_OFFSET)
  // Reps see fit well and intent through a fog; the fog is what makes wrong rejections.
  const impression = 0.45 * person.fit + 0.55 * clamp(person.intent + 0.22 * random.normal(), 0, 1)
  const threshold = trigger.raised ? 0.16 : 0.24
  if (impression < threshold) {
    return ended([rejection(random, person, respondedAt)], 'rejected', respondedAt)
  }
  const drafts: Draft[] = []
  const reached = reachOut(random, person, respondedAt, drafts)
  const acceptedAt = wholeMs(respondedAt + random.between(2, 25) * MINUTE)
  drafts.push(serverDraft(acceptedAt, 'Handoff Accepted', { owner: repOf(person) }))
  if (reached.connectedAt === null) {
    const givenUpAt = workingTime(random, reached.lastAt + DAY, SALES_OFFSET)
    drafts.push(serverDraft(givenUpAt, 'Handoff Rejected', { reason: 'unreachable' }))
    return ended(drafts, 'rejected', givenUpAt)
  }
  const metAt = meet(random, person, reached.connectedAt, drafts)
  const talkedAt = metAt ?? reached.connectedAt
  answerCriteria(random, person, talkedAt, drafts, metAt === null ? 1 : 4)
  const wins = random.chance(winChance(person) * (pass > 1 ? 1.1 : 1))
  if (metAt === null || !(wins || random.chance(0.3 + 0.5 * person.fit * person.intent))) {
    const at = workingTime(random, talkedAt + random.exponential(4) * DAY, SALES_OFFSET)
    drafts.push(rejection(random, person, at))
    return ended(drafts, 'rejected', at)
  }
  return { drafts, ...runDeal(random, person, metAt, wins, drafts) }
}

/** A raised hand is mostly answered within minutes; a pile of activity waits for a quiet hour. */
function responseTime(random: Random, { raised }: Trigger): number {
  if (!raised) return random.exponential(20) * HOUR
  return random.chance(0.68) ? random.exponential(6) * MINUTE : random.exponential(6) * HOUR
}

function rejection(random: Random, person: Person, at: number): Draft {
  const reason =
    person.fit < 0.2
      ? random.weighted([['not-a-fit', 7] as const, ['no-budget', 3] as const])
      : random.weighted([['bad-timing', 6] as const, ['no-budget', 3] as const, ['not-a-fit', 1] as const])
  return serverDraft(at, 'Handoff Rejected', { reason, ...contest(random, person, reason) })
}

/** Every third rejection says what was wrong with the handoff, not with the lead. */
function contest(random: Random, person: Person, reason: string): Draft['properties'] {
  const { company } = person
  if (!random.chance(0.35)) return {}
  if (reason === 'not-a-fit' && company !== null && random.chance(0.5)) {
    const value = Math.max(1, Math.floor(company.employees / 10))
    return {
      field: 'company.employees',
      value,
      note: 'Their own page says so; the rest belongs to the parent company.',
    }
  }
  const clauses = reason === 'bad-timing' ? TIMING_CLAUSES : FIT_CLAUSES
  const [clause, note] = random.pick(clauses)
  return { clause, note }
}

const FIT_CLAUSES: readonly (readonly [clause: string, note: string])[] = [
  ['fit.industry', 'Logistics brokers do not run workflows of their own.'],
  ['fit.size-core', 'Agencies of that size never buy.'],
  ['fit.manager', 'Project managers have no say here.'],
]
const TIMING_CLAUSES: readonly (readonly [clause: string, note: string])[] = [
  ['points.pricing-viewed', 'Looked at prices for a paper at university.'],
  ['points.trial-used', 'One login a day is not use.'],
  ['points.content-download', 'Three e-books are curiosity, not interest.'],
]

interface Reached {
  readonly connectedAt: number | null
  readonly lastAt: number
}

/** Up to seven attempts on three channels, the first at once, the others a day or two apart. */
function reachOut(random: Random, person: Person, from: number, drafts: Draft[]): Reached {
  const answers = 0.12 + 0.5 * person.intent
  let at = from
  for (let attempt = 0; attempt < 7; attempt++) {
    if (attempt > 0) at = workingTime(random, at + (0.8 + random.exponential(1.2)) * DAY, SALES_OFFSET)
    const channel = random.weighted([['call', 5] as const, ['email', 4] as const, ['linkedin', 2] as const])
    const connected = random.chance(answers)
    const outcome = connected ? (channel === 'call' ? 'connected' : 'replied') : silence(random, channel)
    drafts.push(serverDraft(at, 'Touch Logged', { channel, outcome }))
    if (connected) return { connectedAt: at, lastAt: at }
  }
  return { connectedAt: null, lastAt: at }
}

function silence(random: Random, channel: string): string {
  return channel === 'call' ? random.pick(['no-answer', 'voicemail']) : 'no-answer'
}

/** Books a meeting, and another when the first is missed. Returns when one was held. */
function meet(random: Random, person: Person, from: number, drafts: Draft[]): number | null {
  let at = from
  for (let attempt = 0; attempt < 2; attempt++) {
    if (!random.chance(0.45 + 0.5 * person.intent)) return null
    const bookedAt = at + (2 + random.below(25)) * MINUTE
    at = workingTime(random, at + (1 + random.exponential(3)) * DAY, SALES_OFFSET)
    const meeting = `nb-${person.index}-${bookedAt.toString(36)}`
    const planned = { meeting, starts_at: new Date(at).toISOString(), minutes: 30, title: 'First talk' }
    drafts.push(serverDraft(bookedAt, 'Meeting Booked', planned))
    if (random.chance(0.82)) {
      drafts.push(serverDraft(at, 'Meeting Held', { meeting, minutes: 20 + 5 * random.below(9) }))
      return at
    }
    drafts.push(serverDraft(at, 'Meeting Missed', { meeting }))
    at = workingTime(random, at + 4 * HOUR, SALES_OFFSET)
  }
  return null
}

const NEEDS = [
  'long lead times',
  'audit findings',
  'rework between teams',
  'no view across systems',
  'growth plans',
]

function answerCriteria(random: Random, person: Person, at: number, drafts: Draft[], most: number): void {
  const say = (criterion: string, value: string | number, minute: number): void => {
    const source = random.weighted([['call', 8] as const, ['form', 1] as const, ['inferred', 1] as const])
    drafts.push(serverDraft(at + minute * MINUTE, 'Criterion Answered', { criterion, value, source }))
  }
  const authority = ['director', 'vp', 'c-level'].includes(person.seniority)
  const known = 0.45 + 0.5 * person.intent
  say('need', random.pick(NEEDS), 31)
  if (most > 1 && random.chance(known)) say('budget', budgetOf(random, person), 32)
  if (most > 1 && random.chance(known))
    say('authority', authority ? 'decides' : random.pick(['influences', 'none']), 33)
  if (most > 1 && random.chance(known)) {
    say('timing', Math.max(1, Math.floor(random.exponential(2 + 9 * (1 - person.intent)))), 34)
  }
}

function budgetOf(random: Random, person: Person): number {
  const employees = person.company?.employees ?? 10
  const want = Math.min(employees, 1200) * random.between(40, 160) * (0.4 + person.fit)
  return Math.max(500, Math.floor(want / 500) * 500)
}

/** Some of those who were left lying, rejected or lost return by themselves after a rest. */
function comeBack(random: Random, person: Person, endedAt: number, drafts: Draft[]): Trigger | null {
  if (!random.chance(0.5 * person.intent)) return null
  const restedUntil = wholeMs(endedAt + (45 + random.exponential(45)) * DAY)
  const visits = returnVisits(random, person, restedUntil)
  drafts.push(...visits)
  const raised = visits.find((draft) => draft.name === 'Demo Requested')
  const lastAt = Math.max(...visits.map((draft) => draft.at))
  return { at: raised?.at ?? lastAt, raised: raised !== undefined }
}
