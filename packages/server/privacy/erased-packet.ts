/** What sales was given, without what says whom it was about. */
import type { Catalogue, Fields, Packet } from '@baton/engine'
import { erasedEvent } from './erased-event.ts'
import type { Identifiers } from './identifiers.ts'

export function erasedPacket(packet: Packet, catalogue: Catalogue, who: Identifiers): Packet {
  const facts = (lead: Fields | null, company: Fields | null) =>
    erasedEvent({ name: '', properties: {}, lead, company }, catalogue, who)
  const known = facts(packet.lead, packet.company)
  return {
    ...packet,
    lead: known.lead ?? {},
    company: known.company ?? {},
    events: packet.events.map((event) => ({
      ...event,
      properties: erasedEvent({ ...event, lead: null, company: null }, catalogue, who).properties,
    })),
  }
}
