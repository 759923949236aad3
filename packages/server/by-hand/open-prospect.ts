/** Whoever of sales enters a prospect has it from then on, as if they had taken up a lead. */
import type pg from 'pg'
import type { Access } from '../access/index.ts'
import { actInTurn, type ActServices } from '../events/index.ts'

/** Returns what became of it, in words; null where there is nothing to say. */
export async function openProspect(
  services: ActServices,
  access: Access,
  lead: string,
  entry: string,
): Promise<string | null> {
  if (access.kind !== 'person') return null
  const { id: person, role } = access.person
  if (role !== 'rep' && role !== 'manager') return null
  return await actInTurn(services, async (acting) => {
    const { client, sourceId } = acting
    const messageId = `prospect:${person}:${entry}`
    if (await isStored(client, sourceId, messageId)) return null
    const [standing] = await acting.leads([lead])
    if (!standing) return null
    const { stage, handoff } = standing.state
    if (handoff?.owner === person) return 'You have it already.'
    const other = await whoHadIt(client, lead, person)
    if (other !== null) return `${other} had it last, so it was not given to you.`
    if (stage !== 'lead' && stage !== 'recycled')
      return `It is with sales or closed already, so it stays where it is.`
    const properties = { owner: person, by: person }
    await acting.store([{ leadId: lead, messageId, name: 'Prospect Opened', properties }])
    return 'It is yours.'
  })
}

async function isStored(client: pg.ClientBase, sourceId: string, messageId: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from events where source_id = $1 and message_id = $2', [
    sourceId,
    messageId,
  ])
  return (rowCount ?? 0) > 0
}

/** Somebody else of sales who has the lead, or had it last. */
async function whoHadIt(client: pg.ClientBase, lead: string, person: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    `select p.name from leads l join people p on p.id::text = coalesce(l.owner, l.last_owner)
     where l.id = $1 and coalesce(l.owner, l.last_owner) <> $2::text`,
    [lead, person],
  )
  return rows[0]?.name ?? null
}
