/** What is done with rows about people who were known before the import began: all they say, only what is new, or nothing. */
import type { Fields } from '@baton/engine'
import type { ImportMapping } from '@baton/protocol'
import type pg from 'pg'
import type { IncomingEvent } from '../events/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'

export type Handling = ImportMapping['known']

interface KnownPerson {
  /** Names of lead and company facts that are known, `lead.title`. */
  readonly facts: ReadonlySet<string>
}

/** The identities of an event that can be known, the strongest first. */
export function namesOf({ userId, externalId, email }: IncomingEvent['identity']): readonly string[] {
  return [
    ...(userId === undefined ? [] : [`user ${userId}`]),
    ...(externalId === undefined ? [] : [`external ${externalId}`]),
    ...(email === undefined ? [] : [`email ${email.trim().toLowerCase()}`]),
  ]
}

/** Those of the names that lead to somebody of whom something was known before that moment; what was taken back is not. */
export async function knownPeople(
  pool: pg.Pool,
  names: readonly string[],
  before: Date,
): Promise<ReadonlyMap<string, KnownPerson>> {
  // What cannot be stored names nobody.
  const storable = names.filter((name) => !name.includes('\0') && name.isWellFormed())
  const split = storable.map(
    (name) => [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)] as const,
  )
  const { rows } = await pool.query<{ name: string; lead: Fields | null; company: Fields | null }>(
    `select i.kind || ' ' || i.value as name, l.state::json -> 'lead' as lead, l.state::json -> 'company' as company
     from unnest($1::text[], $2::text[]) as g(kind, value) join identities i using (kind, value)
       join leads o on o.id = i.lead_id join leads l on l.id = coalesce(o.joined_to, o.id)
     where l.created_at < $3 and exists (
       select 1 from leads p join events e on e.lead_id = p.id
       where (p.id = l.id or p.joined_to = l.id) and e.counts and e.received_at < $3)`,
    [textArray(split.map(([kind]) => kind)), textArray(split.map(([, value]) => value)), before],
  )
  return new Map(
    rows.map(({ name, lead, company }) => [
      name,
      { facts: new Set([...factsOf('lead', lead), ...factsOf('company', company)]) },
    ]),
  )
}

function factsOf(subject: string, facts: Fields | null): readonly string[] {
  return Object.keys(facts ?? {}).map((name) => `${subject}.${name}`)
}

export interface Treated<Event> {
  readonly events: readonly Event[]
  /** Places of those that are left out. */
  readonly skipped: ReadonlySet<number>
}

/** In their order; what is left out keeps its place as null would, so that places still name rows. */
export async function treatKnown<Event extends Pick<IncomingEvent, 'identity' | 'lead' | 'company'>>(
  pool: pg.Pool,
  handling: Handling,
  events: readonly Event[],
  startedAt: Date,
): Promise<Treated<Event>> {
  if (handling === 'update') return { events, skipped: new Set() }
  const names = events.map(({ identity }) => namesOf(identity))
  const known = await knownPeople(pool, [...new Set(names.flat())], startedAt)
  const skipped = new Set<number>()
  const treated = events.map((event, index) => {
    const name = names[index]!.find((one) => known.has(one))
    if (name === undefined) return event
    if (handling === 'skip') skipped.add(index)
    return handling === 'skip' ? event : onlyNews(event, known.get(name)!)
  })
  return { events: treated, skipped }
}

function onlyNews<Event extends Pick<IncomingEvent, 'lead' | 'company'>>(
  event: Event,
  { facts }: KnownPerson,
): Event {
  const { lead, company, ...rest } = event
  const news = (subject: string, fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !facts.has(`${subject}.${name}`)))
  return {
    ...rest,
    ...(lead && { lead: news('lead', lead) }),
    ...(company && { company: { ...company, fields: news('company', company.fields) } }),
  } as Event
}
