/** What became of sends, and what holds mail back, in words. */
import type { SendingOverview, SendList } from '@baton/protocol'
import { sayCounted, sayShortDuration } from '@baton/words'
import type { OpenState } from '../../api/sends-query.ts'

export type OpenSend = SendList['data'][number]

export const OPEN_STATES: readonly OpenState[] = ['unknown', 'failed', 'parked']

export const OPEN_WORDS: Readonly<Record<OpenState, { readonly name: string; readonly about: string }>> = {
  unknown: {
    name: 'Unknown',
    about: 'Handed over, and no answer came: they may have arrived. None is sent again by itself.',
  },
  failed: { name: 'Failed', about: 'Refused, or tried for days. They did not arrive.' },
  parked: { name: 'Put aside', about: 'Not sent, until what is wrong with the mail is mended.' },
}

const REASONS: Readonly<Record<string, string>> = {
  'no answer': 'The mail server did not answer after it had the letter',
  'worker lost': 'Baton stopped while it was handed over',
  refused: 'Refused',
  letter: 'The letter could not be made',
  breaker: 'The mail is held back',
  'by hand': 'Settled by hand',
}

export function sayWhatHappened({ reason, attempts }: Pick<OpenSend, 'reason' | 'attempts'>): string {
  if (reason === 'gave up') return `Given up after ${sayCounted(attempts, 'attempt')}`
  return REASONS[reason] ?? reason
}

/** When the next of those that wait leaves. */
export function sayNext(nextAt: string | null, now: number): string {
  if (nextAt === null) return 'Nothing waits'
  const left = Date.parse(nextAt) - now
  return left < 1000 ? 'The next leaves now' : `The next leaves in ${sayShortDuration(left)}`
}

const GROUPS: Readonly<Record<string, string>> = {
  all: 'All mail',
  gmail: 'Gmail',
  microsoft: 'Microsoft',
  yahoo: 'Yahoo',
  other: 'Other mail servers',
}

export function sayGroup(group: string): string {
  return GROUPS[group] ?? group
}

/** A group of mail servers that asked for less. */
export function sayGate({ share, closedUntil }: SendingOverview['gates'][number], now: number): string {
  const rate = `${Math.round(share * 100)} % of the rate`
  if (closedUntil === null) return `${rate}, and a little more every quarter of an hour`
  return `nothing for ${sayShortDuration(Math.max(0, Date.parse(closedUntil) - now))}, then ${rate}`
}

/** How far a domain came with warming up. */
export function sayWarmUp({ sent, allowed, day, days }: SendingOverview['domains'][number]): string {
  if (allowed === null) return `${sayCounted(sent, 'mail')} today, as many as the rates let through`
  return `${sayCounted(sent, 'mail')} of ${allowed} today, step ${day} of ${days}`
}

const PROVIDERS: Readonly<Record<string, string>> = {
  generic: 'Your own program',
  ses: 'Amazon SES, by SNS',
  postmark: 'Postmark',
  mailgun: 'Mailgun',
  sendgrid: 'SendGrid',
}

export function sayProvider(provider: string): string {
  return PROVIDERS[provider] ?? provider
}
