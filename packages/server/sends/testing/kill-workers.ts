/** Sends under worker processes that are killed again and again, until nothing is left to send; and what everybody got. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suppress } from '../../consents/index.ts'
import type { TestDatabase } from '../../platform/testing/test-database.ts'
import { faultyServer } from './faulty-server.ts'
import { openRates, putLeads, queueAll, sendTo, statesOf, testSigning } from './mail-leads.ts'

export interface Killing {
  readonly sends: number
  readonly workers: number
  readonly kills: number
  readonly everyMs: number
}

export interface Killed {
  readonly taken: number
  readonly duplicates: number
  readonly toSuppressed: number
  /** Unknown, and not taken by the mail server either. */
  readonly lost: number
  readonly states: Readonly<Record<string, number>>
  readonly kills: number
}

const LEASE_MS = 1_500
/** One address in so many is suppressed. */
const SUPPRESSED = 50

export async function killWorkers({ pool, config }: TestDatabase, killing: Killing): Promise<Killed> {
  const { sends, workers, everyMs } = killing
  await openRates(pool)
  const server = await faultyServer()
  const emailOf = (index: number) => `lead-${index}@acme.example`
  for (let from = 0; from < sends; from += 5_000) {
    const leads = await putLeads(pool, Math.min(5_000, sends - from), (index) => emailOf(from + index))
    await queueAll(
      pool,
      leads.map((lead) => sendTo(lead)),
    )
  }
  const suppressed = Array.from({ length: Math.floor(sends / SUPPRESSED) }, (_, index) =>
    emailOf(index * SUPPRESSED),
  )
  for (const email of suppressed) await suppress(pool, testSigning, email, 'test')
  const start = () =>
    spawn(
      process.execPath,
      [join(import.meta.dirname, 'sending-process.ts'), JSON.stringify(config), server.url, String(LEASE_MS)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
  const running = Array.from({ length: workers }, start)
  let kills = 0
  const isOver = async () => {
    const { queued = 0, sending = 0 } = await statesOf(pool)
    return queued + sending === 0
  }
  while (!(await isOver())) {
    await sleep(everyMs)
    if (kills >= killing.kills) continue
    running.shift()!.kill('SIGKILL')
    running.push(start())
    kills += 1
  }
  for (const worker of running) worker.kill('SIGKILL')
  await server.stop()
  const got = new Set(server.taken)
  const { rows } = await pool.query<{ email: string }>(
    `select l.email from sends s join leads l on l.id = s.lead_id where s.state = 'unknown'`,
  )
  return {
    taken: got.size,
    duplicates: server.taken.length - got.size,
    toSuppressed: suppressed.filter((email) => got.has(email)).length,
    lost: rows.filter(({ email }) => !got.has(email)).length,
    states: await statesOf(pool),
    kills,
  }
}
