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
  readonly close: () => Promise<void>
}

let history: History | null = null

/** A question that is being answered. */
interface Answering {
  readonly id: number
  readonly question: StudioQuestion
  readonly fresh: boolean
  /** Null before its first part. */
  parts: AsyncGenerator<StudioPart> | null
}

/** In the order of their turns. */
let answering: Answering[] = []
let isAtWork = false

port.on('message', (heard: Heard) => {
  switch (heard.kind) {
    case 'ask':
      answering.push({ ...heard, parts: null })
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
      if (!next.parts && (next.fresh || !history)) await readHistory()
      next.parts ??= answerQuestion(history!, next.question)
      const { value, done } = await next.parts.next()
      if (!answering.includes(next)) continue
      if (done) answering = answering.filter((one) => one !== next)
      say({ id, part: done ? null : value })
    } catch (error) {
      answering = answering.filter((one) => one !== next)
      say({ id, error: (error as Error).stack ?? String(error) })
    }
  }
  isAtWork = false
}

function turn(): Answering | undefined {
  const next = answering.find(({ parts }) => !parts) ?? answering[0]
  if (next) answering = [...answering.filter((one) => one !== next), next]
  return next
}

/** Opens the kept history, with what came since. What was prepared of the one before is let go first. */
async function readHistory(): Promise<void> {
  await history?.close()
  history = null
  const { frame } = await openFrameOf(pool, directory, catalogue)
  const judges = new ReplayThreads(frame, threads)
  const baselines = new Map<string, ComparisonWith>()
  history = {
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
  await history?.close()
  await pool.end()
  port.close()
}
