/** A known lead called or chatted, and somebody writes it down. */
import type { Inbound } from '@baton/protocol'
import { type Access, leadInReach } from '../access/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { HandServices } from './enter-lead.ts'

/** @throws Refusal `not_found` for a lead out of reach */
export async function logInbound(
  { pool, intake, sourceId }: HandServices,
  access: Access,
  lead: string,
  { id, how, note, minutes }: Inbound,
): Promise<void> {
  const { id: leadId } = await leadInReach(pool, access, lead)
  const by = access.kind === 'person' ? access.person.id : undefined
  const now = Date.now()
  const [receipt] = await intake.accept([
    {
      sourceId,
      messageId: `hand:${by ?? 'key'}:${id}`,
      name: how === 'call' ? 'Call Received' : 'Chat Started',
      occurredAt: now,
      receivedAt: now,
      trust: 'server',
      identity: {},
      leadId,
      properties: {
        ...(how === 'call' && minutes !== undefined && { minutes }),
        ...(note && { note }),
        ...(by && { by }),
      },
    },
  ])
  if (typeof receipt === 'object') throw new Refusal('invalid_request', `${receipt.detail}.`)
}
