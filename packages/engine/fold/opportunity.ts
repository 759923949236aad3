/** The deal on the table: what sales says about it. Nothing is concluded from it. */
import type { LeadEvent } from '../event.ts'
import type { OpportunityState } from './lead-state.ts'
import { asValue } from './matches.ts'
import type { Step } from './step.ts'

/** What events say about a deal, with the property that says it. */
const TEXTS = {
  currency: 'currency',
  stage: 'stage',
  products: 'products',
  nextStep: 'next_step',
  nextStepOn: 'next_step_on',
  closesOn: 'closes_on',
} as const

type Said = Pick<OpportunityState, 'amount' | keyof typeof TEXTS>

const NOTHING_SAID: Said = {
  amount: null,
  currency: null,
  stage: null,
  products: null,
  nextStep: null,
  nextStepOn: null,
  closesOn: null,
}

/** Longer texts are cut: they belong into notes. */
const TEXT_MAX = 500

export function openOpportunity(step: Step, event: LeadEvent): void {
  const { at } = step
  const since = { openedAt: at, event: event.id, stageSince: at, changedAt: at, proposalSentAt: null }
  step.state = { ...step.state, opportunity: { ...NOTHING_SAID, ...saidBy(event), ...since } }
}

/** Changes what the event names, and nothing else; null clears it. A win settles the amount, a proposal only its moment. */
export function changeOpportunity(step: Step, event: LeadEvent): void {
  const { opportunity } = step.state
  if (!opportunity) return
  if (event.name === 'Proposal Sent') {
    step.state = { ...step.state, opportunity: { ...opportunity, proposalSentAt: step.at } }
    return
  }
  const said = saidBy(event)
  const changes: Partial<Said> =
    event.name !== 'Opportunity Won'
      ? said
      : typeof said.amount === 'number'
        ? { amount: said.amount, ...(said.currency && { currency: said.currency }) }
        : {}
  const names = Object.keys(changes) as (keyof Said)[]
  if (names.every((name) => changes[name] === opportunity[name])) return
  const changed = { ...opportunity, ...changes, changedAt: step.at }
  const stageSince = changed.stage === opportunity.stage ? opportunity.stageSince : step.at
  step.state = { ...step.state, opportunity: { ...changed, stageSince } }
}

function saidBy({ properties }: LeadEvent): Partial<Said> {
  const said: { -readonly [Name in keyof Said]?: Said[Name] } = {}
  if (Object.hasOwn(properties, 'amount')) {
    const amount = amountOf(properties.amount)
    if (amount !== undefined) said.amount = amount
  }
  for (const name of Object.keys(TEXTS) as (keyof typeof TEXTS)[]) {
    const property = properties[TEXTS[name]]
    const value = asValue(property)
    if (value !== null) said[name] = value === '' ? null : String(value).slice(0, TEXT_MAX)
    else if (property === null) said[name] = null
  }
  return said
}

/** `"12000"` is 12000; what is no amount says nothing. */
function amountOf(property: unknown): number | null | undefined {
  if (property === null) return null
  const value = asValue(property)
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : undefined
}
