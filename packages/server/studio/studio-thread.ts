/**
 * The thread that holds the complete history while somebody works with it: the frame, threads that judge it, and baselines
 * that candidates are held against. Answers come in parts; what was taken back goes no further than the part at hand.
 */
import {
  type Agreement,
  agreementHash,
  catalogueWith,
  compileAgreement,
  type CompiledAgreement,
} from '@baton/engine'
import { ComparisonWith } from '@baton/engine/compare'
import { zoneOffsets } from '@baton/zones'
import { parentPort, workerData } from 'node:worker_threads'
import { openPool } from '../platform/postgres/open-pool.ts'
import { openFrameOf, ReplayThreads } from '../replay/index.ts'
import { answerQuestion, type Judge } from './answer-question.ts'
import type { Heard, Said, StudioOrder, StudioPart, StudioQuestion } from './studio-messages.ts'

const { connection, directory, additions, threads } = workerData as StudioOrder
const catalogue = catalogueWith(additions ?? {})
const port = parentPort!
const pool = openPool(connection, { max: 1 })
const say = (said: Said) => port.postMessage(said)

/** Baselines that are kept ready: the version in force, and another that somebody compares with. */
const BASELINES_MAX = 2

interface History extends Judge {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly readAt: number
  readonly close: () => Promise<void>
}

/** One that was read so long ago is read again with the next question. */
const STALE_MS = 15 * 60_000

let history: History | null = null
/** Read anew since, but questions began with them. */
const earlier = new Set<History>()

/** A question, and the history that it is answered by. */
interface Begun {
  readonly history: History
  readonly parts: AsyncGenerator<StudioPart>
}

/** A question that is being answered. */
interface Answering {
  readonly id: number
  readonly question: StudioQuestion
  readonly fresh: boolean
  /** Null before its first part. */
  begun: Begun | null
}

/** In the order of their turns. */
let answering: Answering[] = []
let isAtWork = false

port.on('message', (heard: Heard) => {
  switch (heard.kind) {
    case 'ask':
      answering.push({ ...heard, begun: null })
      if (!isAtWork) void work()
      return
    case 'take-back':
      answering = answering.filter(({ id }) => id !== heard.id)
      return
    case 'end':
      void end()
      return
    default:
      heard satisfies never
  }
})

/** One part after the other: a question that is new comes first, the others take turns. */
async function work(): Promise<void> {
  isAtWork = true
  for (let next = turn(); next; next = turn()) {
    const { id } = next
    try {
      next.begun ??= await begin(next)
      const { value, done } = await next.begun.parts.next()
      if (answering.includes(next)) {
        if (done) answering = answering.filter((one) => one !== next)
        say({ id, part: done ? null : value })
      }
    } catch (error) {
      answering = answering.filter((one) => one !== next)
      say({ id, error: (error as Error).stack ?? String(error) })
    }
    await letGo()
  }
  isAtWork = false
}

function turn(): Answering | undefined {
  const next = answering.find(({ begun }) => !begun) ?? answering[0]
  if (next) answering = [...answering.filter((one) => one !== next), next]
  return next
}

async function begin({ question, fresh }: Answering): Promise<Begun> {
  if (history && (fresh || Date.now() - history.readAt > STALE_MS)) {
    earlier.add(history)
    history = null
    await letGo()
  }
  history ??= await readHistory()
  return { history, parts: answerQuestion(history, question) }
}

/** Whoever is being answered is answered to the end by the history that was there at the beginning. */
async function letGo(): Promise<void> {
  for (const one of earlier) {
    if (answering.some(({ begun }) => begun?.history === one)) continue
    earlier.delete(one)
    await one.close()
  }
}

/** Opens the kept history, with what came since. */
async function readHistory(): Promise<History> {
  const readAt = Date.now()
  const { frame } = await openFrameOf(pool, directory, catalogue)
  const judges = new ReplayThreads(frame, threads)
  const baselines = new Map<string, ComparisonWith>()
  return {
    readAt,
    compile: compiledOf,
    replay: (compiled) => judges.replay(compiled),
    async against(baseline) {
      const hash = agreementHash(baseline)
      const known = baselines.get(hash)
      if (known) return known
      const compiled = compiledOf(baseline)
      const made = new ComparisonWith(frame, { compiled, run: await judges.replay(compiled) })
      if (baselines.size === BASELINES_MAX) baselines.delete(baselines.keys().next().value!)
      baselines.set(hash, made)
      return made
    },
    close: () => judges.close(),
  }
}

function compiledOf(agreement: Agreement): CompiledAgreement {
  return compileAgreement(agreement, catalogue, zoneOffsets)
}

async function end(): Promise<void> {
  for (const one of [...earlier, ...(history ? [history] : [])]) await one.close()
  await pool.end()
  port.close()
}
