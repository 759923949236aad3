/** From the meeting to signature or loss: the opportunity, what is objected, what is proposed; and what follows a win. */
import { DAY, HOUR, MINUTE, SALES_OFFSET, wholeMs, workingTime } from './calendar.ts'
import { DEMO_PLAYS } from './demo-plays.ts'
import { serverDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { seatsOf } from './sessions.ts'

export interface Deal {
  readonly outcome: 'won' | 'lost'
  readonly endedAt: number
  readonly amount: number
}

/** Twenty to a hundred and twenty days from the meeting to signature or loss. */
export function runDeal(random: Random, person: Person, metAt: number, wins: boolean, drafts: Draft[]): Deal {
  const currency = person.company?.region === 'americas' ? 'USD' : 'EUR'
  // A year of seats.
  const amount = seatsOf(random, person) * 12 * (45 + 2 * random.below(12))
  const length = (20 + Math.min(100, random.exponential(30))) * DAY
  const at = (share: number): number => workingTime(random, metAt + length * share, SALES_OFFSET)
  const closes_on = new Date(metAt + length).toISOString().slice(0, 10)
  const opening = { amount, currency, stage: 'discovery', products: random.pick(PRODUCTS), closes_on }
  const moveTo = (time: number, stage: string, next_step: string): void => {
    drafts.push(serverDraft(time, 'Opportunity Changed', { stage, next_step }))
  }
  drafts.push(serverDraft(metAt + 90 * MINUTE, 'Opportunity Opened', opening))
  if (random.chance(0.8)) {
    const shownAt = at(0.25)
    drafts.push(serverDraft(shownAt, 'Demo Attended', { minutes: 30 + 5 * random.below(7) }))
    moveTo(shownAt + 2 * HOUR, 'evaluation', 'Trial on their own data')
  }
  if (random.chance(0.5)) drafts.push(objection(random, at(0.4)))
  drafts.push(serverDraft(at(0.45), 'Pricing Discussed'))
  const proposed = Math.floor(amount * random.between(0.85, 1.05))
  const endedAt = at(1)
  if (wins || random.chance(0.7)) {
    const sentAt = at(0.6)
    drafts.push(serverDraft(sentAt, 'Proposal Sent', { kind: 'proposal', amount: proposed, currency }))
    moveTo(sentAt + 10 * MINUTE, 'proposal', 'Hear what their board says')
    if (wins || random.chance(0.5)) moveTo(at(0.85), 'negotiation', 'Agree on terms')
  }
  if (wins) {
    drafts.push(serverDraft(endedAt, 'Opportunity Won', { amount: proposed, currency }))
    return { outcome: 'won', endedAt, amount: proposed }
  }
  const reason = random.weighted(LOSSES)
  drafts.push(serverDraft(endedAt, 'Opportunity Lost', { reason }))
  return { outcome: 'lost', endedAt, amount: 0 }
}

const PRODUCTS = ['Flow', 'Flow and Audit', 'Flow and Forecast', 'Suite']

function objection(random: Random, at: number): Draft {
  const play = random.weighted(DEMO_PLAYS.map((one) => [one, one.weight] as const))
  return serverDraft(at, 'Objection Raised', { objection: play.id, answered: random.chance(play.answered) })
}

const LOSSES: readonly (readonly [string, number])[] = [
  ['price', 3],
  ['no-decision', 4],
  ['competitor', 3],
  ['missing-feature', 1],
]

export function afterWin(random: Random, person: Person, wonAt: number, amount: number): Draft[] {
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
