import type { ContentAsset } from '@baton/protocol'
import { sayContentKind, sayCount, sayFunnelPlace } from '@baton/words'
import { usePersonas } from '../../api/personas-query.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CONTENT_FACETS, type ContentFacet, type ContentFilter, countsOf } from './found-content.ts'

const FACET_LABELS: Readonly<Record<ContentFacet, string>> = {
  kind: 'Kind',
  place: 'Place',
  topic: 'Topic',
  pain: 'Pain',
  persona: 'Persona',
  product: 'Product',
  language: 'Language',
  owner: 'Owner',
}

/** Narrows the library down; a facet that tells nothing apart is not offered. */
export function ContentFilters({
  assets,
  filter,
  onChange,
}: {
  readonly assets: readonly ContentAsset[]
  readonly filter: ContentFilter
  readonly onChange: (filter: ContentFilter) => void
}) {
  const set = (more: Partial<ContentFilter>) => onChange({ ...filter, ...more })
  const say = useFacetWords(assets)
  const shown = assets.filter(({ archived }) => filter.archived || !archived)
  return (
    <div className="scroller-bare flex items-center gap-2 overflow-x-auto px-4 py-2.5 md:flex-wrap md:px-6">
      <TextInput
        type="search"
        aria-label="Search the library"
        placeholder="Search"
        className="!h-7 !w-44 shrink-0"
        value={filter.words}
        onChange={(event) => set({ words: event.target.value })}
      />
      {CONTENT_FACETS.map((facet) => {
        const counts = countsOf(shown, facet)
        const chosen = filter.chosen[facet] ?? []
        if (counts.length === 0 && chosen.length === 0) return null
        return (
          <Choice
            key={facet}
            label={FACET_LABELS[facet]}
            many
            options={counts.map(({ value, count }) => ({
              value,
              label: say(facet, value),
              note: sayCount(count),
            }))}
            chosen={chosen}
            onChange={(next) => set({ chosen: { ...filter.chosen, [facet]: next } })}
          />
        )
      })}
      <Checkbox
        className="shrink-0 text-soft"
        label="Stale only"
        checked={filter.freshness === 'stale'}
        onChange={(event) => set({ freshness: event.target.checked ? 'stale' : 'all' })}
      />
      {assets.some(({ archived }) => archived) && (
        <Checkbox
          className="shrink-0 text-soft"
          label="Archived too"
          checked={filter.archived}
          onChange={(event) => set({ archived: event.target.checked })}
        />
      )}
    </div>
  )
}

function useFacetWords(assets: readonly ContentAsset[]): (facet: ContentFacet, value: string) => string {
  const personas = usePersonas().data ?? []
  return (facet, value) => {
    if (facet === 'kind') return sayContentKind(value as ContentAsset['kind'])
    if (facet === 'place') return sayFunnelPlace(value as ContentAsset['funnel'])
    if (facet === 'persona') return personas.find(({ id }) => id === value)?.name ?? 'An archived persona'
    if (facet === 'owner') return assets.find(({ owner }) => owner === value)?.ownerName ?? 'Somebody'
    return value
  }
}
