/** The stages of the pipeline, and what share of an amount each counts: kept for the whole installation. */
import { type Pipeline, pipelineSchema } from '@baton/protocol'
import type pg from 'pg'
import { keepSetting, setting } from '../installation/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

const SETTING = 'pipeline'

/** Until somebody sets others. */
const USUAL: Pipeline = {
  stages: [
    { id: 'discovery', name: 'Discovery', weight: 0.15 },
    { id: 'evaluation', name: 'Evaluation', weight: 0.35 },
    { id: 'proposal', name: 'Proposal', weight: 0.6 },
    { id: 'negotiation', name: 'Negotiation', weight: 0.8 },
  ],
}

export async function pipeline(pool: pg.Pool): Promise<Pipeline> {
  const kept = await setting(pool, SETTING)
  return kept === null ? USUAL : pipelineSchema.parse(JSON.parse(kept))
}

/** @throws Refusal `invalid_request` where two stages have one id, `conflict` where a stage in use would go */
export async function changePipeline(pool: pg.Pool, wanted: Pipeline): Promise<Pipeline> {
  const ids = wanted.stages.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined)
    throw new Refusal('invalid_request', `Two stages have the id "${twice}"; each needs its own.`)
  const { rows } = await pool.query<{ stage: string; count: number }>(
    `select l.state::json -> 'opportunity' ->> 'stage' as stage, count(*)::int as count
     from leads l where l.stage = 'opportunity' and l.joined_to is null group by 1`,
  )
  const known = (await pipeline(pool)).stages.map(({ id }) => id)
  const lost = rows.find(({ stage }) => known.includes(stage) && !ids.includes(stage))
  if (lost)
    throw new Refusal(
      'conflict',
      `The stage "${lost.stage}" still holds ${lost.count} opportunities; move them first.`,
    )
  await keepSetting(pool, SETTING, JSON.stringify(wanted))
  return wanted
}
