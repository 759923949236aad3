import type { Problem } from '@baton/engine'
import { sayCounted } from '@baton/words'
import { Check } from 'lucide-react'

/** What the engine cannot accept, each with its line. */
export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly Problem[]
  readonly onGo: (line: number) => void
}) {
  return (
    <section aria-label="Problems" className="border-b border-line py-4">
      <h2 className="flex items-center gap-2 text-lead font-semibold" aria-live="polite">
        {problems.length === 0 ? (
          <>
            <Check size={15} strokeWidth={2.5} aria-hidden="true" className="text-won-text" />
            Reads as an agreement
          </>
        ) : (
          sayCounted(problems.length, 'problem')
        )}
      </h2>
      {problems.length > 0 && (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {problems.map((problem, index) => (
            <li key={index} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 py-1.5">
              <button
                type="button"
                onClick={() => onGo(problem.line)}
                className="figures self-start rounded-sm text-left font-medium text-accent-text underline underline-offset-2"
              >
                Line {problem.line}
              </button>
              <span>
                {problem.found}
                <span className="block text-small text-faint">expected {problem.expected}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
