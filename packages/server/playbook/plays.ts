/** The playbook: what leads object, what answers it, and how often that was enough. */
import type { Play, PlayWritten } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

/**
 * `raised` and `answered` count the times it was said; `decided` and `won` the leads whose opportunity ended after it was
 * raised in the same pass. A lead that raised it twice counts once there.
 */
const PLAYS = `
  with raised as (
    select e.properties ->> 'objection' as play, coalesce(v.joined_to, e.lead_id) as lead_id, e.occurred_at,
      (e.properties ->> 'answered')::boolean as answered
    from events e join leads v on v.id = e.lead_id where e.name = 'Objection Raised'),
  ends as (
    select distinct on (r.play, r.lead_id, d.cycle) r.play, d.to_stage = 'customer' as won
    from raised r join decisions d on d.lead_id = r.lead_id and d.kind = 'stage' and d.at >= r.occurred_at
      and (d.to_stage = 'customer' or (d.from_stage = 'opportunity' and d.to_stage in ('recycled', 'disqualified')))
      and not exists (
        select 1 from decisions n where n.lead_id = r.lead_id and n.kind = 'stage' and n.cycle > d.cycle and n.at <= r.occurred_at)
    order by r.play, r.lead_id, d.cycle, d.at),
  said as (
    select play, count(*)::int as raised, count(*) filter (where answered)::int as answered from raised group by play),
  ended as (
    select play, count(*)::int as decided, count(*) filter (where won)::int as won from ends group by play)
  select p.id, p.objection, p.answer, p.proof, p.content_title as "contentTitle", p.content_url as "contentUrl",
    p.archived, p.revision, p.changed_at as "changedAt", w.name as "changedBy",
    coalesce(s.raised, 0) as raised, coalesce(s.answered, 0) as answered,
    coalesce(x.decided, 0) as decided, coalesce(x.won, 0) as won
  from plays p left join people w on w.id = p.changed_by
    left join said s on s.play = p.id::text left join ended x on x.play = p.id::text`

type Row = Omit<Play, 'changedAt'> & { readonly changedAt: Date }

export async function plays(pool: pg.Pool): Promise<readonly Play[]> {
  const { rows } = await pool.query<Row>(
    `${PLAYS} order by p.archived, coalesce(s.raised, 0) desc, p.objection`,
  )
  return rows.map(asPlay)
}

async function play(pool: pg.Pool, id: string): Promise<Play> {
  const { rows } = await pool.query<Row>(`${PLAYS} where p.id = $1`, [id])
  const [row] = rows
  if (!row) throw nothingThere()
  return asPlay(row)
}

function asPlay(row: Row): Play {
  return { ...row, changedAt: row.changedAt.toISOString() }
}

export async function addPlay(pool: pg.Pool, written: PlayWritten, by: string | null): Promise<Play> {
  const id = uuidV7()
  await pool.query(
    `insert into plays (id, objection, answer, proof, content_title, content_url, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, written.objection, written.answer, written.proof, written.contentTitle, written.contentUrl, by],
  )
  return await play(pool, id)
}

/** @throws Refusal `not_found`, or `conflict` when somebody wrote since the revision that was read */
export async function changePlay(
  pool: pg.Pool,
  id: string,
  change: Partial<PlayWritten> & { readonly archived?: boolean | undefined; readonly revision: number },
  by: string,
): Promise<Play> {
  if (!isUuid(id)) throw nothingThere()
  const { rowCount } = await pool.query(
    `update plays set objection = coalesce($3, objection), answer = coalesce($4, answer), proof = coalesce($5, proof),
       content_title = coalesce($6, content_title), content_url = coalesce($7, content_url),
       archived = coalesce($8, archived), revision = revision + 1, changed_at = now(), changed_by = $9
     where id = $1 and revision = $2`,
    [
      id,
      change.revision,
      change.objection ?? null,
      change.answer ?? null,
      change.proof ?? null,
      change.contentTitle ?? null,
      change.contentUrl ?? null,
      change.archived ?? null,
      by,
    ],
  )
  const now = await play(pool, id)
  if (rowCount === 0)
    throw new Refusal(
      'conflict',
      `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
    )
  return now
}
