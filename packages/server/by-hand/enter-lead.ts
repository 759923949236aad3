/**
 * A lead that somebody enters: what they say becomes events like any other. Where the address is known the lead that has it is
 * used, and whoever entered it is told so.
 */
import type { Fields } from '@baton/engine'
import type { EnteredLead, LeadEntered } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadInReach } from '../access/index.ts'
import { type ActServices, type IncomingEvent, type Intake } from '../events/index.ts'
import { plainPhone } from '../identities/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { openProspect } from './open-prospect.ts'

export interface HandServices {
  readonly pool: pg.Pool
  readonly intake: Intake
  readonly acts: ActServices
  /** Where entries by hand come from. */
  readonly sourceId: string
}

const NAMES = {
  prospect: 'Lead Identified',
  call: 'Call Received',
  chat: 'Chat Started',
  meeting: 'Meeting Requested',
  other: 'Lead Identified',
} as const satisfies Record<EnteredLead['how'], string>

/** @throws Refusal `invalid_request` */
export async function enterLead(
  services: HandServices,
  access: Access,
  entered: EnteredLead,
): Promise<LeadEntered> {
  const { pool, intake, sourceId } = services
  const now = Date.now()
  const identities = await identitiesOf(pool, entered)
  const before = await leadOf(pool, identities.known)
  const mayState = before === null || (await reaches(pool, access, before))
  const by = access.kind === 'person' ? access.person.id : undefined
  const event: IncomingEvent = {
    sourceId,
    messageId: `hand:${by ?? 'key'}:${entered.id}`,
    name: NAMES[entered.how],
    occurredAt: momentOf(entered, now),
    receivedAt: now,
    trust: 'server',
    identity: identities.given,
    properties: { ...(entered.note && { note: entered.note }), ...(by && { by }) },
    // Of a lead that they may not open they do not say who it is.
    ...(mayState && factsOf(entered, identities.phone)),
  }
  const [receipt] = await intake.accept([event])
  if (typeof receipt === 'object') throw new Refusal('invalid_request', `${receipt.detail}.`)
  const lead = await leadOfEvent(pool, event)
  const isKnown = before !== null && receipt !== 'duplicate'
  const opened =
    entered.how === 'prospect' ? await openProspect(services.acts, access, lead, entered.id) : null
  const owner = await ownerOf(pool, lead)
  return {
    lead,
    known: isKnown,
    inReach: await reaches(pool, access, lead),
    owner,
    say: [isKnown ? 'There was a lead with this address already; it was used.' : 'Entered.', opened]
      .filter((part) => part !== null)
      .join(' '),
  }
}

interface Identities {
  /** What leads may be known by already, the surest first. */
  readonly known: readonly (readonly [kind: 'email' | 'external', value: string])[]
  readonly given: IncomingEvent['identity']
  readonly phone: string | null
}

/**
 * A telephone names a lead where there is no address, or where one was entered by it before: two people of one company may
 * share a number, and an address is surer.
 */
async function identitiesOf(pool: pg.Pool, { email, phone }: EnteredLead): Promise<Identities> {
  const number = phone === undefined ? null : plainPhone(phone, null)
  if (phone !== undefined && number === null)
    throw new Refusal(
      'invalid_request',
      `phone: found “${phone}”, expected a number with its country code, such as +49 30 1234567.`,
    )
  const external = number === null ? null : (['external', `phone:${number}`] as const)
  if (email === undefined) return { known: [external!], given: { externalId: external![1] }, phone: number }
  const address = ['email', email.trim().toLowerCase()] as const
  const isNew = (await leadOf(pool, [address])) === null
  const both = isNew && external !== null && (await leadOf(pool, [external])) !== null
  return {
    known: both ? [address, external] : [address],
    given: { email, ...(both && { externalId: external[1] }) },
    phone: number,
  }
}

function momentOf({ at }: EnteredLead, now: number): number {
  if (at === undefined) return now
  const moment = Date.parse(at)
  if (moment <= now && moment >= 0) return moment
  throw new Refusal('invalid_request', `at: found ${at}, expected a moment that has been.`)
}

function factsOf(
  { name, title, company }: EnteredLead,
  phone: string | null,
): Pick<IncomingEvent, 'lead' | 'company'> {
  const lead: Fields = { ...(name && { name }), ...(title && { title }), ...(phone && { phone }) }
  return {
    ...(Object.keys(lead).length > 0 && { lead }),
    ...(company && { company: { fields: { name: company } } }),
  }
}

async function leadOf(
  pool: pg.Pool,
  identities: readonly (readonly [kind: string, value: string])[],
): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id
     from unnest($1::text[], $2::text[]) with ordinality as w(kind, value, rank) join identities i using (kind, value)
       join leads l on l.id = i.lead_id order by w.rank limit 1`,
    [identities.map(([kind]) => kind), identities.map(([, value]) => value)],
  )
  return rows[0]?.id ?? null
}

async function leadOfEvent(pool: pg.Pool, { sourceId, messageId }: IncomingEvent): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id from events e join leads l on l.id = e.lead_id
     where e.source_id = $1 and e.message_id = $2`,
    [sourceId, messageId],
  )
  return rows[0]!.id
}

async function reaches(pool: pg.Pool, access: Access, lead: string): Promise<boolean> {
  try {
    await leadInReach(pool, access, lead)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return false
    throw error
  }
}

async function ownerOf(pool: pg.Pool, lead: string): Promise<LeadEntered['owner']> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    'select p.id, p.name from leads l join people p on p.id::text = l.owner where l.id = $1',
    [lead],
  )
  return rows[0] ?? null
}
