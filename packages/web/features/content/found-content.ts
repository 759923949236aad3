/** Which content a list shows. */
import type { ContentAsset } from '@baton/protocol'

/** What may be chosen of; of nothing chosen, everything. */
export const CONTENT_FACETS = [
  'kind',
  'place',
  'topic',
  'pain',
  'persona',
  'product',
  'language',
  'owner',
] as const
export type ContentFacet = (typeof CONTENT_FACETS)[number]

export interface ContentFilter {
  readonly words: string
  readonly chosen: Readonly<Partial<Record<ContentFacet, readonly string[]>>>
  readonly freshness: 'all' | 'stale'
  readonly archived: boolean
}

export const ALL_CONTENT: ContentFilter = { words: '', chosen: {}, freshness: 'all', archived: false }

/** What a piece of content is by a facet; several of some. */
export function facetValues(asset: ContentAsset, facet: ContentFacet): readonly string[] {
  switch (facet) {
    case 'kind':
      return [asset.kind]
    case 'place':
      return [asset.funnel]
    case 'pain':
      return asset.pains
    case 'persona':
      return asset.personas
    case 'owner':
      return asset.owner === null ? [] : [asset.owner]
    case 'topic':
    case 'product':
    case 'language':
      return asset[facet] === '' ? [] : [asset[facet]]
    default:
      return facet satisfies never
  }
}

export function foundContent(
  assets: readonly ContentAsset[],
  { words: typed, chosen, freshness, archived }: ContentFilter,
): readonly ContentAsset[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return assets.filter((asset) => {
    const { title, topic, product, pains, names } = asset
    const text = [title, topic, product, ...pains, ...names].join(' ').toLowerCase()
    return (
      (archived || !asset.archived) &&
      CONTENT_FACETS.every((facet) => isAmong(chosen[facet] ?? [], facetValues(asset, facet))) &&
      (freshness === 'all' || !asset.isFresh) &&
      words.every((word) => text.includes(word))
    )
  })
}

function isAmong(chosen: readonly string[], values: readonly string[]): boolean {
  return chosen.length === 0 || chosen.some((value) => values.includes(value))
}

/** How many of them there are of each, the most first. */
export function countsOf(
  assets: readonly ContentAsset[],
  facet: ContentFacet,
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const asset of assets)
    for (const value of facetValues(asset, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
