/** Journeys out of the database: leads, their ledgers, where they came from, and the kept history. */
import type { Catalogue, HandoffState, Stage, TimerKind } from '@baton/engine'
import {
  JourneyBuilder,
  type JourneyLead,
  type Journeys,
  type LedgerRow,
  type TouchRow,
} from '@baton/engine/reports'
import type pg from 'pg'
import { type CopiedRow, copyOut } from '../platform/postgres/copy-out.ts'
import { KnownTexts } from '../platform/postgres/known-bytes.ts'
import { inSnapshot, openFrameOf } from '../replay/index.ts'

/** @param directory where the history is kept as columns */
export async function readJourneys(
  pool: pg.Pool,
  directory: string,
  catalogue: Catalogue,
): Promise<Journeys> {
  const { builder, touches, asOf } = await inSnapshot(pool, async (client) => {
    const { rows } = await client.query<{ now: number }>(
      'select floor(extract(epoch from now()) * 1000)::float8 as now',
    )
    const leads = await readLeads(client)
    const made = new JourneyBuilder(leads)
    await readLedger(client, made)
    return { builder: made, touches: await readTouches(client), asOf: rows[0]!.now }
  })
  // Read after the ledger: of what came in between there are facts and no decisions yet, never the other way round.
  const { frame } = await openFrameOf(pool, directory, catalogue)
  return builder.build({ asOf, catalogue, frame, touches })
}

const LEADS = `
  select l.id, l.joined_to, l.stage, l.waiting_for is not null and l.joined_to is null,
    exists (select 1 from machines m where m.lead_id = l.id),
    case when l.stage in ('mql', 'sal', 'sql', 'opportunity') then (l.state::json -> 'handoff')::text end
  from leads l order by l.id`

/** Leads that something happened to which a machine did; there are few such events, and an index of them. */
const MACHINES = `
  create temp table machines on commit drop as
  select distinct e.lead_id from events e join event_marks m on m.event_id = e.id and m.mark = 'machine'
  where not e.counts`

async function readLeads(client: pg.ClientBase): Promise<readonly JourneyLead[]> {
  await client.query(MACHINES)
  await client.query('create index on machines (lead_id)')
  await client.query('analyze machines')
  const leads: JourneyLead[] = []
  const stages = new KnownTexts()
  await copyOut(client, LEADS, (row) => {
    leads.push({
      id: row.uuid()!,
      joinedTo: row.uuid(),
      stage: row.knownText(stages) as Stage,
      waiting: row.boolean(),
      machine: row.boolean(),
      handoff: handoffOf(row.text()),
    })
  })
  return leads
}

function handoffOf(text: string | null): HandoffState | null {
  return text === null ? null : (JSON.parse(text) as HandoffState | null)
}

const LEDGER = `
  select lead_id, kind, at, decided_at, added_by, supersedes is not null, from_stage, to_stage, cycle::bigint, tier,
    agreement_version::bigint, grade, score, clauses[1], timer, coalesce(contested ->> 'clause', contested ->> 'field'),
    handoff
  from decisions order by lead_id, seq`

async function readLedger(client: pg.ClientBase, builder: JourneyBuilder): Promise<void> {
  const texts = new KnownTexts()
  await copyOut(client, LEDGER, (row) => builder.addDecision(row.uuid()!, ledgerRow(row, texts)))
}

/** Fields in the order of LEDGER. */
function ledgerRow(row: CopiedRow, texts: KnownTexts): LedgerRow {
  return {
    kind: row.knownText(texts) as LedgerRow['kind'],
    at: row.time(),
    decidedAt: row.time(),
    addedBy: row.knownText(texts) as LedgerRow['addedBy'],
    supersedes: row.boolean(),
    from: row.knownText(texts) as Stage,
    to: row.knownText(texts) as Stage,
    cycle: row.bigint(),
    tier: row.knownText(texts),
    version: row.bigint(),
    grade: row.knownText(texts)!,
    score: row.float(),
    clause: row.knownText(texts),
    timer: row.knownText(texts) as TimerKind | null,
    contested: row.knownText(texts),
    handoff: handoffOf(row.text()),
  }
}

/** Those of events that are judged by. */
const TOUCHES = `
  select t.lead_id, t.at, t.source, t.medium, t.campaign from touches t
  where not exists (select 1 from events e where e.seq = t.seq and not e.counts)`

async function readTouches(client: pg.ClientBase): Promise<readonly TouchRow[]> {
  const touches: TouchRow[] = []
  const texts = new KnownTexts()
  await copyOut(client, TOUCHES, (row) => {
    touches.push({
      lead: row.uuid()!,
      at: row.time(),
      source: row.knownText(texts),
      medium: row.knownText(texts),
      campaign: row.knownText(texts),
    })
  })
  return touches
}
