/** Which segments programs name, so that none of them is taken away under one. */
import { audienceContext } from '@baton/engine/audience'
import { readProgram, segmentsNamedBy } from '@baton/engine/program'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import type { SegmentUser } from '../segments/index.ts'

/** As they are written, and as they run. */
export async function programsAsUsers(
  pool: pg.Pool,
  agreements: Agreements,
): Promise<readonly SegmentUser[]> {
  const { compiled } = await agreements.inForce(pool)
  const { rows } = await pool.query<{ id: string; name: string; documents: string[] }>(
    `select p.id, p.name, array_remove(array[p.draft, v.document], null) as documents
     from programs p left join program_versions v on v.program_id = p.id and v.version = p.version and p.state <> 'ended'`,
  )
  return rows.map(({ id, name, documents }) => ({
    kind: 'program',
    id,
    name,
    segments: documents.flatMap((document) => {
      const { program } = readProgram(document, audienceContext(compiled))
      return program ? segmentsNamedBy(program) : []
    }),
  }))
}
