/** The thread that follows leads for segments and counts audiences that are tried: folding is kept off whoever answers requests. */
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { readAudience, audienceContext } from '@baton/engine/audience'
import { Agreements } from '../agreements/index.ts'
import { openPool } from '../platform/postgres/open-pool.ts'
import { repeat } from '../platform/repeat.ts'
import { followLeads, type HeldRules } from './follow-leads.ts'
import { readSegments } from './read-segments.ts'
import { AudienceTrials, type TriedAudience } from './try-audience.ts'

export interface SegmentsOrder {
  readonly connection: pg.ClientConfig
}

export type SegmentsHeard =
  { readonly kind: 'try'; readonly id: number; readonly document: string } | { readonly kind: 'end' }

export type SegmentsSaid =
  /** `tried` null: the document cannot be read. */
  | { readonly kind: 'tried'; readonly id: number; readonly tried: TriedAudience | null }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'log'; readonly line: string }

const { connection } = workerData as SegmentsOrder
const port = parentPort!
const pool = openPool(connection, { max: 3 })
const agreements = new Agreements()
const trials = new AudienceTrials(pool)
const say = (said: SegmentsSaid) => port.postMessage(said)
const held: HeldRules = { rules: null }
let isStopped = false

const LOOK_EVERY_MS = 1_000

const endFollowing = repeat(
  {
    everyMs: LOOK_EVERY_MS,
    firstAfterMs: 0,
    what: 'Following leads for segments',
    log: (line) => say({ kind: 'log', line }),
  },
  () => followLeads({ pool, agreements, now: () => Date.now(), isStopped: () => isStopped, held }),
)

let trying = Promise.resolve()

port.on('message', (heard: SegmentsHeard) => {
  if (heard.kind === 'end') void end()
  else trying = trying.then(() => answer(heard))
})

async function answer({ id, document }: Extract<SegmentsHeard, { kind: 'try' }>): Promise<void> {
  try {
    const inForce = await agreements.inForce(pool)
    const { audience } = readAudience(document, audienceContext(inForce.compiled))
    const others = (await readSegments(pool, inForce)).flatMap((one) =>
      one.audience ? [[one.id, one.audience] as const] : [],
    )
    const tried = audience && (await trials.count(inForce, audience, new Map(others), Date.now()))
    say({ kind: 'tried', id, tried })
  } catch (error) {
    say({ kind: 'failed', id, error: (error as Error).stack ?? String(error) })
  }
}

async function end(): Promise<void> {
  isStopped = true
  await endFollowing()
  await trying
  await pool.end()
  port.close()
}
