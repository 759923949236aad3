/**
 * What does an event cost that may move its lead in or out of any of twenty segments, beside computing one of them anew? Over a
 * million leads, in a PostgreSQL that keeps what it acknowledges, in one run: what is told is written to the log, then followed as
 * the server follows it, with every read and write; and a segment is computed from the same histories, read as fast as they can be.
 * At the end all memberships are computed anew and compared.
 *
 * `npm run bench -- segments [--leads 1m]`. Ten times as many events as leads.
 */
import { dayOf, foldHistory, type LeadEvent } from '@baton/engine'
import { type Audience, isIn, spelledOut } from '@baton/engine/audience'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Agreements, installFirstAgreement } from '../packages/server/agreements/index.ts'
import { HistoryReader } from '../packages/server/leads/index.ts'
import { migrate } from '../packages/server/platform/migrations/migrate.ts'
import { openPool } from '../packages/server/platform/postgres/open-pool.ts'
import { openPostgres } from '../packages/server/platform/postgres/open-postgres.ts'
import { ensureSegments } from '../packages/server/segments/ensure-segments.ts'
import { followLeads, type HeldRules } from '../packages/server/segments/follow-leads.ts'
import { membershipOf } from '../packages/server/segments/judge-membership.ts'
import { compiledWith, segmentRules } from '../packages/server/segments/read-segments.ts'
import { ensureSource } from '../packages/server/sources/index.ts'
import { countAsked, median, table } from './measure.ts'
import { UNTIL } from './replay-history.ts'
import { leadId } from './reports-company.ts'
import { addEvents, type KnownEvent, loadSegmentsCompany, type SegmentsCompany } from './segments-company.ts'

const AGREEMENT = join(import.meta.dirname, '..', 'agreements', 'northbeam-b2b.yaml')
const BAR = 1_000
const LONE_EVENTS = 400
const GROUPS = 40
const IN_A_GROUP = 100
const WARM_UP = 20
const LEADS_AT_A_TIME = 10_000
const HOUR_MS = 3_600_000

const SEGMENTS: Readonly<Record<string, string>> = {
  engaged: '{ all: [ { score: 20 }, { grade: [A, B] }, { stage: [lead, recycled] } ] }',
  'looked-at-prices': '{ did: Page Viewed, where: { page_group: pricing }, within: 30 days }',
  'gone-quiet': '{ all: [ { did: Content Downloaded }, { not: { did: Page Viewed, within: 60 days } } ] }',
  'big-companies': '{ field: { company.employees: { from: 1000 } } }',
  'good-fit': '{ grade: [A, B] }',
  'no-fit': '{ grade: [D] }',
  readers: '{ did: Content Downloaded, times: 2, within: 90 days }',
  watchers: '{ did: Video Watched, within: 60 days }',
  'webinar-guests': '{ did: Webinar Attended, within: 180 days }',
  'about-to-buy': '{ meter: intent, at-least: 40 }',
  curious: '{ meter: interest, at-least: 30 }',
  'with-sales': '{ stage: [mql, sal, sql, opportunity] }',
  customers: '{ stage: [customer] }',
  seniors: '{ field: { lead.seniority: [director, vp, c-level] } }',
  software: '{ field: { company.industry: software } }',
  'from-fairs': '{ field: { lead.source: fair } }',
  'senior-and-engaged': '{ all: [ { segment: seniors }, { segment: engaged } ] }',
  'warm-or-big': '{ any: [ { score: 40 }, { segment: big-companies } ] }',
  'never-here': '{ not: { did: Page Viewed } }',
  'clicked-lately': '{ did: Email Clicked, within: 14 days }',
}

