/** Limits of sending as they are typed. */
import { readHoursLine } from '@baton/engine'
import type { SendingSettings } from '@baton/protocol'
import { isZone } from '@baton/zones'

export type LimitName = 'perDay' | 'perWeek' | 'perSecond' | 'perSecondToGroup'
export type TypedLimits = Readonly<Record<LimitName, string>>

interface Limit {
  readonly label: string
  readonly hint: string
  readonly min: number
  readonly max: number
  readonly isWhole: boolean
}

export const LIMITS: Readonly<Record<LimitName, Limit>> = {
  perDay: {
    label: 'Mails to one lead in a day',
    hint: 'From 1 to 10, in any 24 hours.',
    min: 1,
    max: 10,
    isWhole: true,
  },
  perWeek: {
    label: 'Mails to one lead in a week',
    hint: 'From 1 to 50, in any seven days.',
    min: 1,
    max: 50,
    isWhole: true,
  },
  perSecond: {
    label: 'Mails a second in all',
    hint: 'From 0.1 to 1,000.',
    min: 0.1,
    max: 1_000,
    isWhole: false,
  },
  perSecondToGroup: {
    label: 'Mails a second to one receiver',
    hint: 'To Gmail, Microsoft, Yahoo and to all others, each.',
    min: 0.1,
    max: 1_000,
    isWhole: false,
  },
}

export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[]

export function typedLimits(settings: SendingSettings): TypedLimits {
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, String(settings[name])])) as TypedLimits
}

/** What is wrong with a limit; empty where nothing is. */
export function limitProblem(name: LimitName, text: string): string {
  const { min, max, isWhole } = LIMITS[name]
  const isNumber = (isWhole ? /^\d{1,4}$/ : /^\d{1,4}(\.\d{1,3})?$/).test(text.trim())
  const value = Number(text)
  if (isNumber && value >= min && value <= max) return ''
  return `A ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`
}

export function limitsOf(typed: TypedLimits): Readonly<Record<LimitName, number>> | null {
  if (LIMIT_NAMES.some((name) => limitProblem(name, typed[name]) !== '')) return null
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, Number(typed[name])])) as Record<
    LimitName,
    number
  >
}

/** What is wrong with hours as they are typed; empty where nothing is. */
export function hoursProblem(text: string): string {
  if (text.trim() === '') return ''
  const hours = readHoursLine(text)
  if (!hours) return 'Hours look like Europe/Berlin mon-sun 08:00-20:00.'
  return isZone(hours.zone) ? '' : `“${hours.zone}” is no time zone that is known here.`
}
