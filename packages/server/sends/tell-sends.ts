/** Tells the histories of leads what was sent to them and what came back: each once, whenever it was. */
import type pg from 'pg'
import type { IncomingEvent } from '../events/index.ts'
import { repeat } from '../platform/repeat.ts'
import { liftRested } from './note-return.ts'
import type { ReturnServices } from './send-services.ts'

const AT_ONCE = 500
const LOOK_EVERY_MS = 1_000

/** What is told, and how it is noted that it was. */
const TOLD = {
  sent: {
    name: 'Email Sent',
    at: 's.sent_at',
    open: `s.state = 'sent' and not s.told`,
    done: 'told = true',
  },
  bounced: {
    name: 'Email Bounced',
    at: 's.bounced_at',
    open: 's.bounce is not null and not s.bounce_told',
    done: 'bounce_told = true',
  },
} as const

type What = keyof typeof TOLD

/** Returns how many were told. */
export async function tellSends(services: ReturnServices): Promise<number> {
  return (await tellOf(services, 'sent')) + (await tellOf(services, 'bounced'))
}

async function tellOf({ pool, intake, sourceId }: ReturnServices, what: What): Promise<number> {
  for (let told = 0; ;) {
    const rows = await untold(pool, what)
    if (rows.length === 0) return told
    const kept = rows.filter(({ isErased }) => !isErased)
    await intake.accept(kept.map((send) => eventOf(sourceId, what, send)))
    await pool.query(`update sends set ${TOLD[what].done} where id = any($1::uuid[])`, [
      rows.map(({ id }) => id),
    ])
    told += rows.length
  }
}

interface Untold {
  readonly id: string
  readonly leadId: string
  readonly mail: string
  readonly at: Date
  readonly bounce: string | null
  readonly isErased: boolean
}

async function untold(pool: pg.Pool, what: What): Promise<readonly Untold[]> {
  const { rows } = await pool.query<Untold>(
    `select s.id, root.id as "leadId", s.mail, ${TOLD[what].at} as at, s.bounce,
       exists (select 1 from erasures e where e.lead_id = root.id) as "isErased"
     from sends s join leads l on l.id = s.lead_id join leads root on root.id = coalesce(l.joined_to, l.id)
     where ${TOLD[what].open} order by s.id limit ${AT_ONCE}`,
  )
  return rows
}

function eventOf(sourceId: string, what: What, { id, leadId, mail, at, bounce }: Untold): IncomingEvent {
  return {
    sourceId,
    messageId: what === 'sent' ? `${id}:sent` : `${id}:bounced:${bounce}`,
    name: TOLD[what].name,
    occurredAt: at.getTime(),
    receivedAt: Date.now(),
    trust: 'server',
    identity: {},
    leadId,
    properties: { campaign: mail, ...(what === 'bounced' && { kind: bounce }) },
  }
}

const HOUR = 3_600_000

/** Returns what ends it. */
export function tellSendsAlways(services: ReturnServices): () => Promise<void> {
  const { pool, log } = services
  const ends = [
    repeat({ everyMs: LOOK_EVERY_MS, what: 'Telling histories of mails that were sent', log }, () =>
      tellSends(services),
    ),
    repeat({ everyMs: HOUR, what: 'Letting addresses rest', log }, () => liftRested(pool, Date.now())),
  ]
  return async () => {
    for (const end of ends) await end()
  }
}
