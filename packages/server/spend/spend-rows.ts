/** What was spent to bring people: rows of a source, a campaign and a range of days. */
import type { SpendRow, Span } from '@baton/engine/reports'
import type { SpendEntry, SpendList, SpendQuery, SpendWritten } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

/** One answer carries so many; sums are of all. */
const SHOWN_MAX = 2_000

const ENTRY = `s.id, s.source, s.campaign, to_char(s.starts_on, 'YYYY-MM-DD') as "from", to_char(s.ends_on, 'YYYY-MM-DD') as "to",
  s.amount::float8 as amount, s.currency, s.note, s.import_key is not null as imported, p.name as by, s.at`
const FROM = 'from spend s left join people p on p.id = s.by_person'
/** Days that overlap those of the query. */
const OVERLAP = `($1::date is null or s.ends_on >= $1::date) and ($2::date is null or s.starts_on <= $2::date)`

type Row = Omit<SpendEntry, 'at'> & { readonly at: Date }

function asEntry(row: Row): SpendEntry {
  return { ...row, at: row.at.toISOString() }
}

export async function spendList(pool: pg.Pool, { from, to }: SpendQuery): Promise<SpendList> {
  const days = [from ?? null, to ?? null]
  const [{ rows }, { rows: sums }] = await Promise.all([
    pool.query<Row>(
      `select ${ENTRY} ${FROM} where ${OVERLAP}
       order by s.ends_on desc, s.starts_on desc, lower(s.source), lower(s.campaign), s.id limit ${SHOWN_MAX}`,
      days,
    ),
    pool.query<{ currency: string; amount: number; count: number }>(
      `select s.currency, sum(s.amount)::float8 as amount, count(*)::int as count
       from spend s where ${OVERLAP} group by 1 order by 2 desc, 1`,
      days,
    ),
  ])
  return {
    data: rows.map(asEntry),
    total: sums.reduce((all, { count }) => all + count, 0),
    sums: sums.map(({ currency, amount }) => ({ currency, amount })),
  }
}

async function spendEntry(pool: pg.Pool, id: string): Promise<SpendEntry> {
  const { rows } = await pool.query<Row>(`select ${ENTRY} ${FROM} where s.id = $1`, [id])
  const [row] = rows
  if (!row) throw nothingThere()
  return asEntry(row)
}

const valuesOf = ({ source, campaign, from, to, amount, currency, note }: SpendWritten) => [
  source,
  campaign,
  from,
  to,
  amount,
  currency,
  note,
]

export async function addSpend(pool: pg.Pool, written: SpendWritten, by: string): Promise<SpendEntry> {
  const id = uuidV7()
  await pool.query(
    `insert into spend (id, source, campaign, starts_on, ends_on, amount, currency, note, by_person)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, ...valuesOf(written), by],
  )
  return await spendEntry(pool, id)
}

/** A row that a file brought stays known as that file's, so that the file read again does not bring it a second time. */
export async function changeSpend(
  pool: pg.Pool,
  id: string,
  written: SpendWritten,
  by: string,
): Promise<SpendEntry> {
  if (!isUuid(id)) throw nothingThere()
  await pool.query(
    `update spend set source = $2, campaign = $3, starts_on = $4, ends_on = $5, amount = $6, currency = $7, note = $8,
       by_person = $9, at = now() where id = $1`,
    [id, ...valuesOf(written), by],
  )
  return await spendEntry(pool, id)
}

export async function removeSpend(pool: pg.Pool, id: string): Promise<void> {
  const { rowCount } = isUuid(id)
    ? await pool.query('delete from spend where id = $1', [id])
    : { rowCount: 0 }
  if (rowCount === 0) throw nothingThere()
}

/** Rows of which some part falls into the period, as reports read them. Days are those of UTC. */
export async function readSpend(pool: pg.Pool, { from, to }: Span): Promise<readonly SpendRow[]> {
  const { rows } = await pool.query<SpendRow>(
    `select source, campaign, extract(epoch from starts_on)::float8 * 1000 as "from",
       extract(epoch from ends_on + 1)::float8 * 1000 as "to", amount::float8 as amount, currency
     from spend
     where extract(epoch from starts_on)::float8 * 1000 < $2 and extract(epoch from ends_on + 1)::float8 * 1000 > $1
     order by starts_on, source, campaign, id`,
    [from, to],
  )
  return rows
}
