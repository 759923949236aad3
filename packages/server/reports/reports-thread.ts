/**
 * The thread that holds the journeys of everybody and answers reports out of them. It reads them again behind the back of who
 * asks: what it holds answers at once, and says as of when it is.
 */
import { catalogueWith } from '@baton/engine'
import { Cells, choices, type Journeys, type Persona, runReport, withPersonas } from '@baton/engine/reports'
import { parentPort, workerData } from 'node:worker_threads'
import { openPool } from '../platform/postgres/open-pool.ts'
import { readJourneys } from './read-journeys.ts'
import type { Heard, ReportsAnswer, ReportsOrder, ReportsQuestion, Said } from './reports-messages.ts'

const { connection, directory, additions } = workerData as ReportsOrder
const catalogue = catalogueWith(additions ?? {})
const port = parentPort!
const pool = openPool(connection, { max: 1 })
const say = (said: Said) => port.postMessage(said)

/** Journeys are read again after so long, or twenty times as long as reading them takes. */
const STALE_MS = 15_000
const STALE_TIMES = 20

interface Held {
  readonly journeys: Journeys
  readonly readAt: number
  readonly tookMs: number
}

let held: Held | null = null
let reading: Promise<Held> | null = null

port.on('message', (heard: Heard) => {
  if (heard.kind === 'end') return void end()
  void answer(heard)
})

async function answer({ id, question, personas, fresh }: Extract<Heard, { kind: 'ask' }>): Promise<void> {
  try {
    // One that was being read when the question came may have begun before what it is asked for happened.
    if (fresh && reading) await reading.catch(() => {})
    const { journeys } = fresh || !held ? await read() : held
    say({ id, answer: answerOf(toldApart(journeys, personas), question) })
    if (held && Date.now() - held.readAt > Math.max(STALE_MS, STALE_TIMES * held.tookMs))
      void read().catch((error: unknown) => console.error(error))
  } catch (error) {
    say({ id, error: (error as Error).stack ?? String(error) })
  }
}

let apart: { readonly of: Journeys; readonly key: string; readonly journeys: Journeys } | null = null

/** Journeys in which everybody has a persona; made once for the same people and personas. */
function toldApart(of: Journeys, personas: readonly Persona[]): Journeys {
  const key = JSON.stringify(personas)
  if (apart?.of !== of || apart.key !== key) apart = { of, key, journeys: withPersonas(of, personas) }
  return apart.journeys
}

/** One reading at a time; whoever comes meanwhile waits for the same. */
function read(): Promise<Held> {
  reading ??= readAnew().finally(() => (reading = null))
  return reading
}

async function readAnew(): Promise<Held> {
  const readAt = Date.now()
  const journeys = await readJourneys(pool, directory, catalogue)
  held = { journeys, readAt, tookMs: Date.now() - readAt }
  return held
}

function answerOf(journeys: Journeys, question: ReportsQuestion): ReportsAnswer {
  const { asOf } = journeys
  switch (question.kind) {
    case 'report':
      return { asOf, answers: question.queries.map((query) => runReport(journeys, query, new Cells())) }
    case 'leads': {
      const cells = new Cells(question.cell)
      runReport(journeys, question.query, cells)
      return { asOf, leads: cells.leads()?.map((lead) => journeys.leads.id[lead]!) ?? null }
    }
    case 'choices':
      return { asOf, choices: choices(journeys) }
    default:
      return question satisfies never
  }
}

async function end(): Promise<void> {
  await reading?.catch(() => {})
  await pool.end()
  port.close()
}
