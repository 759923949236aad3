/** Passes of leads through programs as they are kept. */
import type { Enrolment } from '@baton/engine/program'
import type { LeftBecause } from '@baton/protocol'
import type pg from 'pg'

export interface Pass {
  readonly id: string
  readonly program: string
  /** Whom the pass was begun for. */
  readonly leadId: string
  /** Whom that lead is part of now. */
  readonly root: string
  readonly enteredAt: number
  readonly leftAt: number | null
  readonly standing: Enrolment
}

export interface WrittenPass {
  readonly id: string
  readonly program: string
  readonly leadId: string
  /** The lead's, when it entered. */
  readonly stage: string
  readonly standing: Enrolment
  readonly leftAt: number | null
  readonly why: LeftBecause | null
  readonly nextAt: number | null
}

export interface PassStep {
  readonly enrolment: string
  readonly at: number
  readonly version: number | null
  readonly step: string | null
  readonly what: string
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * One look at a lead at a time: whoever looks holds this until its transaction ends.
 *
 * @param roots leads that are joined to nobody
 */
export async function lockLeads(client: pg.ClientBase, roots: readonly string[]): Promise<void> {
  await client.query(
    `select pg_advisory_xact_lock($1, key)
     from (select distinct hashtext(id) as key from unnest($2::text[]) as g(id) order by 1) k`,
    [LOOKS, roots],
  )
}

const LOOKS = 7_220_121

/** Every pass of these leads and of those that are part of them, oldest first. */
export async function passesOf(client: pg.ClientBase, roots: readonly string[]): Promise<readonly Pass[]> {
  const { rows } = await client.query<Pass>(
    `select e.id, e.program_id as program, e.lead_id as "leadId", coalesce(l.joined_to, l.id) as root,
       (extract(epoch from e.entered_at) * 1000)::float8 as "enteredAt",
       (extract(epoch from e.left_at) * 1000)::float8 as "leftAt", e.standing
     from leads l join enrolments e on e.lead_id = l.id
     where l.id = any($1::uuid[]) or l.joined_to = any($1::uuid[]) order by e.entered_at, e.id`,
    [roots],
  )
  return rows
}

export async function writePasses(client: pg.ClientBase, passes: readonly WrittenPass[]): Promise<void> {
  if (passes.length === 0) return
  const rows = passes.map(({ standing, leftAt, nextAt, ...pass }) => ({
    ...pass,
    standing,
    enteredAt: new Date(standing.enteredAt),
    heldOut: standing.isHeldOut,
    step: standing.step,
    pausedAt: standing.pausedAt === null ? null : new Date(standing.pausedAt),
    leftAt: leftAt === null ? null : new Date(leftAt),
    nextAt: nextAt === null ? null : new Date(nextAt),
  }))
  await client.query(
    `insert into enrolments (id, program_id, lead_id, entered_at, held_out, stage, standing, step, paused_at, left_at, why, next_at)
     select id, program, "leadId", "enteredAt", "heldOut", stage, standing, step, "pausedAt", "leftAt", why, "nextAt"
     from json_to_recordset($1::json) as g(id uuid, program text, "leadId" uuid, "enteredAt" timestamptz, "heldOut" boolean,
       stage text, standing json, step text, "pausedAt" timestamptz, "leftAt" timestamptz, why text, "nextAt" timestamptz)
     on conflict (id) do update set standing = excluded.standing, step = excluded.step, paused_at = excluded.paused_at,
       left_at = excluded.left_at, why = excluded.why, next_at = excluded.next_at`,
    [JSON.stringify(rows)],
  )
}

export async function writeSteps(
  client: pg.ClientBase,
  steps: readonly PassStep[],
  by: string | null = null,
): Promise<void> {
  if (steps.length === 0) return
  await client.query(
    `insert into enrolment_steps (enrolment_id, at, version, step, what, detail, by_person)
     select enrolment, at, version, step, what, detail, $2::uuid
     from json_to_recordset($1::json) as g(enrolment uuid, at timestamptz, version int, step text, what text, detail json)`,
    [JSON.stringify(steps.map((step) => ({ ...step, at: new Date(step.at) }))), by],
  )
}

/** When to look again at leads that are in no pass; null: only when something happens to them. */
export async function writeLooks(
  client: pg.ClientBase,
  looks: ReadonlyMap<string, number | null>,
): Promise<void> {
  if (looks.size === 0) return
  const rows = [...looks].map(([lead, at]) => ({ lead, at: at === null ? null : new Date(at) }))
  await client.query(
    `with given as (select lead, at from json_to_recordset($1::json) as g(lead uuid, at timestamptz)),
     gone as (
       delete from program_looks p using given g, leads l
       where l.id = p.lead_id and ((l.id = g.lead and g.at is null) or l.joined_to = g.lead))
     insert into program_looks (lead_id, at) select lead, at from given where at is not null
     on conflict (lead_id) do update set at = excluded.at`,
    [JSON.stringify(rows)],
  )
}
