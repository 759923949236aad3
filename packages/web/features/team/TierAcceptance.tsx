import type { TeamView } from '@baton/protocol'
import { sayDefinition, sayId } from '@baton/words'
import { Definition } from '../../ui/Definition.tsx'
import { Share } from './Share.tsx'

/** How much of what each tier hands over is accepted: whether the agreement promotes what sales wants. */
export function TierAcceptance({ view }: { readonly view: TeamView }) {
  if (view.tiers.length === 0) return null
  return (
    <section className="px-4 pt-6 pb-2 md:px-6">
      <h2 className="mb-2 text-lead font-semibold tracking-[-0.01em]">
        <Definition term="Accepted by tier">{sayDefinition('acceptance')}</Definition>
      </h2>
      <ul className="grid gap-x-10 sm:grid-cols-2 xl:grid-cols-3">
        {view.tiers.map(({ tier, accepted }) => (
          <li key={tier} className="grid h-9 grid-cols-[9rem_1fr] items-center gap-3 border-b border-line">
            <span className="truncate">{sayId(tier)}</span>
            <Share count={accepted} />
          </li>
        ))}
      </ul>
    </section>
  )
}
