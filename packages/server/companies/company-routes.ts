/** Reading a company as a buying group, and saying what somebody is to the purchase. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, leadInReach, signedIn } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { companyGroup } from './company-group.ts'

const tags = ['leads']

export function addCompanyRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
  const { company, setBuyingRole } = routes
  app.get(
    company.path,
    {
      schema: {
        tags,
        operationId: 'readCompany',
        summary: company.summary,
        params: company.params,
        response: { 200: company.answer },
      },
    },
    async (request) => {
      const { id } = request.params
      const group = isUuid(id)
        ? await companyGroup(pool, accessOf(request), await agreements.inForce(pool), id)
        : null
      if (!group) throw nothingThere()
      return group
    },
  )
  app.put(
    setBuyingRole.path,
    {
      schema: {
        tags,
        operationId: 'setBuyingRole',
        summary: setBuyingRole.summary,
        params: setBuyingRole.params,
        body: setBuyingRole.body,
        response: { 200: setBuyingRole.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      await setRole(pool, id, request.body.role, signedIn(request).id)
      return { done: true as const }
    },
  )
}

async function setRole(pool: pg.Pool, leadId: string, role: string | null, person: string): Promise<void> {
  if (role === null) await pool.query('delete from buying_roles where lead_id = $1', [leadId])
  else
    await pool.query(
      `insert into buying_roles (lead_id, role, by_person) values ($1, $2, $3)
       on conflict (lead_id) do update set role = excluded.role, by_person = excluded.by_person, at = now()`,
      [leadId, role, person],
    )
}
