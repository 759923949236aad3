/** Trying a document: the comparison at once, then what was asked besides, as it is worked out. */
import type { ClauseEffect } from '@baton/engine/compare'
import type { ComparedLine, Effect, TryLine, TryRequest } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadNames } from '../access/index.ts'
import { readDocument } from '../agreements/index.ts'
import { type Baseline, baselineOf } from './baseline.ts'
import type { MeasuredChange } from './measured-change.ts'
import type { ComparedPart, StudioPart } from './studio-messages.ts'
import type { StudioServices } from './studio-services.ts'
import { teamCapacities } from './team-capacity.ts'

/**
 * Golden leads that come out otherwise do not keep anybody from trying.
 *
 * @throws Refusal `invalid_agreement` with every problem, `not_found` when there is no such version; before the first line
 */
export async function tryAgreement(
  services: StudioServices,
  access: Access,
  asked: TryRequest,
  signal: AbortSignal,
): Promise<AsyncGenerator<TryLine>> {
  const baseline = await baselineOf(services.pool, asked.against)
  const candidate = readDocument(asked.document, baseline.catalogue)
  const parts = services.studio.ask(
    {
      baseline: baseline.agreement,
      candidate,
      listed: asked.listed,
      more: asked.more,
      threshold: asked.threshold,
    },
    { additions: baseline.additions, fresh: asked.fresh, signal },
  )
  return linesOf(services, access, { baseline, name: candidate.id, signal }, parts)
}

interface Trying {
  readonly baseline: Baseline
  readonly name: string
  readonly signal: AbortSignal
}

async function* linesOf(
  services: StudioServices,
  access: Access,
  trying: Trying,
  parts: AsyncGenerator<StudioPart>,
): AsyncGenerator<TryLine> {
  try {
    for await (const part of parts) yield await lineOf(services, access, trying, part)
    yield trying.signal.aborted
      ? { kind: 'failed', detail: 'It was taken back before all of it was answered.' }
      : { kind: 'done' }
  } catch (error) {
    services.log(`Trying an agreement failed: ${(error as Error).stack ?? String(error)}`)
    yield { kind: 'failed', detail: 'It could not be tried just now; the log of the server says why.' }
  }
}

async function lineOf(
  services: StudioServices,
  access: Access,
  trying: Trying,
  part: StudioPart,
): Promise<TryLine> {
  switch (part.kind) {
    case 'compared':
      return await comparedLine(services, access, trying, part)
    case 'compared whole':
      throw new Error('Whoever tries asks for the first leads only.')
    case 'frontier-point':
      return { kind: part.kind, value: part.value, ...part.point }
    case 'clause-effect':
      return await clauseLine(services, access, part.effect)
    default:
      return part
  }
}

/** Most won leads that a clause names. */
const NAMED_MAX = 20

async function clauseLine({ pool }: StudioServices, access: Access, effect: ClauseEffect): Promise<TryLine> {
  const { kind: of, gives: _, everHeld: __, alone, keptOut, wonAlone, ...rest } = effect
  const named = wonAlone.slice(0, NAMED_MAX)
  const [leads, contested] = await Promise.all([
    leadNames(pool, access, named),
    timesContested(pool, rest.clause),
  ])
  return {
    kind: 'clause-effect',
    of,
    ...rest,
    alone: alone.length,
    keptOut: keptOut.length,
    wonAlone: { count: wonAlone.length, leads: named },
    contested,
    leads,
  }
}

/** A rejection may name a part of the clause. */
async function timesContested(pool: pg.Pool, clause: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>({
    name: 'times-contested',
    text: `select count(*)::int as count from decisions
           where contested ->> 'clause' = $1 or contested ->> 'clause' like $2`,
    values: [clause, `${clause.replaceAll(/[%_\\]/g, String.raw`\$&`)}/%`],
  })
  return rows[0]!.count
}

async function comparedLine(
  { pool }: StudioServices,
  access: Access,
  { baseline, name }: Trying,
  { change, tookMs }: ComparedPart,
): Promise<ComparedLine> {
  const [teams, leads] = await Promise.all([
    teamCapacities(pool, change.baseline.inHand),
    leadNames(pool, access, namedIn(change)),
  ])
  return { kind: 'compared', name, ...effectOf(change, baseline), teams, leads, tookMs }
}

function effectOf(change: MeasuredChange, { version }: Baseline): Effect {
  return { against: version, measuredAt: new Date().toISOString(), ...change }
}

function* namedIn({ moved, missedWon }: MeasuredChange): Generator<string> {
  for (const { leads } of Object.values(moved)) for (const { lead } of leads) yield lead
  for (const { lead } of missedWon.deals) yield lead
}

/** Most leads of each kind that a proposal keeps by name. */
const KEPT_MAX = 20

/** What a proposal is measured to do. Null where the history cannot be read: that keeps nobody from proposing. */
export async function measureProposal(services: StudioServices, document: string): Promise<Effect | null> {
  try {
    const baseline = await baselineOf(services.pool, undefined)
    const candidate = readDocument(document, baseline.catalogue)
    const question = { baseline: baseline.agreement, candidate, listed: KEPT_MAX }
    const options = { additions: baseline.additions, fresh: true }
    for await (const part of services.studio.ask(question, options))
      if (part.kind === 'compared') return effectOf(part.change, baseline)
  } catch (error) {
    services.log(`A proposal was not measured: ${(error as Error).message}`)
  }
  return null
}
