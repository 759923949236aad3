import type { CalibrationResult } from '@baton/protocol'
import { sayClauseName, sayId } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { sayP } from './say-kappa.ts'

/** Above it, chance is so good an explanation that a clause is not worth naming. */
const P_NAMED = 0.25

/** Over what the sides seem to differ: clauses whose holding goes with who wanted the lead. */
export function DisputedClauses({
  result,
  version,
}: {
  readonly result: CalibrationResult
  readonly version: number
}) {
  if (result.disputed.length === 0) return null
  const named = result.clauses.filter(({ p }) => p <= P_NAMED)
  return (
    <Section title="Over what" note="Clauses that go with the dispute: somewhere to begin talking, no proof">
      {named.length === 0 ? (
        <p className="max-w-prose text-soft">
          No clause goes with the dispute more than chance would have it.
        </p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {named.map((line) => (
            <ClauseLine key={line.clause} line={line} version={version} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function ClauseLine({
  line,
  version,
}: {
  readonly line: CalibrationResult['clauses'][number]
  readonly version: number
}) {
  const { clause, held, notHeld, difference, p } = line
  const [more, less] = difference > 0 ? ['Marketing', 'sales'] : ['Sales', 'marketing']
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2">
      <span className="min-w-0 flex-1 basis-72">
        <Link
          to="/agreement"
          search={{ version, clause: clause.split('/')[0]! }}
          className="rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
        >
          {nameOf(clause)}
        </Link>
        <span className="block text-soft">
          {more} thinks more of it than {less}.
        </span>
      </span>
      <span className="figures shrink-0 text-small text-faint">
        held for {held} of {held + notHeld},{' '}
        <Definition term={`${sayP(p)}, uncorrected`}>
          How often a difference as large comes by dealing the leads at random (exact permutation test). It is
          not corrected for how many clauses were looked at: of twenty, one comes below 0.05 by chance.
        </Definition>
      </span>
    </li>
  )
}

/** Of a condition, its tier and what it asks. */
function nameOf(clause: string): string {
  const at = clause.indexOf('/')
  if (at < 0) return sayClauseName(clause)
  const asked = clause.slice(at + 1).replace(/^.*\//, '')
  return `${sayClauseName(clause)}: ${sayId(asked.replaceAll('.', ' ')).toLowerCase()}`
}
