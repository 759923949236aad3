/** What a proposed agreement would have done over the complete history, beside the one in force or any version before. */
import { catalogueWith } from '@baton/engine'
import type { Comparison } from '@baton/engine/compare'
import type { Plan } from '@baton/protocol'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { agreementVersion, agreedBy } from '../agreements/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { PlanAnswer, PlanOrder } from './plan-thread.ts'

export interface Planner {
  /**
   * @param against version of the agreement; the one in force by default
   * @throws Refusal `invalid_agreement` with every problem, `not_found` when there is no such version
   */
  readonly plan: (document: string, against?: number) => Promise<Plan>
}

/**
 * One plan at a time: each holds the whole history while it is made.
 *
 * @param directory where the history is kept as columns
 */
export function openPlanner(pool: pg.Pool, connection: pg.ClientConfig, directory: string): Planner {
  let last: Promise<unknown> = Promise.resolve()
  const planNow = async (document: string, against?: number): Promise<Plan> => {
    const version = await agreementVersion(pool, against ?? 'in force')
    if (!version) throw new Refusal('not_found', `The agreement has no version ${against ?? 'in force'}.`)
    const catalogue = catalogueWith(version.catalogue ?? {})
    const { id } = agreedBy(document, catalogue)
    const comparison = await onThread({
      connection,
      directory,
      catalogue,
      baseline: version.document,
      candidate: document,
    })
    return { name: id, against: version.version, comparison, leads: await namesOf(pool, comparison) }
  }
  return {
    plan: (document, against) => {
      const made = last.then(() => planNow(document, against))
      last = made.catch(() => {})
      return made
    },
  }
}

function onThread(order: PlanOrder): Promise<Comparison> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('plan-thread.ts', import.meta.url), { workerData: order })
    thread.on('message', (answer: PlanAnswer) => {
      if ('error' in answer) reject(new Error(answer.error))
      else resolve(answer.comparison)
    })
    thread.on('error', reject)
    thread.on('exit', () => reject(new Error('The thread of a plan ended without an answer.')))
  })
}

/** Of the leads that the comparison names. */
async function namesOf(pool: pg.Pool, comparison: Comparison): Promise<Plan['leads']> {
  const { added, dropped, earlier, later, retiered, missedWon } = comparison
  const named = new Set([added, dropped, earlier, later, retiered, missedWon].flat().map(({ lead }) => lead))
  const { rows } = await pool.query<{ id: string; name: string | null; company: string | null }>(
    'select id, coalesce(name, email) as name, company_name as company from leads where id = any($1::uuid[])',
    [[...named]],
  )
  return Object.fromEntries(rows.map(({ id, ...name }) => [id, name]))
}
