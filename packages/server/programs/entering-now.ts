/** How many leads a document would let in if it were started now: asked before somebody starts it. */
import { setImmediate } from 'node:timers/promises'
import { foldHistory } from '@baton/engine'
import { audiencesOf, enrol, mayEnter, type Program, withSegmentsSpelledOut } from '@baton/engine/program'
import type { ProgramCheck } from '@baton/protocol'
import { leadHistories } from '../leads/index.ts'
import { personasOfLeads, readPersonas } from '../personas/index.ts'
import { asksForPersona } from '../segments/index.ts'
import { momentOf } from './look-at-leads.ts'
import type { ProgramServices } from './program-services.ts'
import { compileTogether } from './running-programs.ts'

const LEADS_AT_ONCE = 500

/** Whoever was in the program before, or is in it now, does not enter. */
export async function enteringNow(
  { pool, agreements, segments }: ProgramServices,
  program: Program,
  now: number,
): Promise<NonNullable<ProgramCheck['entering']>> {
  const { compiled: base } = await agreements.inForce(pool)
  const spelled = withSegmentsSpelledOut(program, await segments.audiences(pool))
  const { agreement, programs } = compileTogether(base, [spelled])
  const compiled = programs[0]!
  const described = audiencesOf(compiled.program).some(asksForPersona) ? await readPersonas(pool) : null
  const count = { leads: 0, enter: 0, heldOut: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<{ id: string; known: boolean }>(
      `select l.id, exists (select 1 from enrolments e join leads p on p.id = e.lead_id
         where e.program_id = $3 and coalesce(p.joined_to, p.id) = l.id) as known
       from leads l where l.joined_to is null and l.id > $1
         and not exists (select 1 from erasures x where x.lead_id = l.id) order by l.id limit $2`,
      [after, LEADS_AT_ONCE, program.id],
    )
    const last = rows.at(-1)
    if (!last) return count
    after = last.id
    count.leads += rows.length
    const fresh = rows.filter(({ known }) => !known).map(({ id }) => id)
    const histories = await leadHistories(pool, fresh)
    const personas = described && (await personasOfLeads(pool, described, histories))
    for (const [lead, events] of histories) {
      const { state } = foldHistory(agreement, events, now)
      const moment = momentOf(state, now)
      const persona = personas ? (personas.get(lead) ?? null) : moment.persona
      if (!mayEnter(compiled, agreement, { ...moment, persona }, null)) continue
      count.enter += 1
      if (enrol(compiled, lead, now).isHeldOut) count.heldOut += 1
    }
    await setImmediate()
  }
}
