/** One simulated person from first visit to last event, with the hidden truth about them. */
import { serverDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { engagementOf } from './journey.ts'
import { personOf } from './people.ts'
import type { Kind, Person, PersonPlace } from './people.ts'
import { randomOf } from './random.ts'
import { salesOf, winChance } from './sales.ts'
import type { Outcome } from './sales.ts'
import type { SimulatedEvent } from './simulated-event.ts'
import { withOrigins } from './visit-origins.ts'

/** What only the simulator knows. Never sent; for tests and for judging how well something was learnt. */
export interface Truth {
  readonly index: number
  /** Null for somebody who stays a visitor. */
  readonly userId: string | null
  readonly kind: Kind
  readonly source: string
  readonly fit: number
  readonly companyFit: number
  readonly intent: number
  readonly winChance: number
  /** What becomes of the person, be it after the end of the stream. */
  readonly outcome: Outcome
  readonly settledAt: number | null
  /** How many times sales worked the lead. */
  readonly passes: number
}

export interface Life {
  readonly truth: Truth
  /** In order of time. */
  readonly drafts: readonly Draft[]
  readonly person: Person
  readonly identifiedAt: number | null
}

const LIFE_STREAM = 37
const ORIGIN_STREAM = 43

export function lifeOf(place: PersonPlace, arrivalDay: number): Life {
  const person = personOf(place)
  const random = randomOf(place.seed, LIFE_STREAM, place.index)
  const { drafts: engagement, identifiedAt } = engagementOf(random, person, arrivalDay, place.becomesLead)
  if (identifiedAt === null) return withTruth(place, person, engagement, null, null)
  const sales = salesOf(random, person, engagement, identifiedAt)
  return withTruth(
    place,
    person,
    [...engagement, ...identification(person, identifiedAt), ...sales.drafts],
    identifiedAt,
    sales,
  )
}

function withTruth(
  place: PersonPlace,
  person: Person,
  drafts: readonly Draft[],
  identifiedAt: number | null,
  sales: ReturnType<typeof salesOf> | null,
): Life {
  const truth: Truth = {
    index: person.index,
    userId: identifiedAt === null ? null : userIdOf(person),
    kind: person.kind,
    source: person.source.id,
    fit: person.fit,
    companyFit: place.company.fit,
    intent: person.intent,
    winChance: winChance(person),
    outcome: sales?.outcome ?? 'not-worked',
    settledAt: sales?.settledAt ?? null,
    passes: sales?.passes ?? 0,
  }
  // Array sort is stable, so what happened in one millisecond stays in the order it was told.
  const inOrder = [...drafts].sort((a, b) => a.at - b.at)
  const origins = randomOf(place.seed, ORIGIN_STREAM, place.index)
  return { truth, person, identifiedAt, drafts: withOrigins(origins, person, inOrder) }
}

/**
 * A moment after the form, its back end states who it was; then what a look-up adds about the person, and the company. The
 * look-up knows the address's provider: addresses under `.example` do not show theirs.
 */
function identification(person: Person, at: number): Draft[] {
  const stated = {
    first_name: person.firstName,
    last_name: person.lastName,
    name: `${person.firstName} ${person.lastName}`,
    email: person.email,
    title: person.title,
    country: person.country,
    source: person.source.id,
    medium: person.source.medium,
    ...(person.campaign === null ? {} : { campaign: person.campaign }),
  }
  const lookedUp = {
    seniority: person.seniority,
    department: person.department,
    email_class: person.emailClass,
  }
  const identified = [
    { ...serverDraft(at + 500, 'Lead Identified'), lead: stated },
    { ...serverDraft(at + 700, 'Lead Identified'), lead: lookedUp },
  ]
  const { company } = person
  if (company === null) return identified
  const fields = {
    name: company.name,
    domain: company.domain,
    industry: company.industry,
    employees: company.employees,
    revenue: company.revenue,
    region: company.region,
    country: company.country,
    ...(company.segment === null ? {} : { segment: company.segment }),
  }
  const known = { id: company.id, domain: company.domain, fields }
  return [...identified, { ...serverDraft(at + 900, 'Company Identified'), company: known }]
}

/** Whose draft it is. Kept apart from the drafts, which are let go once they are told. */
export type Teller = Pick<Life, 'person' | 'identifiedAt'>

/** `position` is the draft's place in the whole life, so a message id does not depend on where the stream ends. */
export function eventOf(teller: Teller, draft: Draft, position: number, run: string): SimulatedEvent {
  const { person, identifiedAt } = teller
  const known = identifiedAt !== null && draft.at >= identifiedAt
  const records = draft.lead?.email !== undefined
  const anonymousId =
    draft.device === undefined && !records
      ? undefined
      : `${run}-v${person.index}${draft.device === 1 ? 'm' : ''}`
  return {
    messageId: `${run}-${person.index}-${position}`,
    name: draft.name,
    occurredAt: draft.at,
    receivedAt: draft.at,
    trust: draft.trust,
    properties: draft.properties,
    context: draft.context ?? {},
    identity: {
      ...(known ? { userId: userIdOf(person) } : {}),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      ...(records ? { email: person.email } : {}),
    },
    ...(draft.lead === undefined ? {} : { lead: draft.lead }),
    ...(draft.company === undefined ? {} : { company: draft.company }),
    identified: known,
  }
}

function userIdOf(person: Person): string {
  return `u-${person.index + 1}`
}
