/** What I was told. */
import { type Notice, routes } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'

const SHOWN_MAX = 100

export function addNoticeRoutes(app: App, pool: pg.Pool): void {
  const { notices, readNotices } = routes
  const tags = ['notices']
  app.get(
    notices.path,
    {
      schema: {
        tags,
        operationId: 'listNotices',
        summary: notices.summary,
        response: { 200: notices.answer },
      },
    },
    async (request) => {
      const { id } = signedIn(request)
      const [data, unread] = await Promise.all([noticesOf(pool, id), unreadOf(pool, id)])
      return { data: [...data], unread }
    },
  )
  app.post(
    readNotices.path,
    {
      schema: {
        tags,
        operationId: 'readNotices',
        summary: readNotices.summary,
        response: { 200: readNotices.answer },
      },
    },
    async (request) => {
      await pool.query('update notices set read_at = now() where person_id = $1 and read_at is null', [
        signedIn(request).id,
      ])
      return { done: true as const }
    },
  )
}

async function noticesOf(pool: pg.Pool, person: string): Promise<readonly Notice[]> {
  const { rows } = await pool.query<
    Omit<Notice, 'at' | 'readAt'> & { readonly at: Date; readonly readAt: Date | null }
  >(
    `select id, kind, lead_id as lead, path, title, text, at, read_at as "readAt"
     from notices where person_id = $1 order by at desc, id desc limit ${SHOWN_MAX}`,
    [person],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), readAt: row.readAt?.toISOString() ?? null }))
}

async function unreadOf(pool: pg.Pool, person: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from notices where person_id = $1 and read_at is null',
    [person],
  )
  return rows[0]!.count
}
