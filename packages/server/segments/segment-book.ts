/** Segments as others name them. */
import type { Audience } from '@baton/engine/audience'
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { readSegments } from './read-segments.ts'

type Client = pg.Pool | pg.ClientBase

export interface SegmentBook {
  /** Changes whenever what any of them says does. */
  stamp(client: Client): Promise<string>
  /** By id; those that cannot be read under the agreement in force are missing. */
  audiences(client: Client): Promise<ReadonlyMap<string, Audience>>
  names(client: Client): Promise<readonly { readonly id: string; readonly name: string }[]>
}

export function segmentBook(agreements: Agreements): SegmentBook {
  return {
    async stamp(client) {
      const { rows } = await client.query<{ id: string; document: string }>(
        'select id, document from segments order by id',
      )
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    },
    async audiences(client) {
      const read = await readSegments(client, await agreements.inForce(client))
      return new Map(read.flatMap(({ id, audience }) => (audience ? [[id, audience]] : [])))
    },
    async names(client) {
      const { rows } = await client.query<{ id: string; name: string }>(
        'select id, name from segments order by lower(name), id',
      )
      return rows
    },
  }
}
