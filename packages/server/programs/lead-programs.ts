/** The programs of one lead: where it is in each, what was done there, and taking it out. */
import type { LeadPrograms } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { cancelSends } from '../sends/index.ts'
import { lockLeads, writeSteps } from './enrolment-rows.ts'

type Shown = LeadPrograms['data'][number]

/** Joined to nobody; passes of those that are part of it are its own. Latest first. Of a mail it says what became of it. */
export async function leadPrograms(pool: pg.Pool, root: string): Promise<LeadPrograms> {
  const { rows } = await pool.query<Shown>(
    `select e.id as enrolment, e.program_id as program, p.name, e.held_out as "heldOut", e.step, e.why, e.reason,
       to_json(e.entered_at) #>> '{}' as "enteredAt", to_json(e.paused_at) #>> '{}' as "pausedAt",
       to_json(e.left_at) #>> '{}' as "leftAt", to_json(e.next_at) #>> '{}' as "nextAt",
       coalesce((select json_agg(json_build_object('at', s.at, 'step', s.step, 'what', s.what, 'detail', case when m.id is null
           then s.detail::jsonb else s.detail::jsonb || jsonb_build_object('state', m.state, 'reason', m.reason) end, 'by', w.name)
         order by s.id) from enrolment_steps s left join people w on w.id = s.by_person
           left join sends m on s.what = 'send' and m.enrolment = e.id::text and m.step = s.step
         where s.enrolment_id = e.id), '[]') as steps
     from leads l join enrolments e on e.lead_id = l.id join programs p on p.id = e.program_id
     where l.id = $1 or l.joined_to = $1 order by e.entered_at desc, e.id limit 100`,
    [root],
  )
  return { data: rows }
}

/** @throws Refusal `not_found` where the lead is in no such pass, or no longer */
export async function takeOut(
  pool: pg.Pool,
  root: string,
  { enrolment, reason }: { readonly enrolment: string; readonly reason: string },
  by: string,
): Promise<void> {
  await transaction(pool, async (client) => {
    await lockLeads(client, [root])
    const { rowCount } = await client.query(
      `update enrolments e set left_at = now(), why = 'by-hand', reason = $3, step = null, paused_at = null, next_at = null
       from leads l where e.id = $2 and l.id = e.lead_id and coalesce(l.joined_to, l.id) = $1 and e.left_at is null`,
      [root, enrolment, reason],
    )
    if (rowCount === 0) throw nothingThere()
    const left = {
      enrolment,
      at: Date.now(),
      version: null,
      step: null,
      what: 'left',
      detail: { why: 'by-hand' },
    }
    await writeSteps(client, [left], by)
    await cancelSends(client, { enrolments: [enrolment] }, 'taken out')
  })
}
