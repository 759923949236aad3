/** What brought people to each of their visits, as the address of the first page says it. Most who come back come by themselves. */
import { HOUR } from './calendar.ts'
import type { Draft } from './draft.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

interface Origin {
  readonly source: string
  readonly medium: string
  readonly name?: string
}

/** Who is away for longer than this comes to a new visit. */
const VISIT_GAP_MS = HOUR / 2

const LATER: readonly (readonly [origin: Origin | null | 'own', weight: number])[] = [
  [null, 46],
  [{ source: 'organic-search', medium: 'organic' }, 20],
  ['own', 14],
  [{ source: 'paid-search', medium: 'cpc', name: 'brand-terms' }, 9],
  [{ source: 'social', medium: 'social', name: 'always-on' }, 6],
  [{ source: 'referral', medium: 'referral', name: 'review-sites' }, 5],
]

/** @param drafts in order of time */
export function withOrigins(random: Random, person: Person, drafts: readonly Draft[]): readonly Draft[] {
  let last = -Infinity
  let isFirst = true
  let clicked: Draft | null = null
  return drafts.map((draft) => {
    if (draft.name === 'Email Clicked') clicked = draft
    if (draft.device === undefined) return draft
    const isVisit = draft.at - last > VISIT_GAP_MS
    last = draft.at
    if (!isVisit) return draft
    const origin =
      clicked && draft.at - clicked.at < VISIT_GAP_MS
        ? mailOf(clicked)
        : isFirst
          ? ownOf(person)
          : later(random, person)
    isFirst = false
    clicked = null
    return origin === null ? draft : { ...draft, context: { campaign: origin } }
  })
}

function mailOf({ properties }: Draft): Origin {
  return { source: 'email', medium: 'email', name: String(properties['campaign']) }
}

/** Whoever types the address comes from nowhere. */
function ownOf({ source, campaign }: Person): Origin | null {
  if (source.id === 'direct') return null
  return { source: source.id, medium: source.medium, ...(campaign !== null && { name: campaign }) }
}

function later(random: Random, person: Person): Origin | null {
  const drawn = random.weighted(LATER)
  return drawn === 'own' ? ownOf(person) : drawn
}
