/** Segments as they are kept: what they ask for, how many are in them, and what names them. */
import { type Audience, readAudience, segmentsOf, audienceContext } from '@baton/engine/audience'
import { personaSlug } from '@baton/engine/reports'
import type { Segment, SegmentChange, SegmentProblem, Segments, SegmentWritten } from '@baton/protocol'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { basisNow, circleOf, readSegments, type ReadSegment } from './read-segments.ts'

/** Something that is no segment and names some. */
export interface SegmentUser {
  readonly kind: 'program'
  readonly id: string
  readonly name: string
  readonly segments: readonly string[]
}

export interface SegmentBooks {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly users: (pool: pg.Pool) => Promise<readonly SegmentUser[]>
}

const SEGMENTS = `
  select s.id, s.name, s.about, s.document, s.revision, s.changed_at as "changedAt", w.name as "changedBy",
    (select count(*)::int from segment_members m where m.segment = s.id) as count,
    (select count(*)::int from segment_moves v where v.segment = s.id and v.entered and v.cause <> 'definition'
       and v.at > now() - interval '7 days') as entered,
    (select count(*)::int from segment_moves v where v.segment = s.id and not v.entered and v.cause <> 'definition'
       and v.at > now() - interval '7 days') as left
  from segments s left join people w on w.id = s.changed_by`

type Row = Omit<Segment, 'changedAt' | 'usedBy' | 'problems'> & { readonly changedAt: Date }

export async function segments(books: SegmentBooks): Promise<Segments> {
  const { pool, agreements } = books
  const [{ rows }, read, users, judging] = await Promise.all([
    pool.query<Row>(`${SEGMENTS} order by lower(s.name), s.id`),
    agreements.inForce(pool).then((inForce) => readSegments(pool, inForce)),
    books.users(pool),
    judgingNow(books),
  ])
  return { data: rows.map((row) => shown(row, read, users)), judging }
}

function shown(row: Row, read: readonly ReadSegment[], users: readonly SegmentUser[]): Segment {
  const own = read.find(({ id }) => id === row.id)
  return {
    ...row,
    changedAt: row.changedAt.toISOString(),
    usedBy: usersOf(row.id, read, users),
    problems: (own?.problems ?? []).map(toldProblem),
  }
}

function usersOf(id: string, read: readonly ReadSegment[], users: readonly SegmentUser[]): Segment['usedBy'] {
  const segmentsNaming = read.filter(({ audience }) => audience && segmentsOf(audience).includes(id))
  return [
    ...segmentsNaming.map((one) => ({ kind: 'segment' as const, id: one.id, name: one.name })),
    ...users
      .filter((user) => user.segments.includes(id))
      .map((user) => ({ kind: user.kind, id: user.id, name: user.name })),
  ]
}

export function toldProblem(problem: ReadSegment['problems'][number]): SegmentProblem {
  const { severity, path, line, column, found, expected, remedy } = problem
  return { severity, path, line, column, found, expected, remedy }
}

/** Null: everybody is judged by the segments as they are written now. */
async function judgingNow({ pool, agreements }: SegmentBooks): Promise<Segments['judging']> {
  const [{ rows }, basis] = await Promise.all([
    pool.query<{ basis: string; isDone: boolean; judged: number; leads: number }>(
      'select basis, done_at is not null as "isDone", judged, leads from segment_passes',
    ),
    agreements.inForce(pool).then((inForce) => basisNow(pool, inForce)),
  ])
  const [pass] = rows
  if (pass?.basis === basis) return pass.isDone ? null : { judged: pass.judged, leads: pass.leads }
  const { rows: counted } = await pool.query<{ leads: number }>(
    `select (select count(*)::int from leads where joined_to is null) as leads where exists (select from segments)`,
  )
  return counted[0] ? { judged: 0, leads: counted[0].leads } : null
}

/** @throws Refusal `not_found` */
async function segment(books: SegmentBooks, id: string): Promise<Segment> {
  const found = (await segments(books)).data.find((one) => one.id === id)
  if (!found) throw nothingThere()
  return found
}

