/**
 * Asked by whoever sends, in the transaction that takes a mail and right before it leaves: whether the pass that wants it still does.
 * Sales may have taken the lead since the program was looked at last, so that is asked of the lead itself.
 */
import type { LeadState } from '@baton/engine'
import { isWithSales } from '@baton/engine/program'
import type { SendGuards } from '../sends/index.ts'

interface Row {
  readonly kind: string
  readonly isWanted: boolean
  readonly stage: LeadState['stage']
  readonly handoff: LeadState['handoff']
}

export const programGuards: SendGuards = {
  async isLive(client, { enrolment }) {
    if (enrolment === null) return true
    const { rows } = await client.query<Row>(
      `select v.kind,
         p.state = 'running' and e.paused_at is null and (e.left_at is null or e.why = 'end') as "isWanted",
         r.stage, r.state::json -> 'handoff' as handoff
       from enrolments e join programs p on p.id = e.program_id
         join program_versions v on v.program_id = p.id and v.version = p.version
         join leads l on l.id = e.lead_id join leads r on r.id = coalesce(l.joined_to, l.id)
       where e.id::text = $1`,
      [enrolment],
    )
    const [row] = rows
    if (!row?.isWanted) return false
    return row.kind !== 'marketing' || !isWithSales(row)
  },
}
