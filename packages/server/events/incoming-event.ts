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
}

/** An event that did not get as far as that: refused where it was read. */
export interface RefusedEvent {
  readonly sourceId: string | null
  readonly receivedAt: number
  readonly code: EventRefusalCode
  readonly detail: string
  readonly messageId: string | null
  /** What was sent, as JSON. */
  readonly body: string
}

/** What became of an event. `stored` is durable, counted once and judged. */
export type Receipt = 'stored' | 'duplicate' | { readonly refused: EventRefusalCode; readonly detail: string }
