/** What content led to, as the reports count it: kept now and then as evidence for offers, and laid beside where leads stand now. */
import { CONTENT_STAGES, contentGaps } from '@baton/engine/content'
import {
  type ContentGaps,
  type Report,
  type ReportOf,
  type ReportParameters,
  reportQuerySchema,
} from '@baton/protocol'
import type pg from 'pg'
import { personas as allPersonas } from '../personas/index.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { repeat } from '../platform/repeat.ts'
import { contentAssets } from './content-rows.ts'

/** Asks the report `content`. */
export type AskContentReport = (parameters: ReportParameters) => Promise<Report>

export interface OutcomeServices {
  readonly pool: pg.Pool
  readonly ask: AskContentReport
}

/** Whoever took it since there are records; the newest first day that every installation has behind it. */
const SINCE = '2000-01-01'

async function outcomes(ask: AskContentReport, persona: string | null): Promise<ReportOf<'content'>> {
  const parameters = reportQuerySchema.parse({ from: SINCE })
  return (await ask({
    ...parameters,
    ...(persona !== null && { persona: [persona] }),
  })) as ReportOf<'content'>
}

/** Counts anew who was moved on by what. Returns how many rows of evidence there are. */
export async function countEvidence({ pool, ask }: OutcomeServices): Promise<number> {
  if ((await contentAssets(pool)).length === 0) return 0
  const names = (await allPersonas(pool)).filter(({ archived }) => !archived).map(({ name }) => name)
  const rows: { asset: string | null; persona: string; takers: number; moved: number }[] = []
  for (const persona of [null, ...names]) {
    const { answer } = await outcomes(ask, persona)
    for (const { id, moved } of [{ id: null, moved: answer.moved }, ...answer.assets])
      if (moved.n > 0)
        rows.push({ asset: id, persona: persona ?? '', takers: moved.n, moved: moved.successes })
  }
  await transaction(pool, async (client) => {
    await client.query('lock table content_evidence in share row exclusive mode')
    await client.query('delete from content_evidence')
    await client.query(
      `insert into content_evidence (asset, persona, takers, moved)
       select g.asset, g.persona, g.takers, g.moved
       from json_to_recordset($1::json) as g(asset uuid, persona text, takers int, moved int)
       where g.asset is null or exists (select from content_assets a where a.id = g.asset)`,
      [JSON.stringify(rows)],
    )
  })
  return rows.length
}

/** Whoever starts a server wants it to answer first. */
const FIRST_COUNT_MS = 90_000
const COUNT_EVERY_MS = 30 * 60_000

/** Returns what ends it. */
export function countEvidenceAlways(
  services: OutcomeServices,
  log: (line: string) => void,
): () => Promise<void> {
  const when = { everyMs: COUNT_EVERY_MS, firstAfterMs: FIRST_COUNT_MS }
  return repeat({ ...when, what: 'Counting what content led to', log }, () => countEvidence(services))
}

/** Whom no persona was found for, or everybody where there are no personas. */
const NOBODY = { id: '', name: '', pains: [] }

export async function gaps({ pool, ask }: OutcomeServices): Promise<ContentGaps> {
  const [assets, written, { asOf, answer }] = await Promise.all([
    contentAssets(pool),
    allPersonas(pool),
    outcomes(ask, null),
  ])
  const personas = [...written.filter(({ archived }) => !archived), NOBODY]
  const names = new Map(personas.map(({ id, name }) => [id, name]))
  const standing = new Map(answer.standing.map(({ persona, stage, leads }) => [`${stage} ${persona}`, leads]))
  const inUse = assets.filter(({ archived }) => !archived)
  return {
    asOf,
    stages: [...CONTENT_STAGES],
    rows: contentGaps(inUse, personas).map(({ persona, pain, cells }) => {
      const name = names.get(persona)!
      return {
        persona,
        name,
        pain,
        cells: cells.map((cell) => ({
          ...cell,
          leads: standing.get(`${cell.stage} ${name}`) ?? { count: 0, cell: '' },
        })),
      }
    }),
  }
}
