/**
 * How many leads an audience has that nobody has kept: counted over everybody where they are few, else over a sample, with the
 * interval that the sample allows. The histories of the sample are held for a while, so that a count while typing costs a fold.
 */
import { dayOf, foldHistory, type LeadEvent, proportionInterval } from '@baton/engine'
import { type Audience, isIn, spelledOut } from '@baton/engine/audience'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { HistoryReader } from '../leads/index.ts'
import { personasOfLeads, readPersonas } from '../personas/index.ts'
import { asksForPersona, compiledWith } from './read-segments.ts'

export interface TriedAudience {
  readonly count: number
  /** Bounds of the interval at 95 %; both the count where everybody was counted. */
  readonly low: number
  readonly high: number
  /** How many there are, and how many of them were looked at. */
  readonly leads: number
  readonly looked: number
  /** A few of them, by id. */
  readonly some: readonly string[]
}

/** More are sampled. */
export const LOOKED_MAX = 2_500
const HELD_MS = 60_000
export const SHOWN = 5

/** Whom segments are made of: whoever can be contacted, by the row. */
const ELIGIBLE = `joined_to is null and stage <> 'visitor'`

interface Sample {
  readonly at: number
  readonly leads: number
  readonly histories: ReadonlyMap<string, readonly LeadEvent[]>
  personas: ReadonlyMap<string, string> | null
}

export class AudienceTrials {
  readonly #pool: pg.Pool
  #sample: Sample | null = null

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** @param segments by id, for those that it names */
  async count(
    inForce: AgreementInForce,
    audience: Audience,
    segments: ReadonlyMap<string, Audience>,
    now: number,
  ): Promise<TriedAudience> {
    const whole = spelledOut(audience, segments)
    const compiled = compiledWith(inForce.compiled, [whole])
    const sample = await this.#sampleAt(now)
    const personas = asksForPersona(whole) ? await this.#personasOf(sample) : new Map<string, string>()
    const found: string[] = []
    for (const [id, events] of sample.histories) {
      const { state } = foldHistory(compiled, events, now)
      const persona = personas.get(id) ?? null
      const standing = { state, day: dayOf(now), persona, segments: new Set<string>() }
      if (state.stage !== 'visitor' && isIn(compiled, whole, standing)) found.push(id)
    }
    const counted = countedOf(found.length, sample.histories.size, sample.leads)
    return { ...counted, some: found.toSorted(byEnd).slice(0, SHOWN) }
  }

  async #sampleAt(now: number): Promise<Sample> {
    if (this.#sample && now - this.#sample.at < HELD_MS) return this.#sample
    const client = await this.#pool.connect()
    try {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from leads l where ${ELIGIBLE}
           and not exists (select from erasures e where e.lead_id = l.id)`,
      )
      const leads = rows[0]!.count
      // Ids begin with the time and end in chance: the end of an id draws the sample.
      const drawn = Math.ceil((LOOKED_MAX / Math.max(leads, 1)) * 0x10000)
      const within = leads <= LOOKED_MAX ? '' : `and ('x' || right(id::text, 4))::bit(16)::int < ${drawn}`
      const condition = `${ELIGIBLE} ${within} and id not in (select lead_id from erasures)`
      const histories = await new HistoryReader().where(client, condition)
      return (this.#sample = { at: now, leads, histories, personas: null })
    } finally {
      client.release()
    }
  }

  async #personasOf(sample: Sample): Promise<ReadonlyMap<string, string>> {
    return (sample.personas ??= await personasOfLeads(
      this.#pool,
      await readPersonas(this.#pool),
      sample.histories,
    ))
  }
}

/** Ids begin with the time and end in chance: the same ones are shown again, of all times. */
function byEnd(one: string, other: string): number {
  return one.slice(-12) < other.slice(-12) ? -1 : 1
}

function countedOf(found: number, looked: number, leads: number): Omit<TriedAudience, 'some'> {
  if (looked >= leads || looked === 0) return { count: found, low: found, high: found, leads, looked }
  const { rate, low, high } = proportionInterval(found, looked)
  const [count, least, most] = [rate, low, high].map((share) => Math.round(share * leads))
  return { count: count!, low: least!, high: most!, leads, looked }
}
