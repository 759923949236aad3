/**
 * What sales does with a lead, and what becomes of it. Sales picks leads up by the company's old habit (hand raises,
 * or a pile of activity), at working hours, with delays; some are left lying and some judged wrongly. What a lead becomes
 * depends on hidden fit and intent alone, so an agreement that sees those better really is better.
 */
import { DAY, HOUR, MINUTE, wholeMs, workingTime } from './calendar.ts'
import { serverDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { returnVisits } from './journey.ts'
import type { Person } from './people.ts'
import { clamp } from './random.ts'
import type { Random } from './random.ts'
import { seatsOf } from './sessions.ts'

export type Outcome = 'won' | 'lost' | 'rejected' | 'ignored' | 'not-worked'

export interface SalesStory {
  readonly drafts: readonly Draft[]
  readonly outcome: Outcome
  /** When the outcome was settled; null where sales never did anything. */
  readonly settledAt: number | null
  readonly passes: number
}

/** Berlin, where Northbeam's sales team sits. */
const SALES_OFFSET = 1
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
    drafts.push(...made.drafts)
    story = { drafts, outcome: made.outcome, settledAt: made.endedAt, passes: pass }
    if (made.outcome === 'won') {
      drafts.push(...afterWin(random, person, made.endedAt, made.amount))
      break
    }
    trigger = comeBack(random, person, made.endedAt, drafts)
  }
  return story
}

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
  const decidedAt = workingTime(
    random,
    trigger.at + random.exponential(trigger.raised ? 4 : 26) * HOUR,
    SALES_OFFSET,
  )
  // Reps see fit well and intent through a fog; the fog is what makes wrong rejections.
  const impression = 0.45 * person.fit + 0.55 * clamp(person.intent + 0.22 * random.normal(), 0, 1)
  const threshold = trigger.raised ? 0.16 : 0.24
  if (impression < threshold) {
    return ended([rejection(random, person, decidedAt)], 'rejected', decidedAt)
  }
  const drafts = [serverDraft(decidedAt, 'Handoff Accepted')]
  const reached = reachOut(random, person, decidedAt, drafts)
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
  return runDeal(random, person, metAt, wins, drafts)
}

function rejection(random: Random, person: Person, at: number): Draft {
  const reason =
    person.fit < 0.2
      ? random.weighted([['not-a-fit', 7] as const, ['no-budget', 3] as const])
      : random.weighted([['bad-timing', 6] as const, ['no-budget', 3] as const, ['not-a-fit', 1] as const])
  return serverDraft(at, 'Handoff Rejected', { reason })
}

interface Reached {
  readonly connectedAt: number | null
  readonly lastAt: number
}

/** Up to seven attempts on three channels, a day or two apart. */
function reachOut(random: Random, person: Person, from: number, drafts: Draft[]): Reached {
  const answers = 0.12 + 0.5 * person.intent
  let at = from
  for (let attempt = 0; attempt < 7; attempt++) {
    const wait = attempt === 0 ? random.exponential(3) * HOUR : (0.8 + random.exponential(1.2)) * DAY
    at = workingTime(random, at + wait, SALES_OFFSET)
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
    drafts.push(serverDraft(at + (2 + random.below(25)) * MINUTE, 'Meeting Booked'))
    at = workingTime(random, at + (1 + random.exponential(3)) * DAY, SALES_OFFSET)
    if (random.chance(0.82)) {
      drafts.push(serverDraft(at, 'Meeting Held', { minutes: 20 + 5 * random.below(9) }))
      return at
    }
    drafts.push(serverDraft(at, 'Meeting Missed'))
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

/** Twenty to a hundred and twenty days from the meeting to signature or loss. */
function runDeal(random: Random, person: Person, metAt: number, wins: boolean, drafts: Draft[]): Worked {
  const currency = person.company?.region === 'americas' ? 'USD' : 'EUR'
  const amount = seatsOf(random, person) * (180 + 20 * random.below(10))
  const length = (20 + Math.min(100, random.exponential(30))) * DAY
  const at = (share: number): number => workingTime(random, metAt + length * share, SALES_OFFSET)
  drafts.push(serverDraft(metAt + 90 * MINUTE, 'Opportunity Opened', { amount, currency }))
  if (random.chance(0.8))
    drafts.push(serverDraft(at(0.25), 'Demo Attended', { minutes: 30 + 5 * random.below(7) }))
  drafts.push(serverDraft(at(0.45), 'Pricing Discussed'))
  const proposed = Math.floor(amount * random.between(0.85, 1.05))
  const endedAt = at(1)
  if (wins || random.chance(0.7)) drafts.push(serverDraft(at(0.6), 'Proposal Sent', { amount: proposed }))
  if (wins) {
    drafts.push(serverDraft(endedAt, 'Opportunity Won', { amount: proposed, currency }))
    return { drafts, outcome: 'won', endedAt, amount: proposed }
  }
  const reason = random.weighted(LOSSES)
  drafts.push(serverDraft(endedAt, 'Opportunity Lost', { reason }))
  return { drafts, outcome: 'lost', endedAt, amount: 0 }
}

const LOSSES: readonly (readonly [string, number])[] = [
  ['price', 3],
  ['no-decision', 4],
  ['competitor', 3],
  ['missing-feature', 1],
]

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

function afterWin(random: Random, person: Person, wonAt: number, amount: number): Draft[] {
  const drafts: Draft[] = []
  if (random.chance(0.14))
    drafts.push(serverDraft(wholeMs(wonAt + random.between(40, 200) * DAY), 'Referral Made'))
  for (let year = 1; year <= 3 && random.chance(0.6 + 0.35 * person.fit); year++) {
    const renewedAt = workingTime(random, wonAt + year * 365 * DAY, SALES_OFFSET)
    drafts.push(
      serverDraft(renewedAt, 'Customer Renewed', { amount: Math.floor(amount * (1 + 0.04 * year)) }),
    )
  }
  return drafts
}