/** @throws Refusal `conflict` when there is one by that id; `invalid_request` for a document that is no audience */
export async function addSegment(
  books: SegmentBooks,
  { id: given, name, about, document }: SegmentWritten,
  by: string | null,
): Promise<Segment> {
  const id = given ?? idOf(name)
  await transaction(books.pool, async (client) => {
    await client.query('lock table segments in share row exclusive mode')
    await assertAudience(client, books.agreements, id, document)
    const { rowCount } = await client.query(
      `insert into segments (id, name, about, document, changed_by) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [id, name, about, document, by],
    )
    if (rowCount === 0) throw new Refusal('conflict', `There is a segment by the id ${id} already.`)
  })
  return await segment(books, id)
}

/** Letters of other scripts leave nothing of a name. */
function idOf(name: string): string {
  const slug = personaSlug(name, 'segment').slice(0, 60).replace(/-$/, '')
  return /^[a-z]/.test(slug) ? slug : `segment-${slug}`.slice(0, 60)
}

/** @throws Refusal `not_found`; `conflict` when somebody wrote since; `invalid_request` for a document that is no audience */
export async function changeSegment(
  books: SegmentBooks,
  id: string,
  { revision, name, about, document }: SegmentChange,
  by: string,
): Promise<Segment> {
  const written = await transaction(books.pool, async (client) => {
    await client.query('lock table segments in share row exclusive mode')
    if (document !== undefined) await assertAudience(client, books.agreements, id, document)
    const { rowCount } = await client.query(
      `update segments set name = coalesce($3, name), about = coalesce($4, about), document = coalesce($5, document),
         revision = revision + 1, changed_at = now(), changed_by = $6 where id = $1 and revision = $2`,
      [id, revision, name ?? null, about ?? null, document ?? null, by],
    )
    return rowCount
  })
  const now = await segment(books, id)
  if (written === 0)
    throw new Refusal(
      'conflict',
      `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
    )
  return now
}

/** @throws Refusal `not_found`, or `conflict` while something names it */
export async function removeSegment(books: SegmentBooks, id: string): Promise<void> {
  const { usedBy, name } = await segment(books, id)
  if (usedBy.length > 0)
    throw new Refusal(
      'conflict',
      `${name} is named by ${usedBy.map((user) => `the ${user.kind} ${user.name}`).join(', ')}.`,
    )
  await books.pool.query('delete from segments where id = $1', [id])
}

async function assertAudience(
  client: pg.ClientBase,
  agreements: Agreements,
  id: string,
  document: string,
): Promise<void> {
  const inForce = await agreements.inForce(client)
  const { audience, problems } = readAudience(document, audienceContext(inForce.compiled))
  const found = [
    ...problems.map(toldProblem),
    ...namingProblems(id, audience, await readSegments(client, inForce)),
  ]
  const error = found.find(({ severity }) => severity === 'error')
  if (error) throw new Refusal('invalid_request', `document: line ${error.line}: ${sayProblem(error)}`)
}

export function sayProblem({ found, expected, remedy }: SegmentProblem): string {
  return `found ${found}, expected ${expected}; ${remedy}.`
}

/** What is wrong with the segments that a document names: one that is not there, or one that leads back to it. */
export function namingProblems(
  id: string | undefined,
  audience: Audience | null,
  others: readonly ReadSegment[],
): readonly SegmentProblem[] {
  if (!audience) return []
  const at = { severity: 'error' as const, path: 'segment', line: 1, column: 1 }
  const missing = segmentsOf(audience).filter(
    (one) => one !== id && !others.some((other) => other.id === one),
  )
  const circle =
    id === undefined
      ? null
      : circleOf(
          id,
          audience,
          others.filter((other) => other.id !== id),
        )
  return [
    ...missing.map((one) => ({
      ...at,
      found: `\`${one}\``,
      expected: 'the id of a segment',
      remedy: 'name one that is there',
    })),
    ...(circle
      ? [
          {
            ...at,
            found: circle.join(' → '),
            expected: 'a segment that does not lead back to itself',
            remedy: `take \`segment: ${circle[1]!}\` out`,
          },
        ]
      : []),
  ]
}
