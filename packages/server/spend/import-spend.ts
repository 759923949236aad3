/**
 * A file of spend, taken as a whole or not at all. A row is known by what it says, so the same file again stores nothing new, and a
 * longer one only what it adds. A row for a channel and days that something else is stored for already is refused: two files that
 * both tell of March must not make it twice as dear.
 */
import { createHash } from 'node:crypto'
import type { SpendImported, SpendProblem } from '@baton/protocol'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { readSpendFile, type SpendFileRow } from './read-spend-file.ts'

const PROBLEMS_SHOWN = 100

export async function importSpend(pool: pg.Pool, bytes: Buffer, by: string): Promise<SpendImported> {
  const { rows, ignored, problems } = readSpendFile(bytes)
  const read = { rows: rows.length, ignored: [...ignored] }
  if (problems.length > 0) return { ...read, ...refused(problems) }
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Two files at once would not see each other's rows.
    await client.query('lock table spend in share row exclusive mode')
    const outcome = await store(client, rows, by)
    await client.query('commit')
    return { ...read, ...outcome }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

type Outcome = Omit<SpendImported, 'rows' | 'ignored'>

function refused(problems: readonly SpendProblem[]): Outcome {
  const shown = problems.slice(0, PROBLEMS_SHOWN)
  return { added: 0, known: 0, problems: shown, problemsTotal: problems.length }
}

async function store(client: pg.ClientBase, rows: readonly SpendFileRow[], by: string): Promise<Outcome> {
  const keyed = withKeys(rows)
  const { rows: stored } = await client.query<{ key: string }>(
    'select import_key as key from spend where import_key = any($1)',
    [keyed.map(({ key }) => key)],
  )
  const known = new Set(stored.map(({ key }) => key))
  const news = keyed.filter(({ key }) => !known.has(key))
  const problems = await conflicts(client, news)
  if (problems.length > 0) return refused(problems)
  const column = (of: (row: KeyedRow) => unknown) => news.map(of)
  await client.query(
    `insert into spend (id, source, campaign, starts_on, ends_on, amount, currency, note, import_key, by_person)
     select *, $10::uuid from unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::date[], $6::numeric[], $7::text[],
       $8::text[], $9::text[])`,
    [
      column(() => uuidV7()),
      column(({ source }) => source),
      column(({ campaign }) => campaign),
      column(({ from }) => from),
      column(({ to }) => to),
      column(({ amount }) => amount),
      column(({ currency }) => currency),
      column(({ note }) => note),
      column(({ key }) => key),
      by,
    ],
  )
  return { added: news.length, known: known.size, problems: [], problemsTotal: 0 }
}

interface KeyedRow extends SpendFileRow {
  readonly key: string
}

/** Rows that say the same are told apart by which of them they are: a file may rightly have two. */
function withKeys(rows: readonly SpendFileRow[]): readonly KeyedRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const { source, campaign, from, to, amount, currency } = row
    const said = JSON.stringify([
      source.toLowerCase(),
      campaign.toLowerCase(),
      from,
      to,
      amount.toFixed(2),
      currency,
    ])
    const nth = (seen.get(said) ?? 0) + 1
    seen.set(said, nth)
    return { ...row, key: createHash('sha256').update(`${said} ${nth}`).digest('hex') }
  })
}

async function conflicts(client: pg.ClientBase, rows: readonly KeyedRow[]): Promise<readonly SpendProblem[]> {
  const { rows: found } = await client.query<{ place: number; amount: string; currency: string }>(
    `select distinct on (g.place) g.place::int, s.amount::text as amount, s.currency
     from unnest($1::text[], $2::text[], $3::date[], $4::date[]) with ordinality as g(source, campaign, starts_on, ends_on, place)
     join spend s on lower(s.source) = g.source and lower(s.campaign) = g.campaign and s.starts_on = g.starts_on
       and s.ends_on = g.ends_on
     order by g.place, s.at`,
    [
      rows.map(({ source }) => source.toLowerCase()),
      rows.map(({ campaign }) => campaign.toLowerCase()),
      rows.map(({ from }) => from),
      rows.map(({ to }) => to),
    ],
  )
  return found.map(({ place, amount, currency }) => {
    const row = rows[place - 1]!
    return {
      line: row.line,
      column: 'amount',
      value: `${row.amount.toFixed(2)} ${row.currency}`,
      expected: `no other row for this source, campaign and days: ${amount} ${currency} is stored for them; change or remove that first`,
    }
  })
}
