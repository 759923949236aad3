/** Links that show a report to whoever has them, until they expire or are taken back. */
import type { ReportName } from '@baton/engine/reports'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'

export interface Share {
  readonly id: string
  readonly report: ReportName
  readonly title: string
  readonly query: Readonly<Record<string, string>>
  readonly expiresAt: string
  readonly by: string | null
}

const COLUMNS = `s.id, s.report, s.title, s.query,
  to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
  (select name from people p where p.id = s.by_person) as by`

const STANDING = 's.revoked_at is null and s.expires_at > now()'

export async function standingShares(pool: pg.Pool): Promise<readonly Share[]> {
  const { rows } = await pool.query<Share>(
    `select ${COLUMNS} from report_shares s where ${STANDING} order by s.at desc limit 200`,
  )
  return rows
}

export async function standingShare(pool: pg.Pool, id: string): Promise<Share | null> {
  const { rows } = await pool.query<Share>(
    `select ${COLUMNS} from report_shares s where ${STANDING} and s.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

export async function addShare(
  pool: pg.Pool,
  share: Pick<Share, 'report' | 'title' | 'query'> & {
    readonly days: number
    readonly byPerson: string | null
  },
): Promise<string> {
  const id = uuidV7()
  await pool.query(
    `insert into report_shares (id, report, title, query, expires_at, by_person)
     values ($1, $2, $3, $4, now() + make_interval(days => $5), $6)`,
    [id, share.report, share.title, JSON.stringify(share.query), share.days, share.byPerson],
  )
  return id
}

/** False: there was none to take back. */
export async function revokeShare(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update report_shares set revoked_at = now() where id = $1 and revoked_at is null',
    [id],
  )
  return rowCount === 1
}
