/** Pairs of leads that look like one person, as they are kept. */
import type { DuplicatePair } from '@baton/protocol'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import type { FoundPair } from './find-duplicates.ts'

/** What somebody dismissed stays dismissed; what is no pair any more is forgotten. Returns how many are open. */
export async function writePairs(pool: pg.Pool, pairs: readonly FoundPair[]): Promise<number> {
  const given = [
    textArray(pairs.map(({ one }) => one)),
    textArray(pairs.map(({ other }) => other)),
    textArray(pairs.map(({ evidence }) => [...evidence].toSorted().join(' '))),
    textArray(pairs.map(({ weight }) => String(weight))),
  ]
  await pool.query(
    `with given as (
       select one::uuid, other::uuid, string_to_array(evidence, ' ') as evidence, weight::real
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as g(one, other, evidence, weight)),
     gone as (
       delete from duplicate_pairs p where dismissed_at is null
         and not exists (select 1 from given g where g.one = p.one_id and g.other = p.other_id))
     insert into duplicate_pairs (one_id, other_id, evidence, weight)
     select one, other, evidence, weight from given
     on conflict (one_id, other_id) do update set evidence = excluded.evidence, weight = excluded.weight`,
    given,
  )
  const { rows } = await pool.query<{ open: number }>(
    'select count(*)::int as open from duplicate_pairs where dismissed_at is null',
  )
  return rows[0]!.open
}

const PAIRS_SHOWN = 200

const side = (
  alias: string,
) => `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'email', ${alias}.email,
  'title', ${alias}.title, 'company', ${alias}.company_name, 'stage', ${alias}.stage, 'score', coalesce(${alias}.score, 0),
  'createdAt', to_char(${alias}.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`

/** Open pairs, the surest first; of one lead where one is named. */
export async function openPairs(pool: pg.Pool, leadId?: string): Promise<readonly DuplicatePair[]> {
  const { rows } = await pool.query<DuplicatePair>(
    `select ${side('a')} as one, ${side('b')} as other, p.evidence, p.weight
     from duplicate_pairs p join leads a on a.id = p.one_id join leads b on b.id = p.other_id
     where p.dismissed_at is null and a.joined_to is null and b.joined_to is null
       and ($1::uuid is null or a.id = $1 or b.id = $1)
     order by p.weight desc, p.one_id, p.other_id limit ${PAIRS_SHOWN}`,
    [leadId ?? null],
  )
  return rows
}

/** They are two people. False where there is no such pair. */
export async function dismissPair(
  pool: pg.Pool,
  ids: readonly [string, string],
  person: string | null,
): Promise<boolean> {
  const [one, other] = ids.toSorted()
  const { rowCount } = await pool.query(
    `update duplicate_pairs set dismissed_by = $3, dismissed_at = now()
     where one_id = $1 and other_id = $2 and dismissed_at is null`,
    [one, other, person],
  )
  return rowCount === 1
}
