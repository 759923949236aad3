/** Sales: acts with a lead, the queue, triage, packets, the team view, and passing on in bulk. */
import { leadParams, routes, type SalesAct } from '@baton/protocol'
import { type Access, accessOf, leadInReach, signedIn } from '../access/index.ts'
import type { ActServices } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { actOnLead } from './act-on-lead.ts'
import { assignmentsOf, packetsOf } from './explanations.ts'
import { maskPacket } from './mask-packet.ts'
import { queueOf } from './queue.ts'
import { reassign, undoReassignment } from './reassign.ts'
import { teamView } from './team-view.ts'
import { triage } from './triage.ts'

const tags = ['handoffs']

/** Tells the lead of a meeting that was booked, moved or called off; `isFirst` where it is to be invited. */
export type Invite = (lead: string, meeting: string, isFirst: boolean) => Promise<unknown>

export function addHandoffRoutes(app: App, services: ActServices, invite?: Invite): void {
  addActs(app, services, invite)
  addReadings(app, services)
}

function addActs(app: App, services: ActServices, invite?: Invite): void {
  const { actOnLead: act, reassign: pass, undoReassignment: undo } = routes
  app.post(
    act.path,
    {
      schema: {
        tags,
        operationId: 'actOnLead',
        summary: act.summary,
        params: act.params,
        body: act.body,
        response: { 200: act.answer },
      },
    },
    async (request) => {
      const acted = await actOnLead(services, personal(request), request.params.id, request.body)
      const { act: asked } = request.body
      // The act is done, whatever becomes of the mail.
      if (acted.meeting !== null && concernsInvitation(asked))
        await invite?.(acted.lead, acted.meeting, 'invite' in asked && asked.invite).catch(() => {})
      return acted
    },
  )
  app.post(
    pass.path,
    {
      schema: {
        tags,
        operationId: 'reassignHandoffs',
        summary: pass.summary,
        body: pass.body,
        response: { 200: pass.answer },
      },
    },
    async (request) => reassign(services, personal(request), request.body),
  )
  app.delete(
    undo.path,
    {
      schema: {
        tags,
        operationId: 'undoReassignment',
        summary: undo.summary,
        params: undo.params,
        response: { 200: undo.answer },
      },
    },
    async (request) => undoReassignment(services, personal(request), request.params.id),
  )
}

function addReadings(app: App, { pool, agreements }: ActServices): void {
  const { queue, triage: stranded, teamView: view, packets } = routes
  app.get(
    queue.path,
    { schema: { tags, operationId: 'readQueue', summary: queue.summary, response: { 200: queue.answer } } },
    async (request) => queueOf(pool, agreements, signedIn(request)),
  )
  app.get(
    stranded.path,
    {
      schema: {
        tags,
        operationId: 'readTriage',
        summary: stranded.summary,
        response: { 200: stranded.answer },
      },
    },
    async () => triage(pool, agreements),
  )
  app.get(
    view.path,
    { schema: { tags, operationId: 'readTeamView', summary: view.summary, response: { 200: view.answer } } },
    async (request) => teamView(pool, agreements, personal(request)),
  )
  app.get(
    packets.path,
    {
      schema: {
        tags,
        operationId: 'readPackets',
        summary: packets.summary,
        params: leadParams,
        response: { 200: packets.answer },
      },
    },
    async (request) => {
      const { id, masked } = await leadInReach(pool, accessOf(request), request.params.id)
      const [data, assignments] = await Promise.all([packetsOf(pool, id), assignmentsOf(pool, id)])
      if (!masked) return { data, assignments }
      const { catalogue } = (await agreements.inForce(pool)).compiled
      return {
        data: data.map((kept) => ({ ...kept, packet: maskPacket(kept.packet, catalogue) })),
        assignments,
      }
    },
  )
}

function concernsInvitation({ act }: SalesAct): boolean {
  return act === 'book-meeting' || act === 'move-meeting' || act === 'cancel-meeting'
}

/** Keys act for nobody. @throws Refusal `not_found` */
function personal(request: object): Access & { readonly kind: 'person' } {
  const access = accessOf(request)
  if (access.kind !== 'person') throw nothingThere()
  return access
}
