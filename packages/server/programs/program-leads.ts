/** The leads behind each number of a program, by the name of its cell: `in`, `left:goal`, `at:step`, … */
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'

/** What each kind of cell asks of passes; `$2` and `$3` are what stands behind the colons. */
const CELLS: Readonly<Record<string, string>> = {
  entered: 'true',
  'held-out': 'e.held_out',
  in: 'e.left_at is null',
  paused: 'e.left_at is null and e.paused_at is not null',
  left: 'e.why = $2',
  at: 'e.left_at is null and e.step = $2',
  passed: `exists (select 1 from enrolment_steps s where s.enrolment_id = e.id and s.step = $2)`,
  over: `exists (select 1 from enrolment_steps s where s.enrolment_id = e.id and s.step = $2 and s.what = 'passed-over')`,
  mailed: `exists (select 1 from enrolment_steps s where s.enrolment_id = e.id and s.step = $2 and s.what = 'send')`,
  arm: `exists (select 1 from enrolment_steps s where s.enrolment_id = e.id and s.step = $2 and s.detail ->> 'arm' = $3)`,
  reached: `not e.held_out and ${reachedAfter('$2')}`,
  'reached-held-out': `e.held_out and ${reachedAfter('$2')}`,
}

/** Whether the lead came to a stage after it entered. */
export function reachedAfter(stage: string): string {
  return `exists (select 1 from decisions d where d.lead_id = coalesce(l.joined_to, l.id) and d.kind = 'stage'
    and d.to_stage = ${stage} and d.at >= e.entered_at)`
}

/** @throws Refusal `not_found` for a cell that no number has */
export async function leadsOfCell(pool: pg.Pool, program: string, cell: string): Promise<readonly string[]> {
  const [kind = '', ...values] = cell.split(':')
  const condition = Object.hasOwn(CELLS, kind) ? CELLS[kind] : undefined
  const wanted = condition === undefined ? 0 : condition.includes('$3') ? 2 : condition.includes('$2') ? 1 : 0
  if (condition === undefined || values.length !== wanted) throw nothingThere()
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id from enrolments e join leads l on l.id = e.lead_id
     where e.program_id = $1 and ${condition} group by 1 order by max(e.entered_at) desc, 1`,
    [program, ...values],
  )
  return rows.map(({ id }) => id)
}
