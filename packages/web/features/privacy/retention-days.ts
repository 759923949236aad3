/** Days as they are typed, for each class of data. */
import type { Retention } from '@baton/protocol'

export type RetentionClass = keyof Retention
export type TypedDays = Readonly<Record<RetentionClass, string>>

export const CLASSES: Readonly<Record<RetentionClass, { readonly name: string; readonly about: string }>> = {
  visitors: {
    name: 'Unknown visitors',
    about: 'Browsers that nobody was ever known by, counted from what they did last. Then all of it goes.',
  },
  context: {
    name: 'Where events came from',
    about: 'Page, campaign and browser of each event. What was done stays, and every verdict with it.',
  },
  hits: {
    name: 'Hits of mails',
    about: 'Browser and network, by which machines are told from people. What was found out stays.',
  },
  mails: { name: 'Sent mails', about: 'To whom, when, and what they said.' },
  refused: {
    name: 'Refused events',
    about: 'What came in and could not be read, to be mended and taken in after all.',
  },
}

export const RETENTION_CLASSES = Object.keys(CLASSES) as readonly RetentionClass[]

export function typedDays(retention: Retention): TypedDays {
  return Object.fromEntries(RETENTION_CLASSES.map((name) => [name, String(retention[name])])) as TypedDays
}

/** What is wrong with a number of days; empty where nothing is. */
export function daysProblem(text: string): string {
  const days = Number(text)
  return /^\d{1,4}$/.test(text.trim()) && days >= 1 && days <= 3650 ? '' : 'A whole number from 1 to 3650.'
}

export function retentionOf(typed: TypedDays): Retention | null {
  if (RETENTION_CLASSES.some((name) => daysProblem(typed[name]) !== '')) return null
  return Object.fromEntries(RETENTION_CLASSES.map((name) => [name, Number(typed[name])])) as Retention
}
