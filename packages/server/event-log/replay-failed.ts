/**
 * Reading a refused event again. What is mended is its content: where it came from, how far that is believed, when it was
 * received and which message it is are as they were, so that it is stored once however often it is replayed.
 */
import type { Trust } from '@baton/engine'
import type { BulkReplay, BulkReplayed, Replayed } from '@baton/protocol'
import type pg from 'pg'
import { type IncomingEvent, type Intake, lookAtEvent, readAgain, type SentForm } from '../events/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { mender, parsed } from './mend-body.ts'

interface FailedRow {
  readonly id: string
  readonly sourceId: string | null
  readonly sourceName: string | null
  readonly receivedAt: Date
  readonly code: string
  readonly messageId: string | null
  readonly body: string
  readonly form: SentForm | null
  readonly settled: 'replayed' | 'dismissed' | null
  readonly settledBy: string | null
}

const SELECT = `
  select f.id, f.source_id as "sourceId", s.name as "sourceName", f.received_at as "receivedAt", f.code,
    f.message_id as "messageId", f.body, f.form, f.settled, p.name as "settledBy"
  from failed_events f left join sources s on s.id = f.source_id left join people p on p.id = f.settled_by`

export interface Replaying {
  readonly pool: pg.Pool
  readonly intake: Intake
}

/**
 * @param body the JSON to read instead of what was sent
 * @throws Refusal `not_found`, `conflict` when it was replayed before, `invalid_json`
 */
export async function replayFailed(
  { pool, intake }: Replaying,
  id: string,
  body: string | undefined,
  by: string | null,
): Promise<Replayed> {
  const { rows } = isUuid(id) ? await pool.query<FailedRow>(`${SELECT} where f.id = $1`, [id]) : { rows: [] }
  const [row] = rows
  if (!row) throw nothingThere()
  if (row.settled === 'replayed')
    throw new Refusal('conflict', `${row.settledBy ?? 'A key'} replayed it already: it is stored.`)
  const read = eventOf(row, body ?? row.body)
  if ('refused' in read) return { result: 'refused', code: read.refused, detail: read.detail, lead: null }
  const [receipt] = await intake.accept([read.event])
  if (typeof receipt === 'object')
    return { result: 'refused', code: receipt.refused, detail: receipt.detail, lead: null }
  await settle(pool, [row.id], by)
  const lead = await leadOf(pool, read.event)
  return { result: receipt!, code: null, detail: null, lead }
}

const AT_ONCE = 1_000
const PAGES_MAX = 20

/** The oldest of the kind first. */
export async function replayAllFailed(
  replaying: Replaying,
  asked: BulkReplay,
  by: string | null,
): Promise<BulkReplayed> {
  const mend = mender(asked.fix)
  const open = await openOf(replaying.pool, asked)
  const reasons = new Map<string, number>()
  let [looked, duplicates] = [0, 0]
  let last: FailedRow | undefined
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const rows = await pageOf(replaying.pool, asked, last)
    last = rows.at(-1)
    looked += rows.length
    duplicates += await replayPage(replaying, rows, { mend, isDry: asked.dryRun, reasons, by })
    if (rows.length < AT_ONCE) break
  }
  const refused = [...reasons.values()].reduce((sum, events) => sum + events, 0)
  return {
    stored: looked - refused - duplicates,
    duplicates,
    refused,
    reasons: [...reasons]
      .map(([detail, events]) => ({ detail, events }))
      .toSorted((a, b) => b.events - a.events)
      .slice(0, 10),
    left: Math.max(0, open - looked),
  }
}

