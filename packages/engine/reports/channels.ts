/**
 * Channels: where people come from and where money goes, told apart by source, medium or campaign. Touches, facts about leads
 * and rows of spend name them independently, so they are matched without regard to case and blanks around them.
 */
import type { Journeys } from './journeys.ts'
import { type Origin, originsOf } from './origins.ts'

export const CHANNEL_DIMENSIONS = ['source', 'medium', 'campaign'] as const
export type ChannelDimension = (typeof CHANNEL_DIMENSIONS)[number]

export interface Channel {
  /** By campaign: the source that it belongs to, because two sources may have campaigns of one name; else null. */
  readonly source: string | null
  /** As it was first spelt; empty: not known. */
  readonly name: string
}

/** Numbers channels from 1 on; 0 is where nothing is known. */
export class Channels {
  readonly by: ChannelDimension
  readonly all: Channel[]
  readonly #codes = new Map<string, number>()

  constructor(by: ChannelDimension) {
    this.by = by
    this.all = [{ source: by === 'campaign' ? '' : null, name: '' }]
    this.#codes.set(by === 'campaign' ? keyOf('', '') : keyOf(''), 0)
  }

  code({ source, medium, campaign }: Origin): number {
    if (this.by === 'campaign') return this.#code(keyOf(source, campaign), { source, name: campaign })
    const name = this.by === 'source' ? source : medium
    return this.#code(keyOf(name), { source: null, name })
  }

  #code(key: string, channel: Channel): number {
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    const code = this.all.push(channel) - 1
    this.#codes.set(key, code)
    return code
  }
}

export function plainName(name: string): string {
  return name.trim().toLowerCase()
}

function keyOf(...names: readonly string[]): string {
  return JSON.stringify(names.map(plainName))
}

/**
 * The medium that money for a source and a campaign goes to. It is known only where everything that names the two, or without a
 * campaign the source, names one medium: of a source that is both paid and not, nobody can tell.
 */
export function mediumOfSpend(journeys: Journeys): (source: string, campaign: string) => string {
  const mediums = new Map<string, Map<string, string>>()
  const note = ({ source, medium, campaign }: Origin) => {
    if (medium === '') return
    for (const key of new Set([keyOf(source), keyOf(source, campaign)])) {
      const known = mediums.get(key) ?? new Map<string, string>()
      if (!known.has(plainName(medium))) known.set(plainName(medium), medium)
      mediums.set(key, known)
    }
  }
  for (const origin of originsOf(journeys).all) note(origin)
  return (source, campaign) => {
    const known = mediums.get(campaign === '' ? keyOf(source) : keyOf(source, campaign))
    return known?.size === 1 ? [...known.values()][0]! : ''
  }
}
