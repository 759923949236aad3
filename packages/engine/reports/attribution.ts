/**
 * Attribution: the credit for one outcome of a lead, shared among what brought the person up to then. Every model divides the
 * whole of it, so credits add up to the number of outcomes; no model knows what would have happened without a touch.
 *
 * Sources: Google Analytics Help, "Default MCF attribution models", for all of them and the half-life; dbt Labs,
 * attribution-playbook (`models/attribution_touches.sql`), for two touches by position.
 *
 * - `first`, `last`: all of it to the first, the last touch.
 * - `last-non-direct`: to the last touch that was not direct; to the last where all were.
 * - `linear`: to each touch the same.
 * - `position`: 40 % to the first, 40 % to the last, 20 % to those between in equal parts; two touches have half each.
 * - `time-decay`: a touch counts half as much for every 7 days that it lies further back.
 */
import { type Channels, plainName } from './channels.ts'
import type { Journeys } from './journeys.ts'
import { type Origin, type Origins, originsOf } from './origins.ts'
import { DAY_MS } from './selection.ts'

export const ATTRIBUTION_MODELS = [
  'first',
  'last',
  'last-non-direct',
  'linear',
  'position',
  'time-decay',
] as const
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number]

export const HALF_LIFE_DAYS = 7

/** Parts of the whole for the first and the last touch, where others lie between. */
const POSITION_END = 0.4

export interface WeighedTouch {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number
  readonly isDirect: boolean
}

/**
 * Parts of the whole for each touch; they sum to 1.
 *
 * @param touches in order of time, at least one
 */
export function sharesOf(model: AttributionModel, touches: readonly WeighedTouch[]): readonly number[] {
  const last = touches.length - 1
  switch (model) {
    case 'first':
      return touches.map((_, index) => Number(index === 0))
    case 'last':
      return touches.map((_, index) => Number(index === last))
    case 'last-non-direct': {
      const chosen = touches.findLastIndex(({ isDirect }) => !isDirect)
      return touches.map((_, index) => Number(index === (chosen < 0 ? last : chosen)))
    }
    case 'linear':
      return touches.map(() => 1 / touches.length)
    case 'position':
      return touches.map((_, index) => positionShare(index, touches.length))
    case 'time-decay':
      return decayShares(touches)
    default:
      return model satisfies never
  }
}

function positionShare(index: number, count: number): number {
  if (count <= 2) return 1 / count
  const isEnd = index === 0 || index === count - 1
  return isEnd ? POSITION_END : (1 - 2 * POSITION_END) / (count - 2)
}

/** Weighed from the last touch back, which gives the same parts as from the outcome back, and the last never fades to nothing. */
function decayShares(touches: readonly WeighedTouch[]): readonly number[] {
  const { at: latest } = touches.at(-1)!
  const weights = touches.map(({ at }) => 2 ** ((at - latest) / (HALF_LIFE_DAYS * DAY_MS)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

const DIRECT_SOURCES: ReadonlySet<string> = new Set(['direct', '(direct)'])
const DIRECT_MEDIUMS: ReadonlySet<string> = new Set(['none', '(none)'])

/** Whether somebody came by themselves: by the address, a bookmark, or no one knows how. */
export function isDirect({ source, medium, campaign }: Origin): boolean {
  if (source === '' && campaign === '') return medium === '' || DIRECT_MEDIUMS.has(plainName(medium))
  return DIRECT_SOURCES.has(plainName(source)) || DIRECT_MEDIUMS.has(plainName(medium))
}

export interface Credit {
  /** Code among the channels. */
  readonly channel: number
  /** Greater than 0, at most 1. */
  readonly share: number
}

/** Who is credited for what became of leads, by one model. */
export class Attribution {
  readonly #journeys: Journeys
  readonly #model: AttributionModel
  readonly #origins: Origins
  /** By origin. */
  readonly #channel: Uint32Array
  readonly #isDirect: Uint8Array

  constructor(journeys: Journeys, model: AttributionModel, channels: Channels) {
    this.#journeys = journeys
    this.#model = model
    this.#origins = originsOf(journeys)
    this.#channel = Uint32Array.from(this.#origins.all, (origin) => channels.code(origin))
    this.#isDirect = Uint8Array.from(this.#origins.all, (origin) => Number(isDirect(origin)))
  }

  /**
   * Credits for an outcome at a moment, each channel once; they sum to 1. A lead without a touch up to then credits what its facts
   * say of where it came from first, and that may be nothing.
   *
   * @param lead one that stands for itself
   */
  creditsOf(lead: number, until: number): readonly Credit[] {
    const { offsets, at } = this.#journeys.touches
    const touches: (WeighedTouch & { readonly channel: number })[] = []
    const { ofTouch, ofLead } = this.#origins
    for (let touch = offsets[lead]!; touch < offsets[lead + 1]! && at[touch]! <= until; touch++) {
      const origin = ofTouch[touch]!
      touches.push({
        at: at[touch]!,
        isDirect: this.#isDirect[origin] === 1,
        channel: this.#channel[origin]!,
      })
    }
    if (touches.length === 0) return [{ channel: this.#channel[ofLead[lead]!]!, share: 1 }]
    if (touches.length === 1) return [{ channel: touches[0]!.channel, share: 1 }]
    const credits = new Map<number, number>()
    for (const [index, share] of sharesOf(this.#model, touches).entries()) {
      const { channel } = touches[index]!
      if (share > 0) credits.set(channel, (credits.get(channel) ?? 0) + share)
    }
    return [...credits].map(([channel, share]) => ({ channel, share }))
  }
}
