import type { Packet } from '@baton/engine'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Answer } from './paths.ts'
import { request } from './request.ts'

export type Assignment = Answer<'packets'>['assignments'][number]

/** A packet as the server froze it; its form is the engine's. */
export interface FrozenPacket {
  readonly cycle: number
  readonly madeAt: string
  readonly agreementVersion: number
  readonly packet: Packet
}

export interface LeadPackets {
  readonly packets: readonly FrozenPacket[]
  readonly assignments: readonly Assignment[]
}

/** Under the lead's key: an act on the lead reads it again. */
export function packetsOptions(id: string) {
  return queryOptions({
    queryKey: ['lead', id, 'packets'],
    queryFn: async ({ signal }): Promise<LeadPackets> => {
      const { data, assignments } = await request('packets', { params: { id }, signal })
      return { packets: data.map((one) => ({ ...one, packet: one.packet as Packet })), assignments }
    },
  })
}

export function usePackets(id: string) {
  return useQuery(packetsOptions(id))
}
