/**
 * Erasures, noted outside the database: a backup of it that is older knows nothing of them, and would bring back whom it
 * still holds. At every start what the database lacks is erased again. A line says which lead and when, and nothing of who.
 */
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { eraseLead } from './erase-lead.ts'

interface Line {
  readonly at: string
  readonly lead: string
}

const pathOf = (dataDir: string) => join(dataDir, 'erasures.jsonl')

export async function noteErasure(dataDir: string, leadId: string): Promise<void> {
  const line: Line = { at: new Date().toISOString(), lead: leadId }
  await appendFile(pathOf(dataDir), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true })
}

/** Returns how many leads were erased again. */
export async function eraseAgain(pool: pg.Pool, agreements: Agreements, dataDir: string): Promise<number> {
  const noted = await linesOf(dataDir)
  if (noted.length === 0) return 0
  const { rows } = await pool.query<{ lead: string }>(
    `select l.id as lead from leads l where l.id = any($1::uuid[])
       and not exists (select 1 from erasures e where e.lead_id = l.id)`,
    [noted.map(({ lead }) => lead)],
  )
  for (const { lead } of rows)
    await eraseLead(pool, agreements, {
      leadId: lead,
      reason: 'erased before, and again after a restore',
      person: null,
    })
  return rows.length
}

async function linesOf(dataDir: string): Promise<readonly Line[]> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line) as Line
      } catch {
        throw new Error(`Line ${index + 1} of ${pathOf(dataDir)} is no JSON: an erasure would be forgotten.`)
      }
    })
}
