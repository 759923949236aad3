/** What the shell of the web application shows of the installation. */
import { routes, type Status } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'

/** Whose installation this is, as its start said. */
export interface Organisation {
  readonly demo: boolean
  readonly name: string
  /** Of the demo company: people whom a click signs in as. */
  readonly people?: readonly { readonly id: string; readonly about: string }[]
}

export function addStatusRoutes(app: App, pool: pg.Pool, organisation: Organisation): void {
  const { path, summary, answer } = routes.status
  app.get(
    path,
    { schema: { tags: ['status'], operationId: 'readStatus', summary, response: { 200: answer } } },
    async () => status(pool, organisation),
  )
}

async function status(pool: pg.Pool, { demo, name }: Organisation): Promise<Status> {
  const { rows } = await pool.query<{
    leads: number
    events: number
    refused: number
    version: number | null
    agreementName: string | null
    latestEventAt: Date | null
  }>(
    `select
       (select count(*)::int from leads where joined_to is null and stage <> 'visitor') as leads,
       (select count(*)::int from events) as events,
       (select count(*)::int from failed_events) as refused,
       (select max(last_activity_at) from leads) as "latestEventAt",
       v.version, v.name as "agreementName"
     from (select 1) one left join agreement_versions v on v.version = ${VERSION_IN_FORCE}`,
  )
  const row = rows[0]!
  const { version, agreementName, latestEventAt } = row
  return {
    demo,
    organisation: name,
    leads: row.leads,
    events: row.events,
    refused: row.refused,
    agreement: version && agreementName ? { version, name: agreementName } : null,
    latestEventAt: latestEventAt?.toISOString() ?? null,
  }
}
