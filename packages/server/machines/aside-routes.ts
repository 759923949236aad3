/** What is kept of a lead and does not count, why, and a person's word on it. */
import { type AsideEvent, routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, askerId, leadInReach } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import { inTurn, recountEvents } from '../judging/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'

const tags = ['events']

export function addAsideRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
  const { asideEvents, markEvent } = routes
  app.get(
    asideEvents.path,
    {
      schema: {
        tags,
        operationId: 'listAsideEvents',
        summary: asideEvents.summary,
        params: asideEvents.params,
        response: { 200: asideEvents.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      return { data: await asideEventsOf(pool, id) }
    },
  )
  app.post(
    markEvent.path,
    {
      schema: {
        tags,
        operationId: 'markEvent',
        summary: markEvent.summary,
        params: markEvent.params,
        body: markEvent.body,
        response: { 200: markEvent.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const { id } = await leadInReach(pool, access, request.params.id)
      const owner = await ownerOf(pool, id, request.params.event)
      const recount = { eventId: request.params.event, leadId: owner, mark: request.body.mark, reasons: [] }
      const person = askerId(request)
      await inTurn(pool, agreements, (client, inForce) =>
        recountEvents(client, inForce, [recount], { classifier: null, person }),
      )
      return { done: true as const }
    },
  )
}

const SHOWN = 200

async function asideEventsOf(pool: pg.Pool, leadId: string): Promise<AsideEvent[]> {
  const { rows } = await pool.query<Omit<AsideEvent, 'occurredAt'> & { occurredAt: Date }>(
    `select e.id, e.name, e.occurred_at as "occurredAt", e.trust, s.name as source, m.mark, m.reasons, p.name as by
     from leads l join events e on e.lead_id = l.id and not e.counts join sources s on s.id = e.source_id
     join lateral (select * from event_marks where event_id = e.id order by id desc limit 1) m on true
     left join people p on p.id = m.by_person
     where l.id = $1 or l.joined_to = $1 order by e.occurred_at desc, e.seq desc limit ${SHOWN}`,
    [leadId],
  )
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }))
}

/** Which part of a lead an event was stored as. @throws Refusal `not_found` */
async function ownerOf(pool: pg.Pool, leadId: string, eventId: string): Promise<string> {
  const { rows } = isUuid(eventId)
    ? await pool.query<{ owner: string }>(
        `select e.lead_id as owner from leads l join events e on e.lead_id = l.id
         where (l.id = $1 or l.joined_to = $1) and e.id = $2`,
        [leadId, eventId],
      )
    : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return rows[0].owner
}
