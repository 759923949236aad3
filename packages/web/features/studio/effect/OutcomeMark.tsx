import type { Outcome } from '@baton/engine/compare'

export const OUTCOMES: readonly { readonly outcome: Outcome; readonly say: string }[] = [
  { outcome: 'won', say: 'won' },
  { outcome: 'sql', say: 'sales qualified' },
  { outcome: 'lost', say: 'turned down or lost' },
  { outcome: 'open', say: 'still open' },
  { outcome: 'unknown', say: 'never worked, so nobody knows' },
]

const LOOK: Readonly<Record<Outcome, { readonly word: string; readonly look: string }>> = {
  won: { word: 'won', look: 'bg-won-wash text-won-text' },
  sql: { word: 'SQL', look: 'bg-data-wash text-data-text' },
  lost: { word: 'lost', look: 'bg-sunk text-soft' },
  open: { word: 'open', look: 'border border-line text-soft' },
  unknown: { word: 'unknown', look: 'border border-dashed border-line-strong text-faint' },
}

/** What became of a lead, in a word. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const { word, look } = LOOK[outcome]
  return (
    <span
      title={OUTCOMES.find((one) => one.outcome === outcome)!.say}
      className={`inline-flex h-5 w-16 items-center justify-center rounded text-tiny ${look}`}
    >
      {word}
    </span>
  )
}
