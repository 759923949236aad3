/** Reading leads: the list, one lead, and the history that it is judged by. */
import { leadListQuerySchema, leadParams, routes } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { leadDetail, leadHistory, survivingLead } from './lead-detail.ts'
import { leadList } from './lead-list.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function addLeadRoutes(app: App, pool: pg.Pool): void {
  const { leads, lead, leadHistory: history } = routes
  const tags = ['leads']

  app.get(
    leads.path,
    {
      schema: {
        tags,
        operationId: 'listLeads',
        summary: leads.summary,
        querystring: leadListQuerySchema,
        response: { 200: leads.answer },
      },
    },
    async (request) => leadList(pool, request.query),
  )
  app.get(
    lead.path,
    {
      schema: {
        tags,
        operationId: 'readLead',
        summary: lead.summary,
        params: leadParams,
        response: { 200: lead.answer },
      },
    },
    async (request) => (await leadDetail(pool, await existing(pool, request.params.id))) ?? missing(),
  )
  app.get(
    history.path,
    {
      schema: {
        tags,
        operationId: 'readLeadHistory',
        summary: history.summary,
        params: leadParams,
        response: { 200: history.answer },
      },
    },
    async (request) => leadHistory(pool, await existing(pool, request.params.id)),
  )
}

async function existing(pool: pg.Pool, id: string): Promise<string> {
  return (UUID.test(id) ? await survivingLead(pool, id) : null) ?? missing()
}

function missing(): never {
  throw new Refusal('not_found', 'There is no such lead.')
}
