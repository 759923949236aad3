/** A packet without what is personal: what the catalogue does not name as free of it is left out. */
import { type Catalogue, findEvent, type Packet } from '@baton/engine'

export function maskPacket(packet: Packet, catalogue: Catalogue): Packet {
  return {
    ...packet,
    lead: shown(packet.lead, catalogue.lead),
    company: shown(packet.company, catalogue.company),
    events: packet.events.map((event) => ({
      ...event,
      properties: shown(event.properties, findEvent(catalogue, event.name)?.fields ?? []),
    })),
  }
}

function shown<Value>(
  values: Readonly<Record<string, Value>>,
  fields: Catalogue['lead'],
): Readonly<Record<string, Value>> {
  const free = new Set(fields.filter(({ personal }) => !personal).map(({ name }) => name))
  return Object.fromEntries(Object.entries(values).filter(([name]) => free.has(name)))
}
