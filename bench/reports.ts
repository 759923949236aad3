/**
 * How long does a report take over a million leads and ten million events, beside a bare SQL count over the same rows? Through the real
 * server, from the request to the last byte of the answer; and a whole home page, all of its reports at once.
 *
 * `npm run bench -- reports [--events 10m]`. A tenth as many leads as events.
 */
import { compileAgreement, readAgreement, standardCatalogue } from '@baton/engine'
import { reportNames } from '@baton/protocol'
import { ensureSpend, openServer } from '@baton/server'
import { spendOf } from '@baton/simulator'
import { zoneOffsets } from '@baton/zones'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { signInAs } from '../packages/server/platform/testing/sign-in-as.ts'
import { eventsAsked, table } from './measure.ts'
import { SEED, UNTIL } from './replay-history.ts'
import { loadCompany } from './reports-company.ts'

const AGREEMENT = join(import.meta.dirname, '..', 'agreements', 'northbeam-b2b.yaml')
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 20)
const WARM_UP_ROUNDS = 3
const REPORT_NEEDS_MS = 1_000
const HOME_NEEDS_MS = 300

/** What each round asks: short and long periods, filtered and not, told apart and not. */
const ASKED = [
  'from=2026-08-01&to=2026-10-31&compare=previous',
  'from=2025-06-01&to=2026-10-31',
  'from=2025-06-01&to=2026-10-31&by=source&channel=campaign&model=position',
  'from=2026-01-01&to=2026-10-31&by=owner&source=organic-search|paid-search',
  'from=2026-01-01&to=2026-06-30&by=tier&compare=year&model=time-decay&basis=cohort',
]
const HOMES = {
  marketing: ['volume', 'promises', 'money'],
  sales: ['volume', 'promises', 'pace', 'funnel', 'deals'],
} as const
const HOME_ASKED = 'from=2026-10-02&to=2026-10-31&compare=previous'

/** A bare count over the rows that reports are made of, one after the other as no report would need them. */
const BARE_COUNTS = {
  'count of the ledger': 'select count(*) from decisions',
  'count by stage and period': `select to_stage, count(distinct lead_id) from decisions
    where at >= '2026-01-01' and at < '2026-11-01' group by 1`,
}

const events = eventsAsked('10m')
const agreement = readAgreement(readFileSync(AGREEMENT, 'utf8'), standardCatalogue).agreement!
const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
chmodSync(dataDir, 0o755)
const server = await openServer({
  dataDir,
  port: 0,
  log: (line) => console.error(line),
  firstAgreement: { document: readFileSync(AGREEMENT, 'utf8'), note: 'bench' },
})
try {
  process.exitCode = await measure(server.url, server.pool)
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function measure(url: string, pool: pg.Pool): Promise<number> {
  console.error('Making the company (a few minutes) …')
  const compiled = compileAgreement(agreement, standardCatalogue, zoneOffsets)
  const company = await loadCompany(pool, {
    events,
    leads: Math.round(events / 10),
    directory: join(dataDir, 'replay'),
    compiled,
  })
  const money = { currency: 'EUR', rates: { USD: 0.92 }, bareAmounts: false, margin: 0.8, amountMonths: 12 }
  await ensureSpend(pool, spendOf({ seed: SEED, leads: 3_000, until: UNTIL }), money)
  const { headers } = await signInAs(pool, 'marketing')
  const ask = (path: string) =>
    timed(async () => {
      const answer = await fetch(`${url}${path}`, { headers })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`)
    })
  const cold = await ask(`/api/reports/funnel?${ASKED[0]}`)
  const reports = new Map<string, number[]>(reportNames.map((name) => [name, []]))
  const homes = new Map<string, number[]>(Object.keys(HOMES).map((side) => [side, []]))
  const counts = new Map<string, number[]>(Object.keys(BARE_COUNTS).map((name) => [name, []]))
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const keep = (into: Map<string, number[]>, name: string, ms: number) =>
      round >= 0 && into.get(name)!.push(ms)
    // Alternated, so that whatever else the machine does meets all of them.
    for (const name of reportNames)
      keep(reports, name, await ask(`/api/reports/${name}?${ASKED[(round + WARM_UP_ROUNDS) % ASKED.length]}`))
    for (const [side, names] of Object.entries(HOMES))
      keep(homes, side, await timed(async () => void (await Promise.all(names.map((name) => ask(`/api/reports/${name}?${HOME_ASKED}`)))))) // prettier-ignore
    for (const [name, sql] of Object.entries(BARE_COUNTS))
      keep(counts, name, await timed(async () => void (await pool.query(sql))))
  }
  print(company, cold, reports, homes, counts)
  return bars(reports, homes)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function print(
  company: Awaited<ReturnType<typeof loadCompany>>,
  cold: number,
  ...figures: readonly ReadonlyMap<string, readonly number[]>[]
): void {
  const rows = figures.flatMap((of, index) =>
    [...of].map(([name, ms]) => [
      `${['report', 'home', 'SQL:'][index]} ${name}`,
      ...[0.5, 0.95, 1].map((share) => `${quantile(ms, share).toFixed(0)} ms`),
    ]),
  )
  const say = (count: number) => count.toLocaleString('en')
  console.log(`Node ${process.version}, ${cpus().length} cores; ${say(company.leads)} leads, ${say(company.events)} events, ${say(company.decisions)} decisions; ${ROUNDS} rounds after ${WARM_UP_ROUNDS}\n`) // prettier-ignore
  console.log(table([['', 'p50', 'p95', 'most'], ...rows]))
  console.log(`\nThe first question waits for everything to be read: ${(cold / 1000).toFixed(1)} s. Later ones are answered by what was read; it is read anew in
the background. Memory with the journeys: ${Math.round(process.memoryUsage().rss / 1e6)} MB, server and bench in one process.
Left out: the browser, and reading anew while somebody asks. Two of three leads were only imported as contacts and did nothing.`) // prettier-ignore
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

function bars(...figures: readonly ReadonlyMap<string, readonly number[]>[]): number {
  const worst = (of: ReadonlyMap<string, readonly number[]>) =>
    Math.max(...[...of.values()].map((ms) => quantile(ms, 0.95)))
  const met = (
    [
      ['reports', REPORT_NEEDS_MS],
      ['reports, home pages', HOME_NEEDS_MS],
    ] as const
  ).map(([name, needs], index) => {
    const p95 = worst(figures[index]!)
    console.log(
      `bar ${name}: ${p95.toFixed(0)} ms p95 of the slowest, needs ${needs} ms: ${p95 <= needs ? 'met' : 'missed'}`,
    )
    return p95 <= needs
  })
  return met.every(Boolean) ? 0 : 1
}
