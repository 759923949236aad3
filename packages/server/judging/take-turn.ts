/** One writer at a time: whoever writes leads, identities or companies holds the turn until its transaction ends. */
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'

/**
 * Settings of a connection that judges. It only looks rows up by their keys; a plan made while a table was small must not
 * scan it when it is not, and the planner knows too little of a range of leads to leave the choice to it.
 */
export const BY_KEY_ONLY = `
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set plan_cache_mode = force_generic_plan; set statement_timeout = '60s'`

export interface Turn {
  /** Rises by one with every turn: whoever finds a greater step than its own knows that somebody else wrote. */
  readonly generation: number
  /** The version of the agreement that judges now. */
  readonly version: number
  /** The first of as many received sequences as were asked for; whoever holds the turn alone takes any. */
  readonly firstSeq: number
}

/** Begins a transaction and waits for the writer before us. The turn is given back by commit or rollback. */
export async function takeTurn(client: pg.ClientBase, sequences = 0): Promise<Turn> {
  const more = Math.max(0, sequences - 1)
  const take = sequences > 0 ? `setval('events_seq_seq', nextval('events_seq_seq') + ${more})` : '0'
  const results = (await client.query(
    `begin;
     update intake_turn set generation = generation + 1 returning generation;
     select ${take} as last, ${VERSION_IN_FORCE} as version`,
  )) as unknown as pg.QueryResult<{ generation: number; version: number | null; last: number }>[]
  const generation = results[1]?.rows[0]?.generation
  // Asked for once the turn is ours: a version that was signed while we waited judges already.
  const { version, last } = results[2]?.rows[0] ?? {}
  if (generation === undefined || last === undefined || !version)
    throw new Error('No version of the agreement is in force.')
  return { generation, version, firstSeq: last - more }
}
