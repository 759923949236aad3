/**
 * Judging everybody anew, after a version of the agreement came into force: in ranges of leads, on threads, while events
 * keep coming in. How far it came is what the rows say, so an interrupted pass goes on where it stopped.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { FOLD_VERSION } from '@baton/engine'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import { keepSetting, setting } from '../installation/index.ts'
import type { JudgedRange, LeadRange } from './judge-range.ts'
import type { JudgingOrder, RangeAnswer } from './judging-thread.ts'
import { takeTurn } from './take-turn.ts'

export interface JudgingProgress {
  readonly version: number
  /** Leads to judge when the pass began. */
  readonly leads: number
  readonly judged: number
  readonly events: number
  /** Leads that stand elsewhere than before. */
  readonly changed: number
}

export interface Judging {
  /** The pass under way; null when everybody is judged under the version in force. */
  readonly progress: () => JudgingProgress | null
  /** Judges whoever is behind the version in force, now and then again while anybody is. */
  readonly begin: () => void
  readonly stop: () => Promise<void>
}

/** Small enough that nobody waits long for the turn while a range is written. */
const RANGE_LEADS = 500

const JUDGED_VERSION = 'judged-version'
const FOLDED_BY = 'fold-version'

/**
 * States that another version of the fold left behind are nobody's verdict any more: their leads are behind, to be judged
 * anew by their next event or with everybody. To be called before anything is judged.
 */
export async function forgetOtherFolds(pool: pg.Pool): Promise<void> {
  if ((await setting(pool, FOLDED_BY)) === String(FOLD_VERSION)) return
  const client = await pool.connect()
  try {
    await takeTurn(client)
    await client.query('update leads set agreement_version = $1', [NOT_JUDGED])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
  await keepSetting(pool, JUDGED_VERSION, '')
  await keepSetting(pool, FOLDED_BY, String(FOLD_VERSION))
}

/** No version of the agreement has this number. */
const NOT_JUDGED = 0

/**
 * Judges everybody who is behind. Returns what it came to; null when everybody was judged already.
 *
 * @param connection as `pool` has it, for the threads
 */
export async function judgeEverybody(
  pool: pg.Pool,
  connection: pg.ClientConfig,
  options: {
    readonly threads?: number
    readonly onProgress?: (progress: JudgingProgress) => void
    readonly isStopped?: () => boolean
  } = {},
): Promise<JudgingProgress | null> {
  const { threads = availableParallelism(), onProgress, isStopped = () => false } = options
  const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
  const version = rows[0]?.version
  if (!version || (await setting(pool, JUDGED_VERSION)) === String(version)) return null
  const ranges = await rangesBehind(pool, version)
  let progress = { version, leads: ranges.leads, judged: 0, events: 0, changed: 0 }
  onProgress?.(progress)
  const isThrough = await onThreads({ connection, version }, ranges.ranges, threads, isStopped, (range) => {
    progress = {
      ...progress,
      judged: progress.judged + range.leads,
      events: progress.events + range.events,
      changed: progress.changed + range.changed,
    }
    onProgress?.(progress)
  })
  // A lead judged by its own event meanwhile is judged, too; so all who are left are those of a pass cut short.
  if (isThrough) await keepSetting(pool, JUDGED_VERSION, String(version))
  return progress
}

async function rangesBehind(
  pool: pg.Pool,
  version: number,
): Promise<{ readonly leads: number; readonly ranges: readonly LeadRange[] }> {
  const { rows } = await pool.query<{ id: string; n: number; total: number }>(
    `select id, n, total from (
       select id, row_number() over (order by id) as n, count(*) over () as total
       from leads where joined_to is null and agreement_version <> $1) as behind
     where n % $2 = 0 or n = total order by n`,
    [version, RANGE_LEADS],
  )
  const ids = ['00000000-0000-0000-0000-000000000000', ...rows.map(({ id }) => id)]
  const ranges = ids.slice(1).map((upTo, index) => ({ after: ids[index]!, upTo }))
  return { leads: rows[0]?.total ?? 0, ranges }
}

/** Hands the ranges out, one a thread at a time. False when another version came into force, or it was stopped. */
async function onThreads(
  order: JudgingOrder,
  ranges: readonly LeadRange[],
  threads: number,
  isStopped: () => boolean,
  onRange: (judged: JudgedRange) => void,
): Promise<boolean> {
  let next = 0
  let isOvertaken = false
  const runThread = () =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(new URL('judging-thread.ts', import.meta.url), { workerData: order })
      const hand = () => {
        const range = isOvertaken || isStopped() ? undefined : ranges[next]
        next += 1
        thread.postMessage(range ?? 'end')
      }
      thread.on('message', (answer: RangeAnswer) => {
        if ('error' in answer) {
          void thread.terminate()
          reject(new Error(answer.error))
          return
        }
        if (answer.judged) onRange(answer.judged)
        else isOvertaken = true
        hand()
      })
      thread.on('error', reject)
      thread.on('exit', () => resolve())
      hand()
    })
  const results = await Promise.allSettled(
    Array.from({ length: Math.min(threads, Math.max(1, ranges.length)) }, runThread),
  )
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return !isOvertaken && !isStopped()
}

const NOT_BEGUN: JudgingProgress = { version: 0, leads: 0, judged: 0, events: 0, changed: 0 }

/** The server's judging: one pass at a time. */
export function openJudging(
  pool: pg.Pool,
  connection: pg.ClientConfig,
  log: (line: string) => void,
): Judging {
  let progress: JudgingProgress | null = null
  let running = Promise.resolve()
  let timesAsked = 0
  let timesDone = 0
  let isStopped = false
  const pass = async () => {
    while (timesDone < timesAsked && !isStopped) {
      const asked = timesAsked
      const began = performance.now()
      const done = await judgeEverybody(pool, connection, {
        onProgress: (now) => (progress = now),
        isStopped: () => isStopped,
      })
      if (done && done.leads > 0 && !isStopped) log(said(done, performance.now() - began))
      timesDone = asked
    }
  }
  return {
    progress: () => progress ?? (timesDone < timesAsked ? NOT_BEGUN : null),
    begin() {
      timesAsked += 1
      running = running
        .then(pass)
        .catch((error: unknown) => {
          log(`Judging everybody failed, to go on at the next start: ${String(error)}`)
          timesDone = timesAsked
        })
        .finally(() => {
          progress = null
        })
    },
    async stop() {
      isStopped = true
      await running
    },
  }
}

function said({ version, judged, events, changed }: JudgingProgress, ms: number): string {
  const seconds = (ms / 1000).toFixed(1)
  return `Judged ${judged} leads by ${events} events under version ${version} in ${seconds} s: ${changed} stand elsewhere now.`
}
