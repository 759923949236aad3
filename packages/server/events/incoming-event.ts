/** An event as the intake takes it, whatever wire format, file or form it came from. */
import type { Fields, Trust } from '@baton/engine'
import type { EventRefusalCode } from '@baton/protocol'

/** Who it happened to; at least one is given. `external` is an id in the sender's own records. */
export interface Identity {
  readonly userId?: string
  readonly externalId?: string
  readonly email?: string
  readonly anonymousId?: string
}

/** What is known of whoever opened a mail or followed one of its links: the evidence of whether it was a person. */
export interface HitEvidence {
  /** Which mail it was, to whom: hits of one sending are looked at together. */
  readonly sending: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sentAt: number | null
  readonly link: string | null
  /** True for a link that no person can see. */
  readonly isTrap: boolean
  readonly method: string
  readonly userAgent: string
  readonly hasLanguage: boolean
  /** Stands for the address that it came from, and cannot be turned back into it. */
  readonly network: string | null
  /** Whether that address is of a company that rents out servers; null: not known. */
  readonly isHosted: boolean | null
}

export interface IncomingEvent {
  readonly sourceId: string
  /** With the source, what makes it one event however often it is sent. */
  readonly messageId: string
  readonly name: string
  /** Milliseconds since 1970-01-01 UTC; a moment after receipt is taken as receipt. */
  readonly occurredAt: number
  readonly receivedAt: number
  readonly trust: Trust
  readonly identity: Identity
  /** The lead itself, where Baton is the one that speaks: then it needs no identity. Nobody outside can name it. */
  readonly leadId?: string
  readonly properties: Readonly<Record<string, unknown>>
  /** Campaign, page, device: kept, not judged. */
  readonly context?: Readonly<Record<string, unknown>>
  readonly lead?: Fields
  readonly company?: { readonly id?: string; readonly domain?: string; readonly fields: Fields }
  /** Where it is a hit of a mail or a link: then it counts only once it is known to be a person's. */
  readonly hit?: HitEvidence
}

/**
 * As what a refused body was sent: a Segment message (`segment:track` where its kind stands in the address), an event of
 * PostHog, or an event as the intake takes it or stores it.
 */
export type SentForm = 'segment' | `segment:${string}` | 'posthog' | 'event' | 'canonical'

/** An event that did not get as far as that: refused where it was read. */
export interface RefusedEvent {
  readonly sourceId: string | null
  readonly receivedAt: number
  readonly code: EventRefusalCode
  readonly detail: string
  readonly messageId: string | null
  /** What was sent, as JSON. */
  readonly body: string
  readonly form: SentForm
}

/** What became of an event. `stored` is durable, counted once and judged. */
export type Receipt = 'stored' | 'duplicate' | { readonly refused: EventRefusalCode; readonly detail: string }
