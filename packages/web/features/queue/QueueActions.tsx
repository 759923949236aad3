import type { HandoffCard } from '@baton/protocol'
import { DIALECTS } from '@baton/words'
import { useDialect } from '../../api/session-query.ts'
import { actsOn, type SectionName } from './card-clock.ts'
import { sayWho } from './say-card.ts'

export type QueueAct = 'accept' | 'reject' | 'touch' | 'claim'

const KEYS: Readonly<Record<QueueAct, string>> = { accept: 'A', reject: 'R', touch: 'T', claim: 'C' }

/** What can be done with a handoff from the list, each with its key. */
export function QueueActions({
  card,
  section,
  onAct,
}: {
  readonly card: HandoffCard
  readonly section: SectionName
  readonly onAct: (act: QueueAct, card: HandoffCard) => void
}) {
  const words = DIALECTS[useDialect()]
  const labels: Readonly<Record<QueueAct, string>> = {
    accept: words.accept,
    reject: card.acceptedAt === null ? words.reject : 'Give back',
    touch: 'Log touch',
    claim: 'Claim',
  }
  return (
    <span className="relative z-[1] flex gap-1">
      {actsOn(section, card).map((act) => (
        <button
          key={act}
          type="button"
          title={`${labels[act]} (${KEYS[act]})`}
          aria-label={`${labels[act]}: ${sayWho(card)}`}
          onClick={() => onAct(act, card)}
          className={`h-6 rounded px-1.5 text-small whitespace-nowrap hover:bg-hover hover:text-ink ${act === 'accept' || act === 'claim' ? 'border border-line bg-raised font-medium text-ink hover:border-line-strong' : 'text-soft'}`}
        >
          {labels[act]}
        </button>
      ))}
    </span>
  )
}