let randomState = 20_261_122
const agreements = new Agreements()
const held: HeldRules = { rules: null }
const leads = countAsked('--leads', '1m')
const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
chmodSync(dataDir, 0o755)
const postgres = await openPostgres({ dataDir, log: (line) => console.error(line) })
const pool = openPool({ ...postgres.connection }, { max: 4 })
try {
  process.exitCode = await measure()
} finally {
  await pool.end()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function measure(): Promise<number> {
  await migrate(pool)
  await installFirstAgreement(pool, { document: readFileSync(AGREEMENT, 'utf8'), note: 'bench' })
  const { id: sourceId } = await ensureSource(pool, 'bench')
  console.error('Making the company …')
  const company = await loadSegmentsCompany(pool, sourceId, leads)
  await tidy()
  await ensureSegments(
    pool,
    Object.entries(SEGMENTS).map(([id, document]) => ({ id, name: id, about: '', document })),
  )
  console.error('Judging everybody once …')
  let now = UNTIL + HOUR_MS
  const first = await timed(() => followLeads({ pool, agreements, now: () => now, held }))
  await tidy()
  console.error('Following events …')
  const comesIn = async (count: number) => {
    now += 1_000
    const events = Array.from({ length: count }, () => drawn(company))
    await addEvents(pool, sourceId, events, now)
    const one = await timed(() => followLeads({ pool, agreements, now: () => now, held }))
    return { ms: one.ms, judged: one.result }
  }
  const lone = await repeated(LONE_EVENTS, () => comesIn(1))
  const grouped = await repeated(GROUPS, () => comesIn(IN_A_GROUP))
  console.error('Computing segments anew …')
  const anew = []
  for (const id of ['looked-at-prices', 'engaged', 'warm-or-big'])
    anew.push(await timed(() => segmentAnew(id, now)))
  print(company, { first: first.ms, lone, grouped, anew: anew.map(({ ms }) => ms) })
  return bars(await differences(now), median(lone.map(({ ms }) => ms)), median(anew.map(({ ms }) => ms)))
}

/** As a database that has been at work for a while. It takes longer than the server would wait for an answer. */
async function tidy(): Promise<void> {
  const client = new pg.Client({ ...postgres.connection })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

interface Followed {
  readonly ms: number
  /** Leads; more than events, where one says something of a company. */
  readonly judged: number
}

async function repeated(times: number, one: () => Promise<Followed>): Promise<readonly Followed[]> {
  const measured: Followed[] = []
  for (let round = -WARM_UP; round < times; round++) {
    const followed = await one()
    if (round >= 0) measured.push(followed)
  }
  return measured
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const begun = performance.now()
  const result = await work()
  return { ms: performance.now() - begun, result }
}

/** Always the same ones in the same order. */
function drawn({ drawn: known }: SegmentsCompany): KnownEvent {
  randomState = (Math.imul(randomState, 1_664_525) + 1_013_904_223) >>> 0
  return known[Math.floor((randomState / 0x1_0000_0000) * known.length)]!
}

/** Everybody's histories, read in portions. */
async function* histories(): AsyncGenerator<ReadonlyMap<string, readonly LeadEvent[]>> {
  const client = await pool.connect()
  const reader = new HistoryReader()
  try {
    for (let from = 0; from < leads; from += LEADS_AT_A_TIME)
      yield await reader.where(
        client,
        `id >= '${leadId(from)}' and id < '${leadId(from + LEADS_AT_A_TIME)}' and joined_to is null`,
      )
  } finally {
    client.release()
  }
}

/** One segment by itself, what it names spelt out; written as a set beside what is kept. */
async function segmentAnew(id: string, now: number): Promise<void> {
  const inForce = await agreements.inForce(pool)
  const { segments } = await segmentRules(pool, inForce)
  const audiences = new Map<string, Audience>(segments.map((one) => [one.id, one.audience]))
  const whole = spelledOut(audiences.get(id)!, audiences)
  const compiled = compiledWith(inForce.compiled, [whole])
  const found: string[] = []
  for await (const portion of histories())
    for (const [lead, events] of portion) {
      const { state } = foldHistory(compiled, events, now)
      const standing = { state, day: dayOf(now), persona: null, segments: new Set<string>() }
      if (state.stage !== 'visitor' && isIn(compiled, whole, standing)) found.push(lead)
    }
  await pool.query('create table if not exists anew (segment text, lead_id uuid)')
  await pool.query('insert into anew select $1, lead::uuid from unnest($2::text[]) as lead', [id, found])
}

/** How many memberships of those kept are otherwise than what all histories say. */
async function differences(now: number): Promise<{ readonly compared: number; readonly wrong: number }> {
  const rules = await segmentRules(pool, await agreements.inForce(pool))
  const { rows } = await pool.query<{ lead: string; segments: string[] }>(
    'select lead_id as lead, array_agg(segment) as segments from segment_members group by lead_id',
  )
  const kept = new Map(rows.map(({ lead, segments }) => [lead, new Set(segments)]))
  let compared = 0
  let wrong = 0
  for await (const portion of histories())
    for (const [lead, events] of portion) {
      const { segments } = membershipOf(rules, events, null, now)
      const known = kept.get(lead) ?? new Set<string>()
      compared += Math.max(segments.size, known.size)
      wrong += segments.symmetricDifference(known).size
    }
  const single = await pool.query<{ wrong: number }>(
    `select count(*)::int as wrong from (select segment, lead_id from segment_members where segment in (select segment from anew)) k
     full join anew a using (segment, lead_id) where k.* is null or a.* is null`,
  )
  return { compared, wrong: wrong + single.rows[0]!.wrong }
}

interface Figures {
  readonly first: number
  readonly lone: readonly Followed[]
  readonly grouped: readonly Followed[]
  readonly anew: readonly number[]
}

function print(company: SegmentsCompany, { first, lone, grouped, anew }: Figures): void {
  const say = (count: number) => count.toLocaleString('en')
  const row = (name: string, ms: readonly number[], digits: number) => [
    name,
    ...[0.5, 0.99, 1].map((share) => `${quantile(ms, share).toFixed(digits)} ms`),
  ]
  const perEvent = grouped.map(({ ms }) => ms / IN_A_GROUP)
  const judged = (of: readonly Followed[]) => of.reduce((sum, one) => sum + one.judged, 0)
  console.log(`Node ${process.version}, ${cpus().length} cores; ${say(company.leads)} leads, ${say(company.events)} events, ${Object.keys(SEGMENTS).length} segments, all kept\n`) // prettier-ignore
  console.log(
    table([
      ['', 'p50', 'p99', 'most'],
      row(`an event by itself, ${LONE_EVENTS} times`, lone.map(({ ms }) => ms), 2), // prettier-ignore
      row(`an event among ${IN_A_GROUP}, ${GROUPS} times`, perEvent, 2),
      row('one segment computed anew, three of them', anew, 0),
    ]),
  )
  const one = median(anew)
  console.log(`
Computing a segment anew costs ${say(Math.round(one / median(lone.map(({ ms }) => ms))))} times an event by itself, and ${say(Math.round(one / median(perEvent)))} times one among ${IN_A_GROUP}.
Everybody judged once for all segments, as a changed segment asks for: ${(first / 1000).toFixed(0)} s, ${say(Math.round(company.leads / (first / 1000)))} leads a second.
${say(judged(lone) + judged(grouped))} leads were judged for ${say(LONE_EVENTS + GROUPS * IN_A_GROUP)} events: what is said of a company reaches all who are of it.
Left out: the intake, which writes the event; and up to a second until the follower looks.`)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

function bars(
  { compared, wrong }: { readonly compared: number; readonly wrong: number },
  event: number,
  anew: number,
): number {
  console.log(`Of ${compared.toLocaleString('en')} memberships, ${wrong} differ from computing them anew.`)
  const ratio = anew / event
  const met = ratio >= BAR && wrong === 0
  console.log(
    `bar segments: computing one anew costs ${Math.round(ratio).toLocaleString('en')} times an event, needs ${BAR.toLocaleString('en')} at 1m leads: ${met ? 'met' : 'missed'}`,
  )
  return met ? 0 : 1
}
