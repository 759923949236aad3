/** What kinds of files, standings, delimiters and choices of an import are called on the screens. */
import type { FileKind, Import, ImportMapping, ImportTry } from '@baton/protocol'
import { sayCount, sayCounted, sayShortDuration } from '@baton/words'
import type { SelectOption } from '../../ui/Select.tsx'

export const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  'hubspot-contacts': 'An export of contacts from HubSpot',
  'salesforce-leads': 'An export of leads from Salesforce',
  'webinar-attendees': 'A list of who attended a webinar',
  'event-attendees': 'A list of who came to an event',
  leads: 'A list of people',
  unknown: 'A table of no kind that is known',
}

export const STATE_NAMES: Readonly<Record<Import['state'], string>> = {
  running: 'Running',
  finished: 'Finished',
  interrupted: 'Stopped',
  failed: 'Failed',
  undoing: 'Being taken back',
  undone: 'Taken back',
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}

export function sayDelimiter(delimiter: string): string {
  return DELIMITER_NAMES[delimiter] ?? delimiter
}

/** `1,200 of 6,000 rows, 800 a second, 6 s left`: what is not known yet is not said. */
export function sayProgress(running: Import): string {
  const { rows, rowsTotal, rowsPerSecond, secondsLeft } = running
  const parts = [`${sayCount(rows)} of ${sayCounted(rowsTotal, 'row')}`]
  if (rowsPerSecond !== null) parts.push(`${sayCount(rowsPerSecond)} a second`)
  if (secondsLeft !== null) parts.push(`${sayShortDuration(Math.ceil(secondsLeft) * 1_000)} left`)
  return parts.join(', ')
}

/** What a try came to, in a sentence: `It would bring 28 new people; 2 rows would be refused.` */
export function sayOutcome(result: NonNullable<ImportTry['result']>): string {
  const { newPeople, knownPeople, skipped, rejected } = result
  const known = knownPeople - skipped
  const parts = [
    ...(newPeople > 0 || known === 0 ? [sayCounted(newPeople, 'new person', 'new people')] : []),
    ...(known > 0 ? [`more about ${sayCounted(known, 'person', 'people')} who are known`] : []),
  ]
  const refused = rejected === 0 ? '' : `; ${sayCounted(rejected, 'row')} would be refused`
  return `It would bring ${parts.join(', and ')}${refused}.`
}

/** The server's sentence, where it stands alone. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const KNOWN_CHOICES: readonly {
  readonly value: ImportMapping['known']
  readonly label: string
  readonly about: string
}[] = [
  {
    value: 'update',
    label: 'Add what they did and update facts',
    about: 'What the file says takes the place of what was known.',
  },
  {
    value: 'fill',
    label: 'Add what they did, keep known facts',
    about: 'Only facts that were missing are taken from the file.',
  },
  { value: 'skip', label: 'Leave them out', about: 'Their rows bring nothing at all.' },
]

/** A pattern that no choice names is written out. */
export const OTHER_FORMAT = 'other'

/** 3 February 2026, half past two in the afternoon, as files write it. */
export const TIME_FORMATS: readonly SelectOption[] = [
  { value: 'auto', label: '2026-02-03, with or without a time' },
  { value: 'dd.MM.yyyy', label: '03.02.2026' },
  { value: 'dd.MM.yyyy HH:mm', label: '03.02.2026 14:30' },
  { value: 'dd/MM/yyyy', label: '03/02/2026, day first' },
  { value: 'dd/MM/yyyy HH:mm', label: '03/02/2026 14:30, day first' },
  { value: 'M/d/yyyy', label: '2/3/2026, month first' },
  { value: 'M/d/yyyy h:mm a', label: '2/3/2026 2:30 PM, month first' },
  { value: 'MMM d, yyyy', label: 'Feb 3, 2026' },
  { value: 'epoch', label: 'Seconds since 1970' },
  { value: 'epoch-ms', label: 'Milliseconds since 1970' },
  { value: OTHER_FORMAT, label: 'Another pattern' },
]

export function isListedFormat(format: string): boolean {
  return format !== OTHER_FORMAT && TIME_FORMATS.some(({ value }) => value === format)
}
