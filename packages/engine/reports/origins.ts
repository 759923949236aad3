/**
 * Where people came from, each distinct origin once: there are hundreds of them and millions of touches, so whatever is asked of an
 * origin is asked once. Worked out once for the same journeys.
 */
import type { Coded, Journeys } from './journeys.ts'

/** Names as they were told; empty: not known. */
export interface Origin {
  readonly source: string
  readonly medium: string
  readonly campaign: string
}

export interface Origins {
  readonly all: readonly Origin[]
  /** By touch, and by lead as its facts say of its first: position among `all`. */
  readonly ofTouch: Uint32Array
  readonly ofLead: Uint32Array
}

const known = new WeakMap<Journeys['touches'], Origins>()

export function originsOf(journeys: Journeys): Origins {
  const before = known.get(journeys.touches)
  if (before) return before
  const { touches, leads } = journeys
  const all: Origin[] = []
  const positions = new Map<string, number>()
  const position = (origin: Origin): number => {
    const key = JSON.stringify([origin.source, origin.medium, origin.campaign])
    let at = positions.get(key)
    if (at === undefined) positions.set(key, (at = all.push(origin) - 1))
    return at
  }
  const { source, medium, campaign } = leads.dimensions
  const made = {
    all,
    ofTouch: placed(position, touches.source, touches.medium, touches.campaign),
    ofLead: placed(position, source, medium, campaign),
  }
  known.set(journeys.touches, made)
  return made
}

/** Codes are looked at before names: rows of the same three codes have the same origin. */
function placed(
  position: (origin: Origin) => number,
  source: Coded,
  medium: Coded,
  campaign: Coded,
): Uint32Array {
  const byCodes = new Map<number, number>()
  const [mediums, campaigns] = [medium.names.length, campaign.names.length]
  return Uint32Array.from(source.codes, (code, row) => {
    const key = (code * mediums + medium.codes[row]!) * campaigns + campaign.codes[row]!
    let at = byCodes.get(key)
    if (at === undefined) {
      at = position({
        source: source.names[code]!,
        medium: medium.names[medium.codes[row]!]!,
        campaign: campaign.names[campaign.codes[row]!]!,
      })
      byCodes.set(key, at)
    }
    return at
  })
}
