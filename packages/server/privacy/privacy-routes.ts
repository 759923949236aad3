/** Giving somebody all that is kept of them, erasing who they are, and how long things are kept. */
import { type Erasures, routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, leadInReach, signedInLately } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { eraseLead } from './erase-lead.ts'
import { noteErasure } from './erasure-journal.ts'
import { forgetFiles } from './forget-files.ts'
import { personData } from './person-data.ts'
import { retention, setRetention } from './retention.ts'

export interface PrivacyServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly dataDir: string
}

const tags = ['privacy']

export function addPrivacyRoutes(app: App, services: PrivacyServices): void {
  addPersonRoutes(app, services)
  addRetentionRoutes(app, services.pool)
}

function addPersonRoutes(app: App, { pool, agreements, dataDir }: PrivacyServices): void {
  const { personData: data, eraseLead: erase, erasures } = routes
  app.get(
    data.path,
    {
      schema: {
        tags,
        operationId: 'readPersonData',
        summary: data.summary,
        params: data.params,
        response: { 200: data.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      return personData(pool, id)
    },
  )
  app.post(
    erase.path,
    {
      schema: {
        tags,
        operationId: 'eraseLead',
        summary: erase.summary,
        params: erase.params,
        body: erase.body,
        response: { 200: erase.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const { id } = await leadInReach(pool, access, request.params.id)
      const person = access.kind === 'person' ? signedInLately(request).id : null
      // First: what is noted and then fails is erased at the next start, what is erased and not noted could come back.
      await noteErasure(dataDir, id)
      const { identifiers } = await eraseLead(pool, agreements, {
        leadId: id,
        reason: request.body.reason,
        person,
      })
      await forgetFiles(dataDir, identifiers)
      return { done: true as const }
    },
  )
  app.get(
    erasures.path,
    {
      schema: {
        tags,
        operationId: 'listErasures',
        summary: erasures.summary,
        response: { 200: erasures.answer },
      },
    },
    async () => ({ data: await erasuresOf(pool) }),
  )
}

function addRetentionRoutes(app: App, pool: pg.Pool): void {
  const { retention: read, setRetention: write } = routes
  app.get(
    read.path,
    {
      schema: { tags, operationId: 'readRetention', summary: read.summary, response: { 200: read.answer } },
    },
    async () => retention(pool),
  )
  app.put(
    write.path,
    {
      schema: {
        tags,
        operationId: 'setRetention',
        summary: write.summary,
        body: write.body,
        response: { 200: write.answer },
      },
    },
    async (request) => {
      await setRetention(pool, request.body)
      return retention(pool)
    },
  )
}

async function erasuresOf(pool: pg.Pool): Promise<Erasures['data']> {
  const { rows } = await pool.query<Omit<Erasures['data'][number], 'at'> & { at: Date }>(
    `select e.id, e.lead_id as lead, e.reason, p.name as by, e.at, e.rewritten
     from erasures e left join people p on p.id = e.by_person order by e.at desc, e.id limit 500`,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
