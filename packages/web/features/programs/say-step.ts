/** Steps in words. */
import type { Audience } from '@baton/engine/audience'
import type { Program, ProgramStep, Tone } from '@baton/engine/program'
import type { LeftBecause, ProgramState, ProgramWords } from '@baton/protocol'
import { sayCondition, sayList } from '@baton/words'

export const KIND_NAMES: Readonly<Record<ProgramStep['kind'], string>> = {
  send: 'Send a mail',
  wait: 'Wait',
  'wait-for': 'Wait for something',
  branch: 'Branch',
  split: 'Split test',
  set: 'Set a field',
  tell: 'Tell somebody',
  webhook: 'Call a webhook',
}

export const TONE_NAMES: Readonly<Record<Tone, string>> = {
  teach: 'Teach',
  compare: 'Compare',
  prove: 'Prove',
  offer: 'Offer',
}

export const STATE_NAMES: Readonly<Record<ProgramState, string>> = {
  draft: 'Draft',
  running: 'Running',
  paused: 'Paused',
  ended: 'Ended',
}

export const KINDS_OF_PROGRAM: Readonly<Record<Program['kind'], string>> = {
  marketing: 'Marketing: rests while sales has the lead',
  sales: 'Sales-led: under its owner’s name, while sales has the lead',
  customers: 'Customers: after won',
}

export const WHY_LEFT: Readonly<Record<LeftBecause, string>> = {
  goal: 'Goal met',
  leave: 'Left by its own rule',
  end: 'Came to the end',
  sales: 'Sales gave the lead back',
  'by-hand': 'Taken out by hand',
  merged: 'Went on as another lead',
  erased: 'Erased',
  ended: 'The program was ended',
}

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `3 days`: as the language has it. */
export function durationText(ms: number): string {
  const [name, unit] = UNITS.find(([, length]) => ms % length === 0) ?? ['minute', 60_000]
  const count = ms / unit
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

export function sayStep(step: ProgramStep, words: ProgramWords | undefined): string {
  switch (step.kind) {
    case 'send':
      return `Send ${words?.mails.find(({ id }) => id === step.mail)?.name ?? step.mail}`
    case 'wait':
      return `Wait ${durationText(step.ms)}`
    case 'wait-for':
      return `Wait up to ${durationText(step.upToMs)} for: ${sayAudience(step.until)}`
    case 'branch':
      return `Branch in ${step.ways.length}`
    case 'split':
      return `Split in ${step.arms.length}, compared by ${step.by === 'goal' ? 'goals met' : 'clicks'}`
    case 'set':
      return `Set ${step.field} to ${String(step.to)}`
    case 'tell':
      return `Tell ${step.to.kind === 'owner' ? 'the owner' : `team ${step.to.team}`}: ${step.text}`
    case 'webhook':
      return `Call the webhook ${step.webhook}`
  }
}

/** A condition in words; `nested` where it stands within others. */
export function sayAudience(audience: Audience, nested = false): string {
  switch (audience.kind) {
    case 'holds':
      return sayCondition(audience.condition, nested)
    case 'stage':
      return `stage ${sayList(audience.stages)}`
    case 'persona':
      return `persona ${sayList(audience.personas)}`
    case 'segment':
      return `in segment ${audience.segment}`
    case 'not':
      return `not ${sayAudience(audience.part, true)}`
    case 'all':
    case 'any': {
      const joiner = audience.kind === 'all' ? 'and' : 'or'
      const said = sayList(
        audience.parts.map((part) => sayAudience(part, true)),
        joiner,
      )
      return nested && audience.parts.length > 1 ? `(${said})` : said
    }
  }
}

export function sayWay(when: Audience | null): string {
  return when === null ? 'Everybody else' : sayAudience(when)
}

/** What happened in a pass. */
export function sayWhat(what: string, detail: Readonly<Record<string, unknown>>): string {
  switch (what) {
    case 'entered':
      return detail['heldOut'] === true ? 'Entered, held out' : 'Entered'
    case 'send':
      return saySend(String(detail['mail']), detail)
    case 'passed-over':
      return `Passed over${sayNotDone(detail)}`
    case 'passed':
      return typeof detail['arm'] === 'string' ? `Went the way ${detail['arm']}` : 'Went on'
    case 'set':
      return `Set ${String(detail['field'])} to ${String(detail['to'])}`
    case 'tell':
      return `Told ${String(detail['told'])}`
    case 'webhook':
      return `Called ${String(detail['webhook'])}`
    case 'paused':
      return 'Paused: sales has the lead'
    case 'resumed':
      return 'Goes on: sales gave it back'
    case 'left':
      return `Left: ${WHY_LEFT[detail['why'] as LeftBecause].toLowerCase()}`
    default:
      return what
  }
}

/** What became of a mail that a program wanted sent. */
function saySend(mail: string, { state, reason }: Readonly<Record<string, unknown>>): string {
  const because = typeof reason === 'string' && reason !== '' ? `: ${reason}` : ''
  switch (state) {
    case 'queued':
    case 'sending':
      return `${mail} waits to be sent${because}`
    case 'suppressed':
    case 'cancelled':
    case 'failed':
      return `${mail} was not sent${because}`
    case 'parked':
      return `${mail} is held back${because}`
    case 'unknown':
      return `${mail} may have been sent: there was no answer`
    default:
      return `Sent ${mail}`
  }
}

function sayNotDone(detail: Readonly<Record<string, unknown>>): string {
  const why = detail['why'] ?? detail['notDone']
  switch (why) {
    case 'tone':
      return ': the lead has not shown what the tone asks for'
    case 'held-out':
      return ': held out'
    case 'no mail':
      return ': the mail is not ready'
    case 'no content':
      return ': nothing fits next'
    case 'nobody':
      return ': there is nobody to tell'
    case 'no webhook':
      return ': the webhook is not set'
    default:
      return ''
  }
}