async function openOf(pool: pg.Pool, { code, source }: BulkReplay): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from failed_events
     where settled is null and code = $1 and ($2::uuid is null or source_id = $2)`,
    [code, source ?? null],
  )
  return rows[0]!.open
}

async function pageOf(
  pool: pg.Pool,
  { code, source }: BulkReplay,
  after: FailedRow | undefined,
): Promise<readonly FailedRow[]> {
  const { rows } = await pool.query<FailedRow>(
    `${SELECT} where f.settled is null and f.code = $1 and ($2::uuid is null or f.source_id = $2)
       and ($3::timestamptz is null or (f.received_at, f.id) > ($3, $4::uuid))
     order by f.received_at, f.id limit ${AT_ONCE}`,
    [code, source ?? null, after?.receivedAt ?? null, after?.id ?? null],
  )
  return rows
}

interface Page {
  readonly mend: (body: string) => string | null
  readonly isDry: boolean
  /** Of those that are refused still; counted on. */
  readonly reasons: Map<string, number>
  readonly by: string | null
}

/** Returns how many were there already. */
async function replayPage(
  { pool, intake }: Replaying,
  rows: readonly FailedRow[],
  { mend, isDry, reasons, by }: Page,
): Promise<number> {
  const sound: { readonly id: string; readonly event: IncomingEvent }[] = []
  for (const row of rows) {
    const read = mendedEvent(row, mend(row.body))
    if ('event' in read) sound.push({ id: row.id, event: read.event })
    else count(reasons, read.detail)
  }
  const receipts = isDry ? [] : await intake.accept(sound.map(({ event }) => event))
  for (const receipt of receipts) if (typeof receipt === 'object') count(reasons, receipt.detail)
  const done = sound.filter((_, index) => typeof receipts[index] === 'string')
  await settle(
    pool,
    done.map(({ id }) => id),
    by,
  )
  return receipts.filter((receipt) => receipt === 'duplicate').length
}

function count(reasons: Map<string, number>, detail: string): void {
  reasons.set(detail, (reasons.get(detail) ?? 0) + 1)
}

async function settle(pool: pg.Pool, ids: readonly string[], by: string | null): Promise<void> {
  if (ids.length === 0) return
  await pool.query(
    `update failed_events set settled = 'replayed', settled_by = $2, settled_at = now()
     where id = any($1::uuid[]) and settled is distinct from 'replayed'`,
    [ids, by],
  )
}

type ReadEvent = { readonly event: IncomingEvent } | { readonly refused: string; readonly detail: string }

function mendedEvent(row: FailedRow, body: string | null): ReadEvent {
  if (body === null)
    return { refused: row.code, detail: 'what was sent is no JSON, or was too long to be kept whole' }
  return eventOf(row, body)
}

/** Read, and looked at as the intake would: what is refused again is not kept a second time. */
function eventOf(row: FailedRow, body: string): ReadEvent {
  const sent = parsed(body)
  if (sent === undefined)
    throw new Refusal(
      'invalid_json',
      'The body is no JSON: a comma or a bracket may be missing, or it was cut.',
    )
  if (row.sourceId === null) return { refused: row.code, detail: 'nobody knows where it came from' }
  const original = parsed(row.body)
  const { trust, leadId, hit } = settledOf(row, original)
  const messageId =
    row.messageId === null || row.messageId === '' || row.code === 'invalid_message_id'
      ? `failed:${row.id}`
      : row.messageId
  const { sourceId, receivedAt } = row
  const form = row.form ?? formOf(original)
  const read = readAgain(sent, {
    form,
    sourceId,
    trust,
    receivedAt: receivedAt.getTime(),
    messageId,
    leadId,
    hit,
  })
  if ('refused' in read) return { refused: read.refused.code, detail: read.refused.detail }
  const seen = lookAtEvent(read.event)
  return 'refused' in seen ? seen : read
}

/** What the intake itself had put into an event stands, whatever is mended. */
function settledOf(
  row: FailedRow,
  original: unknown,
): { trust: Trust } & Pick<IncomingEvent, 'leadId' | 'hit'> {
  const bySource: Trust = row.sourceName?.startsWith('server:') ? 'server' : 'public'
  const isOurs = row.form === 'event' || row.form === 'canonical'
  if (!isOurs || typeof original !== 'object' || original === null) return { trust: bySource }
  const { trust, leadId, hit } = original as Partial<IncomingEvent>
  return {
    trust: trust ?? bySource,
    ...(typeof leadId === 'string' && { leadId }),
    ...(hit && { hit }),
  }
}

/** For what was kept before its form was noted. */
function formOf(original: unknown): SentForm {
  if (typeof original !== 'object' || original === null) return 'segment'
  if ('copyTail' in original) return 'canonical'
  if ('identity' in original && 'receivedAt' in original) return 'event'
  return 'distinct_id' in original ? 'posthog' : 'segment'
}

async function leadOf(pool: pg.Pool, { sourceId, messageId }: IncomingEvent): Promise<string | null> {
  const { rows } = await pool.query<{ lead: string | null }>(
    `select coalesce(l.joined_to, l.id) as lead from events e left join leads l on l.id = e.lead_id
     where e.source_id = $1 and e.message_id = $2`,
    [sourceId, messageId],
  )
  return rows[0]?.lead ?? null
}
