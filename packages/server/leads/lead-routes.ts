/** Reading leads: the list, one lead, and the history that it is judged by. */
import type { Catalogue } from '@baton/engine'
import { leadListQuerySchema, leadParams, routes } from '@baton/protocol'
import type pg from 'pg'
import { type Access, accessOf, leadInReach, maskEvent, maskLead } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { leadDetail, leadHistory } from './lead-detail.ts'
import { leadList } from './lead-list.ts'

export function addLeadRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
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
    async (request) => leadList(pool, accessOf(request), request.query),
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
    async (request) => readLead(pool, agreements, accessOf(request), request.params.id),
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
    async (request) => readHistory(pool, agreements, accessOf(request), request.params.id),
  )
}

async function readLead(pool: pg.Pool, agreements: Agreements, access: Access, asked: string) {
  const { id, masked } = await leadInReach(pool, access, asked)
  const detail = await leadDetail(pool, access, id)
  if (!detail) throw nothingThere()
  return masked ? maskLead(detail, await catalogueInForce(pool, agreements)) : detail
}

async function readHistory(pool: pg.Pool, agreements: Agreements, access: Access, asked: string) {
  const { id, masked } = await leadInReach(pool, access, asked)
  const history = await leadHistory(pool, id)
  if (!masked) return history
  const catalogue = await catalogueInForce(pool, agreements)
  return { ...history, events: history.events.map((event) => maskEvent(event, catalogue)) }
}

async function catalogueInForce(pool: pg.Pool, agreements: Agreements): Promise<Catalogue> {
  return (await agreements.inForce(pool)).compiled.catalogue
}
