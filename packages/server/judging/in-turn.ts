/** One change to who is who or what counts, in a transaction that has the turn. */
import type pg from 'pg'
import type { AgreementInForce, Agreements } from '../agreements/index.ts'
import { takeTurn } from './take-turn.ts'

/** Nothing is done when `act` throws. */
export async function inTurn<Result>(
  pool: pg.Pool,
  agreements: Agreements,
  act: (client: pg.ClientBase, inForce: AgreementInForce) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    const { version } = await takeTurn(client)
    const result = await act(client, await agreements.version(client, version))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
