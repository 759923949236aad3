import type { LetterProblem } from '@baton/letters'

/** What is wrong at one place: what keeps the mail from being sent, then what is only worth a look. */
export function ProblemLines({
  problems,
  className = '',
}: {
  readonly problems: readonly LetterProblem[]
  readonly className?: string
}) {
  if (problems.length === 0) return null
  return (
    <ul className={`space-y-0.5 text-small ${className}`}>
      {problems.map(({ weight, message }) => (
        <li key={message} className={weight === 'hint' ? 'text-warn-text' : 'text-accent-text'}>
          {message}
        </li>
      ))}
    </ul>
  )
}
