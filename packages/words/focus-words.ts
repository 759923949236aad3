/** Where to focus, in sentences; traits, claims and leaks in words. */
import type { Stage } from '@baton/engine'
import type { Advice, AdviceKind, Claim, FocusStage, Leak, NoFigure, Trait } from '@baton/engine/reports'
import { sayStage } from './names.ts'
import { sayCount, sayPercent } from './numbers.ts'
import { sayDimension, sayDimensionValue } from './reports.ts'

type StageNames = Readonly<Partial<Record<Stage, string>>>

const NEXT: Readonly<Record<FocusStage, Stage>> = {
  lead: 'mql',
  mql: 'sal',
  sal: 'sql',
  sql: 'opportunity',
  opportunity: 'customer',
}

/** `Lead to Marketing qualified`. */
export function sayStep(step: FocusStage, names: StageNames = {}): string {
  return `${sayStage(step, names)} to ${sayStage(NEXT[step], names)}`
}

const KINDS: Readonly<Record<AdviceKind, string>> = {
  'more-and-better-mqls': 'More and better MQLs.',
  'work-mqls': 'Work the MQLs that there are.',
  'convert-sqls': 'Convert more of the SQLs.',
  'too-few-to-say': 'Too few to say where to focus.',
}

/** The advice in a sentence. */
export function sayAdvice({ kind }: Pick<Advice, 'kind'>): string {
  return KINDS[kind]
}

type Money = (amount: number) => string

/** The reason: what a tenth of those lost would be worth, with its range, and how sure it is that this step is the one. */
export function sayReasonOfAdvice(advice: Advice, money: Money, names: StageNames = {}): string {
  const { step, gain, unit, certainty, unsaid, runnerUp } = advice
  if (step === null || gain === null) return 'Nobody was won, or nobody was lost on the way.'
  const say = unit === 'revenue' ? money : (customers: number) => `${sayCount(customers)} customers`
  const worth = `If a tenth of those lost from ${sayStep(step, names)} went on instead, it would bring about ${say(gain.value)} more (${say(gain.low)} to ${say(gain.high)})`
  const sure = `It is the step with the most to win in ${sayPercent(certainty)} of a thousand resamples`
  const next =
    runnerUp === null
      ? ''
      : `; next is ${sayStep(runnerUp.step, names)} with about ${say(runnerUp.gain.value)}`
  switch (unsaid) {
    case 'customers':
      return `${worth}, but fewer than twenty customers stand behind that.`
    case 'decided':
      return `${worth}, but fewer than twenty were decided at that step.`
    case 'close':
      return `${worth}. ${sure}${next}: too close to choose between them.`
    default:
      return `${worth}. ${sure}${next}.`
  }
}

/** What would change the advice. */
export function sayChangeOfAdvice(
  { whatWouldChange, runnerUp }: Advice,
  names: StageNames = {},
): string | null {
  if (whatWouldChange === null || runnerUp === null) return null
  return `From a conversion of ${sayPercent(whatWouldChange.conversionNeeded)} at ${sayStep(whatWouldChange.step, names)} on, all else as it is, ${sayStep(runnerUp.step, names)} would be the step with the most to win.`
}

const LEAKS: Readonly<Record<Leak, string>> = {
  rejected: 'turned down by sales',
  returned: 'given back by sales',
  overdue: 'clock ran out',
  lost: 'lost',
  disqualified: 'disqualified',
  quiet: 'quiet for 90 days',
}

export function sayLeak(leak: Leak): string {
  return LEAKS[leak]
}

export function sayTrait(trait: Trait): string {
  switch (trait.kind) {
    case 'fact':
      return `${sayDimension(trait.dimension)}: ${sayDimensionValue(trait.dimension, trait.value)}`
    case 'did':
      return `Did: ${trait.event}`
    case 'took':
      return `Took: ${trait.content}`
    default:
      return trait satisfies never
  }
}

const CLAIMS: Readonly<Record<string, readonly [claim: string, own: string]>> = {
  'leads-never-convert': [
    'of marketing leads never convert into sales',
    'of those who came and were followed that long are no customers',
  ],
  'mail-open-rate': ['is a good open rate of mails', 'of those who came opened a mail'],
  'content-leads': ['as many leads come from content marketing as from outbound', 'as many'],
  'content-cost': ['lower is the cost of content marketing', 'lower'],
  'webinars-favoured': [
    'of B2B marketers say that webinars bring the best leads',
    'of those who became sales qualified had been in a webinar before',
  ],
}

/** `79 % of marketing leads never convert into sales`: what a text claims. */
export function sayClaim({ key, claimed: { low, high, unit } }: Pick<Claim, 'key' | 'claimed'>): string {
  const say = unit === 'share' ? sayPercent : (times: number) => `${times} times`
  const number = low === high ? say(low) : `${say(low)} to ${say(high)}`
  return `${number} ${CLAIMS[key]?.[0] ?? key}`
}

/** What one's own number beside the claim is of. */
export function sayOwnOfClaim({ key }: Pick<Claim, 'key'>): string {
  return CLAIMS[key]?.[1] ?? ''
}

const NO_FIGURES: Readonly<Record<NoFigure, string>> = {
  'nobody-followed': 'Nobody has been followed for long enough.',
  'mails-sent-not-known': 'Who was sent a mail is not known here.',
  'not-told-apart': 'Leads and spend do not say what is content marketing and what is outbound.',
  'no-webinars': 'Nobody was in a webinar that was told of.',
}

export function sayNoFigure(why: NoFigure): string {
  return NO_FIGURES[why]
}
