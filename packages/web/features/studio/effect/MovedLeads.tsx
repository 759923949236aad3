import type { ComparedLine, MovedLeads as Moved } from '@baton/protocol'
import { sayCount, sayCounted, sayDate, sayId, sayList } from '@baton/words'
import { memo, useState } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { LeadLine } from './LeadLine.tsx'
import { OUTCOMES, OutcomeMark } from './OutcomeMark.tsx'
import { SteadyList } from './SteadyList.tsx'
import type { UnderBoth } from './under-both.ts'

type Kind = keyof ComparedLine['moved']

const KINDS: readonly { readonly kind: Kind; readonly title: string }[] = [
  { kind: 'added', title: 'Gained' },
  { kind: 'dropped', title: 'Lost' },
  { kind: 'earlier', title: 'Earlier' },
  { kind: 'later', title: 'Later' },
  { kind: 'retiered', title: 'Other tier' },
]
const SHOWN = 8

/** Who would have been gained, lost or moved, by name, with what became of them. */
export const MovedLeads = memo(function MovedLeads({
  compared,
  both,
  onMore,
}: {
  readonly compared: ComparedLine
  readonly both: UnderBoth
  readonly onMore: () => void
}) {
  const { moved, leads } = compared
  const [chosen, setChosen] = useState<Kind | null>(null)
  const [all, setAll] = useState(false)
  const first = KINDS.find(({ kind }) => moved[kind].count > 0)?.kind ?? 'added'
  const kind = chosen ?? first
  const shown = moved[kind]
  const listed = all ? shown.leads : shown.leads.slice(0, SHOWN)
  return (
    <Section title="Who" note={`Leads that stand elsewhere than under v${compared.against}`}>
      <div
        role="tablist"
        aria-label="Leads by how they move"
        className="flex flex-wrap gap-1 border-b border-line"
      >
        {KINDS.map(({ kind: name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`moved-${name}`}
            aria-selected={kind === name}
            aria-controls="moved-leads"
            onClick={() => {
              setChosen(name)
              setAll(false)
            }}
            className="-mb-px flex h-9 items-baseline gap-1.5 border-b-2 border-transparent px-2 pt-2 text-body text-faint hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
          >
            {title}
            <span className="figures">{sayCount(moved[name].count)}</span>
          </button>
        ))}
      </div>
      <div id="moved-leads" role="tabpanel" aria-labelledby={`moved-${kind}`} className="min-h-40">
        <OutcomeLine moved={shown} />
        <SteadyList label="Leads" count={listed.length}>
          {listed.map(({ lead, candidate, baseline, outcome }) => {
            const at = (candidate ?? baseline)!.at
            return (
              <LeadLine
                key={lead}
                lead={lead}
                name={leads[lead]}
                at={at}
                both={both}
                note={
                  <span className="flex items-center gap-3">
                    <span className="figures">{sayMove(baseline, candidate)}</span>
                    <OutcomeMark outcome={outcome} />
                  </span>
                }
              />
            )
          })}
        </SteadyList>
        {shown.count > listed.length && (
          <button
            type="button"
            onClick={() => {
              if (shown.leads.length < shown.count) onMore()
              setAll(true)
            }}
            className="mt-2 text-small text-soft underline decoration-line-strong underline-offset-2 hover:decoration-accent"
          >
            Show all {sayCount(shown.count)}
          </button>
        )}
      </div>
    </Section>
  )
})

function OutcomeLine({ moved }: { readonly moved: Moved }) {
  if (moved.count === 0) return <p className="py-3 text-soft">Nobody.</p>
  const parts = OUTCOMES.filter(({ outcome }) => moved.outcomes[outcome] > 0).map(
    ({ outcome, say }) => `${sayCount(moved.outcomes[outcome])} ${say}`,
  )
  return (
    <p className="py-2 text-small text-soft">
      What became of them: {sayList(parts, 'and')}.
      {moved.medianDays !== null &&
        ` By ${moved.medianDays < 1 ? 'less than a day' : sayCounted(Math.round(moved.medianDays), 'day')} in the middle.`}
    </p>
  )
}

type Promotion = { readonly tier: string; readonly at: number } | null

function sayMove(baseline: Promotion, candidate: Promotion): string {
  if (baseline === null || candidate === null) {
    const { tier, at } = (candidate ?? baseline)!
    return `${sayId(tier)}, ${sayDate(at)}`
  }
  if (baseline.at === candidate.at) return `${sayId(baseline.tier)} → ${sayId(candidate.tier)}`
  return `${sayDate(baseline.at)} → ${sayDate(candidate.at)}`
}
