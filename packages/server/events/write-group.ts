/**
 * One group of events, from many requests, in one transaction: taken in turn, told apart from what is stored
 * already, resolved, stored, judged, committed. When it returns, everything that it calls stored is durable.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { takeTurn, type Turn } from '../judging/index.ts'
import { COMMIT, queryTogether } from '../platform/postgres/query-together.ts'
import type { CanonicalEvent } from './canonical-event.ts'
import { Directory, type DirectoryCache } from './directory.ts'
import { findStored, writeFailed } from './event-rows.ts'
import type { RefusedEvent } from './incoming-event.ts'
import { storeAndJudge, type Stored } from './store-and-judge.ts'

export interface WritingContext {
  readonly client: pg.ClientBase
  readonly agreements: Agreements
  readonly cache: DirectoryCache
  /** Number of this writer's last turn; null: the cache is not to be trusted. */
  lastTurn: number | null
  /** How many groups still look for duplicates before they store, because one was met lately. */
  careful: number
}

/** Duplicates come in bursts, when a client sends again what it heard no answer to. */
const CAREFUL_GROUPS = 50

const NOTHING_STORED: Pick<Stored, 'rest'> = { rest: [] }

type Answers = readonly ('stored' | 'duplicate')[]

/**
 * One answer per event, in their order. Nothing is stored when it throws, unless the commit's own answer was lost.
 *
 * Most groups hold nothing that is stored already, so storing is tried at once, and the unique index has the last word:
 * when it objects, the group is undone and written again with its duplicates looked up first.
 */
export async function writeGroup(
  context: WritingContext,
  events: readonly CanonicalEvent[],
  refused: readonly RefusedEvent[],
): Promise<Answers> {
  if (context.careful > 0) {
    context.careful -= 1
    return await writeOnce(context, events, refused, true)
  }
  try {
    return await writeOnce(context, events, refused, false)
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code !== '23505' || constraint !== 'events_once') throw error
    context.careful = CAREFUL_GROUPS
    return await writeOnce(context, events, refused, true)
  }
}

async function writeOnce(
  context: WritingContext,
  events: readonly CanonicalEvent[],
  refused: readonly RefusedEvent[],
  isCareful: boolean,
): Promise<Answers> {
  const { client } = context
  const turn = await takeTurnOf(context, events.length)
  try {
    const inForce = await context.agreements.version(client, turn.version)
    const { fresh, answers } = await withoutDuplicates(client, events, isCareful)
    const directory = new Directory(context.cache)
    const { rest } =
      fresh.length > 0
        ? await storeAndJudge(client, directory, fresh, turn.firstSeq, inForce)
        : NOTHING_STORED
    if (refused.length > 0) await writeFailed(client, refused)
    await queryTogether(client, [...rest, COMMIT])
    directory.remember()
    context.lastTurn = turn.generation
    return answers
  } catch (error) {
    context.lastTurn = null
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Waits for the writer before us, and drops the cache when it was not ourselves. */
async function takeTurnOf(context: WritingContext, events: number): Promise<Turn> {
  const expected = context.lastTurn === null ? null : context.lastTurn + 1
  context.lastTurn = null
  const turn = await takeTurn(context.client, Math.max(1, events))
  if (turn.generation !== expected) context.cache.clear()
  return turn
}

/** The first of several with one message id is stored, in the group as in the database. */
async function withoutDuplicates(
  client: pg.ClientBase,
  events: readonly CanonicalEvent[],
  isCareful: boolean,
) {
  const answers: ('stored' | 'duplicate')[] = Array.from(events, () => 'duplicate')
  const firsts = new Map<string, number>()
  events.forEach(({ sourceId, messageId }, index) => {
    const key = `${sourceId}:${messageId}`
    if (!firsts.has(key)) firsts.set(key, index)
  })
  const candidates = [...firsts.values()]
  const stored =
    candidates.length === 0 || !isCareful
      ? new Set<number>()
      : await findStored(
          client,
          candidates.map((index) => events[index]!),
        )
  const fresh: CanonicalEvent[] = []
  candidates.forEach((index, position) => {
    if (stored.has(position)) return
    answers[index] = 'stored'
    fresh.push(events[index]!)
  })
  return { fresh, answers }
}
