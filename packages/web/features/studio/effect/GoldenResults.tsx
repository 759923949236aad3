import type { ExampleResult } from '@baton/engine'
import { sayId, sayScore, sayStage } from '@baton/words'
import { Check, X } from 'lucide-react'
import type { Meaning } from '../studio-model.ts'

/** Golden leads, run with every keystroke. Those that come out as agreed are only counted; one that flips says which. */
export function GoldenResults({ meaning }: { readonly meaning: Meaning | null }) {
  if (meaning === null || meaning.examples.length === 0) return null
  const failed = meaning.examples.filter(({ passed }) => !passed)
  const { length } = meaning.examples
  if (failed.length === 0)
    return (
      <p className="flex items-center gap-2 py-2.5 text-small text-soft">
        <Check size={12} strokeWidth={3} aria-hidden="true" className="text-won-text" />
        {length === 1 ? 'The golden lead comes' : `All ${length} golden leads come`} out as agreed.
      </p>
    )
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may not hold a heading and a list
    <section role="status" className="mt-3 rounded-md border border-accent/40 bg-accent-wash px-3 py-2">
      <h2 className="text-body font-medium text-accent-text">
        {failed.length} of {length} golden leads {failed.length === 1 ? 'comes' : 'come'} out otherwise than
        agreed
      </h2>
      <ul>
        {failed.map((result) => (
          <li key={result.name} className="flex items-baseline gap-2 py-0.5">
            <X size={11} strokeWidth={3} aria-hidden="true" className="shrink-0 text-accent-text" />
            <span>
              <span className="font-medium">{result.name}</span>: {sayResult(result, meaning)}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-small text-soft">
        It cannot be proposed before the examples or the draft are changed.
      </p>
    </section>
  )
}

function sayResult({ expected, observed }: ExampleResult, { agreement }: Meaning): string {
  const wanted = [
    expected.stage && sayStage(expected.stage, agreement.names),
    expected.tier && sayId(expected.tier),
    expected.grade && `grade ${expected.grade}`,
    expected.score &&
      `score${expected.score.from === undefined ? '' : ` from ${expected.score.from}`}${expected.score.to === undefined ? '' : ` to ${expected.score.to}`}`,
  ].filter(Boolean)
  const come = [
    sayStage(observed.stage, agreement.names),
    observed.tier && sayId(observed.tier),
    `grade ${observed.grade}`,
    `score ${sayScore(observed.score)}`,
  ].filter(Boolean)
  return `agreed ${wanted.join(', ')}; comes out ${come.join(', ')}.`
}
