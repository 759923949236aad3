/**
 * What a file is, by the names of its columns: an export of a CRM, a list of attendees, or any list of people. Case, spaces and
 * signs do not matter. What is found is a proposal; whoever imports has the last word.
 */
import { createHash } from 'node:crypto'
import type { FileKind, ImportMapping } from '@baton/protocol'
import { guessTimeFormat } from './guess-times.ts'

export interface Detected {
  readonly kind: FileKind
  readonly mapping: ImportMapping
}

export function plainHeader(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same for every file with these columns in this order. */
export function headerHash(header: readonly string[]): string {
  return createHash('sha256').update(header.map(plainHeader).join('\n')).digest('hex')
}

/** Column names to what they mean, in English and German, as CRMs, fairs and webinar rooms write them. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  'identity.email': [
    'email',
    'e mail',
    'email address',
    'e mail adresse',
    'e mail address',
    'mail',
    'email adresse',
    'work email',
    'user email',
  ],
  'fact.lead.name': [
    'name',
    'full name',
    'ansprechpartner',
    'kontakt',
    'user name original name',
    'attendee name',
  ],
  'fact.lead.first_name': ['first name', 'firstname', 'vorname'],
  'fact.lead.last_name': ['last name', 'lastname', 'nachname', 'surname'],
  'fact.lead.phone': [
    'phone',
    'phone number',
    'telephone',
    'telefon',
    'telefonnummer',
    'mobile phone number',
    'mobile',
    'mobilephone',
    'mobil',
  ],
  'fact.lead.title': ['title', 'job title', 'jobtitle', 'position', 'funktion'],
  'fact.lead.country': ['country', 'country region', 'land', 'country code'],
  'fact.lead.linkedin': ['linkedin', 'linkedin url', 'linkedin bio'],
  'fact.lead.source': ['original source', 'lead source', 'leadsource', 'source', 'quelle', 'herkunft'],
  'fact.company.name': [
    'company',
    'company name',
    'company account',
    'account name',
    'firma',
    'unternehmen',
    'organization',
    'organisation',
    'associated company',
  ],
  'company.domain': ['website', 'website url', 'domain', 'company domain name', 'webseite'],
  'fact.company.industry': ['industry', 'branche'],
  'fact.company.employees': [
    'number of employees',
    'numberofemployees',
    'employees',
    'no of employees',
    'mitarbeiter',
  ],
  'fact.company.revenue': ['annual revenue', 'annualrevenue', 'umsatz'],
  at: [
    'date',
    'datum',
    'create date',
    'createddate',
    'created date',
    'join time',
    'registration time',
    'check in time',
    'attended at',
    'erstkontakt',
    'time',
  ],
}

/** What only one kind of file has. */
const HUBSPOT: Readonly<Record<string, string>> = {
  'record id': 'identity.id',
  'contact id': 'identity.id',
  'lifecycle stage': 'stage',
  'became a lead date': 'stage-at.lead',
  'became a marketing qualified lead date': 'stage-at.mql',
  'became a sales qualified lead date': 'stage-at.sql',
  'became an opportunity date': 'stage-at.opportunity',
  'became a customer date': 'stage-at.customer',
  'unsubscribed from all email': 'opted-out',
}
const SALESFORCE: Readonly<Record<string, string>> = {
  id: 'identity.id',
  'lead id': 'identity.id',
  status: 'stage',
  'lead status': 'stage',
  converteddate: 'stage-at.opportunity',
  'converted date': 'stage-at.opportunity',
  hasoptedoutofemail: 'opted-out',
  'email opt out': 'opted-out',
}
const WEBINAR: Readonly<Record<string, string>> = {
  'time in session minutes': 'property.minutes',
  'time in session': 'property.minutes',
  'duration minutes': 'property.minutes',
  'attendance duration': 'property.minutes',
  dauer: 'property.minutes',
  topic: 'property.title',
  webinar: 'property.title',
}
const EVENT: Readonly<Record<string, string>> = {
  event: 'property.title',
  veranstaltung: 'property.title',
  messe: 'property.title',
}

const KNOWN = new Map(
  Object.entries(MEANINGS).flatMap(([meaning, names]) => names.map((name) => [name, meaning] as const)),
)

/** `preview` are the first rows: by them is told how moments are written. */
export function detectFile(
  header: readonly string[],
  source: string,
  preview: readonly (readonly string[])[] = [],
): Detected {
  const names = header.map(plainHeader)
  const kind = kindOf(names)
  const own: Readonly<Record<string, string>> =
    kind === 'hubspot-contacts'
      ? HUBSPOT
      : kind === 'salesforce-leads'
        ? SALESFORCE
        : kind === 'webinar-attendees'
          ? WEBINAR
          : kind === 'event-attendees'
            ? EVENT
            : {}
  const taken = new Set<string>()
  const columns = names.map((name) => {
    // Beside a given name, a name is the family's.
    const isFamily = name === 'name' && names.includes('vorname') && !names.includes('nachname')
    const meaning = isFamily ? 'fact.lead.last_name' : (own[name] ?? KNOWN.get(name))
    // One column each: of two that could be meant, the first.
    if (meaning === undefined || taken.has(meaning)) return 'ignore'
    taken.add(meaning)
    return meaning
  })
  const tells =
    kind === 'webinar-attendees' ? 'Webinar Attended' : kind === 'event-attendees' ? 'Event Attended' : null
  return {
    kind,
    mapping: {
      source,
      columns,
      tells,
      times: { format: guessTimeFormat(momentsOf(columns, preview)), zone: null },
      decimal: '.',
      known: 'update',
      system: kind === 'hubspot-contacts' ? 'hubspot' : kind === 'salesforce-leads' ? 'salesforce' : null,
    },
  }
}

function momentsOf(columns: readonly string[], preview: readonly (readonly string[])[]): readonly string[] {
  const places = columns.flatMap((meaning, index) => (/^(at|stage-at\..*)$/.test(meaning) ? [index] : []))
  return preview.flatMap((cells) => places.map((place) => cells[place]?.trim() ?? ''))
}

function kindOf(names: readonly string[]): FileKind {
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name))
  if (has('lifecycle stage') || (has('record id') && has('email', 'email address'))) return 'hubspot-contacts'
  if (
    has('leadsource', 'lead source', 'company account') &&
    has('status', 'lead status', 'isconverted', 'lead owner')
  )
    return 'salesforce-leads'
  if (
    has(...Object.keys(WEBINAR)) &&
    has(
      'join time',
      'time in session minutes',
      'time in session',
      'duration minutes',
      'attendance duration',
      'webinar',
      'leave time',
    )
  )
    return 'webinar-attendees'
  if (has('check in time', ...Object.keys(EVENT))) return 'event-attendees'
  return names.some((name) => MEANINGS['identity.email']!.includes(name)) ? 'leads' : 'unknown'
}
