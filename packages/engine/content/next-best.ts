/**
 * What to offer a lead next: content that it has not seen, is fresh and in its language, best first, each with its reasons.
 *
 * Points: 3 for the place in the funnel that fits the stage best, 2 for the next one; up to 2 by the share of the topic in what
 * the lead did lately; 1 for its persona, 1 for a pain of that persona; and −1 to 1 by how much more often than others those
 * who took it were promoted. They are an order, not a probability; equal ones go by the newer, then by id.
 */
import type { Stage } from '../agreement/agreement.ts'
import { plain, sameWords } from './gaps.ts'
import { type FunnelPlace, placesOf } from './places.ts'

export interface LibraryAsset {
  readonly id: string
  readonly funnel: FunnelPlace
  readonly topic: string
  /** Ids of personas; empty: for everybody. */
  readonly personas: readonly string[]
  readonly pains: readonly string[]
  /** Empty: in no language in particular. */
  readonly language: string
  readonly isFresh: boolean
  /** ISO date; null: not said. */
  readonly publishedOn: string | null
}

export interface LeadSituation {
  readonly stage: Stage
  /** Id and pains of its persona. */
  readonly persona: { readonly id: string; readonly pains: readonly string[] } | null
  /** Null: not known, so that any language is offered. */
  readonly language: string | null
  /** By topic, how often what it did lately was about it. */
  readonly topics: ReadonlyMap<string, number>
  /** Ids of assets that it took, saw or was sent. */
  readonly seen: ReadonlySet<string>
}

/** Of those who took it and were not promoted yet: how many were promoted within MOVED_WITHIN_DAYS. */
export interface MovedOn {
  readonly takers: number
  readonly moved: number
}

export interface ContentEvidence {
  /** Over all content. */
  readonly all: MovedOn
  readonly of: ReadonlyMap<string, MovedOn>
}

export const MOVED_WITHIN_DAYS = 60

/** As many takers as the mean counts for where there are few. */
const SHRUNK_BY = 20

export type OfferReason =
  | { readonly kind: 'place'; readonly stage: Stage; readonly funnel: FunnelPlace }
  | { readonly kind: 'topic'; readonly topic: string; readonly times: number }
  | { readonly kind: 'persona' }
  | { readonly kind: 'pain'; readonly pain: string }
  | {
      readonly kind: 'moved'
      readonly takers: number
      readonly moved: number
      /** Shrunk towards the mean, 0 to 1; and the mean. */
      readonly rate: number
      readonly mean: number
    }

export interface Offer {
  readonly asset: string
  readonly points: number
  readonly reasons: readonly OfferReason[]
}

export function nextBestContent(
  lead: LeadSituation,
  assets: readonly LibraryAsset[],
  evidence: ContentEvidence,
): readonly Offer[] {
  return assets
    .filter((asset) => mayBeOffered(lead, asset))
    .map((asset) => ({ asset, offer: offerOf(lead, asset, evidence) }))
    .toSorted(
      (a, b) =>
        b.offer.points - a.offer.points ||
        byCodeUnit(b.asset.publishedOn ?? '', a.asset.publishedOn ?? '') ||
        byCodeUnit(a.asset.id, b.asset.id),
    )
    .map(({ offer }) => offer)
}

function byCodeUnit(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

function mayBeOffered(lead: LeadSituation, asset: LibraryAsset): boolean {
  if (!asset.isFresh || lead.seen.has(asset.id) || !placesOf(lead.stage).includes(asset.funnel)) return false
  if (asset.personas.length > 0 && lead.persona && !asset.personas.includes(lead.persona.id)) return false
  return lead.language === null || asset.language === '' || sameLanguage(asset.language, lead.language)
}

/** `de` is read by whoever reads `de-AT`. */
function sameLanguage(one: string, other: string): boolean {
  const [base, second] = [one, other].map((tag) => plain(tag).split(/[-_]/)[0])
  return base === second
}

function offerOf(lead: LeadSituation, asset: LibraryAsset, evidence: ContentEvidence): Offer {
  const reasons: OfferReason[] = [{ kind: 'place', stage: lead.stage, funnel: asset.funnel }]
  let points = 3 - placesOf(lead.stage).indexOf(asset.funnel)
  const times = lead.topics.get(plain(asset.topic)) ?? 0
  if (asset.topic !== '' && times > 0) {
    points += (2 * times) / [...lead.topics.values()].reduce((sum, count) => sum + count, 0)
    reasons.push({ kind: 'topic', topic: asset.topic, times })
  }
  if (lead.persona && asset.personas.includes(lead.persona.id)) {
    points += 1
    reasons.push({ kind: 'persona' })
  }
  const pain = asset.pains.find((one) => lead.persona?.pains.some((other) => sameWords(one, other)))
  if (pain !== undefined) {
    points += 1
    reasons.push({ kind: 'pain', pain })
  }
  const moved = movedOf(asset.id, evidence)
  if (moved) {
    points += Math.max(-1, Math.min(1, moved.rate / moved.mean - 1))
    reasons.push(moved)
  }
  return { asset: asset.id, points, reasons }
}

/** Null: nobody took it, or nobody of anybody was promoted. */
function movedOf(
  asset: string,
  { all, of }: ContentEvidence,
): Extract<OfferReason, { kind: 'moved' }> | null {
  const known = of.get(asset)
  if (!known || known.takers === 0 || all.moved === 0) return null
  const mean = all.moved / all.takers
  const rate = (known.moved + SHRUNK_BY * mean) / (known.takers + SHRUNK_BY)
  return { kind: 'moved', ...known, rate, mean }
}
