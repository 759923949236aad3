/** Packets: what sales was given with a lead, frozen. The first of a cycle stands, whatever becomes known later. */
import type { Packet } from '@baton/engine'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'

export interface PacketRow {
  readonly leadId: string
  readonly cycle: number
  readonly agreementVersion: number
  readonly packet: Packet
}

export async function writePackets(client: pg.ClientBase, packets: readonly PacketRow[]): Promise<void> {
  await client.query({
    name: 'write-packets',
    text: `insert into packets (lead_id, cycle, agreement_version, packet)
           select lead_id::uuid, cycle::int, version::int, packet::json
           from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as given(lead_id, cycle, version, packet)
           on conflict (lead_id, cycle) do nothing`,
    values: [
      textArray(packets.map(({ leadId }) => leadId)),
      textArray(packets.map(({ cycle }) => String(cycle))),
      textArray(packets.map(({ agreementVersion }) => String(agreementVersion))),
      textArray(packets.map(({ packet }) => JSON.stringify(packet))),
    ],
  })
}

/** `lead cycle` of every packet of these leads. */
export async function cyclesWithPackets(
  client: pg.ClientBase,
  leadIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ key: string }>({
    name: 'cycles-with-packets',
    text: `select lead_id || ' ' || cycle as key from packets where lead_id = any($1::text[]::uuid[])`,
    values: [textArray(leadIds)],
  })
  return new Set(rows.map(({ key }) => key))
}
