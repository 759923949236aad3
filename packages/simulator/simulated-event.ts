/** What the simulator sends: the server's incoming event without its source. */
import type { Fields, Trust } from '@baton/engine'

export interface SimulatedEvent {
  readonly messageId: string
  readonly name: string
  readonly occurredAt: number
  readonly receivedAt: number
  readonly trust: Trust
  readonly properties: Readonly<Record<string, unknown>>
  readonly context: Readonly<Record<string, unknown>>
  readonly identity: { readonly userId?: string; readonly anonymousId?: string; readonly email?: string }
  readonly lead?: Fields
  readonly company?: { readonly id?: string; readonly domain?: string; readonly fields: Fields }
  readonly identified: boolean
}
