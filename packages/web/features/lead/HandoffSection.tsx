import { sayAgo, sayCounted, sayEffortLeft, sayId, sayList, sayMoment, sayTeam } from '@baton/words'
import { effortLeft, type HandoffState } from '@baton/engine'
import type { ReactNode } from 'react'
import type { Assignment } from '../../api/packets-query.ts'
import { Section } from '../../ui/Section.tsx'
import { Defined } from '../leads/index.ts'
import type { SectionProps } from './section-props.ts'
import type { Touch } from './touches.ts'
import type { NameOf } from './use-workspace.ts'

/** Who has the lead and why, until when the first touch and the decision are due, and what was tried. */
export function HandoffSection({
  judgement,
  compiled,
  asOf,
  nameOf,
  touches,
  assignment,
  aside,
}: SectionProps & {
  readonly nameOf: NameOf
  readonly touches: readonly Touch[]
  /** Why the present owner has it; undefined where nothing is recorded. */
  readonly assignment: Assignment | undefined
  readonly aside?: ReactNode
}) {
  const { handoff, stage } = judgement.verdict
  if (handoff === null || stage === 'customer' || stage === 'advocate') return null
  const left = sayEffortLeft(effortLeft(compiled, handoff))
  const owner =
    nameOf(handoff.owner) ?? (handoff.team === null ? 'nobody yet' : `${sayTeam(handoff.team)}, nobody yet`)
  return (
    <Section
      title="With sales"
      note={handoff.clock === null ? 'taken up, no clock runs' : `${sayId(handoff.clock)} clock`}
      aside={aside}
    >
      <dl className="divide-y divide-line border-y border-line">
        <Line term="Owner">
          <span className="font-medium text-ink">{owner}</span>
          {assignment !== undefined && <WhyTheirs assignment={assignment} />}
        </Line>
        <Line term="Since">
          {sayMoment(handoff.openedAt)}, {sayAgo(handoff.openedAt, asOf)}
        </Line>
        {handoff.firstTouchDue !== null && (
          <Due
            term={<Defined term="first-touch">First touch</Defined>}
            due={handoff.firstTouchDue}
            done={handoff.touchedAt}
            asOf={asOf}
          />
        )}
        {handoff.decideDue !== null && (
          <Due
            term={<Defined term="decision">Decision</Defined>}
            due={handoff.decideDue}
            done={handoff.decidedAt}
            asOf={asOf}
          />
        )}
        <Line term={<Defined term="attempts">Attempts</Defined>}>
          {tried(handoff)}
          {left !== null && <span className="text-faint">; {left} before it may be called unreachable</span>}
        </Line>
      </dl>
      <TouchList touches={touches} asOf={asOf} nameOf={nameOf} />
    </Section>
  )
}

const WHY: Readonly<Record<Assignment['why'], string>> = {
  route: 'in turn',
  claimed: 'claimed it',
  overdue: 'after a clock ran out',
  manager: 'passed on',
  away: 'while somebody is away',
  'taken-up': 'took it up',
}

function WhyTheirs({ assignment }: { readonly assignment: Assignment }) {
  const { why, route, by, candidates, skipped } = assignment
  const parts = [
    WHY[why],
    by === null ? null : `by ${by.name}`,
    route === null ? null : `by route ${route}`,
    candidates.length > 1 ? `of ${candidates.length} who could have it` : null,
    skipped.length > 0
      ? `passed over: ${sayList(
          skipped.map(({ person }) => person.name),
          'and',
        )}`
      : null,
  ].filter((part) => part !== null)
  return <span className="block text-small text-faint">{parts.join(', ')}</span>
}

function TouchList({
  touches,
  asOf,
  nameOf,
}: {
  readonly touches: readonly Touch[]
  readonly asOf: number
  readonly nameOf: NameOf
}) {
  if (touches.length === 0) return null
  return (
    <ul aria-label="Touches" className="divide-y divide-line border-b border-line">
      {touches.slice(0, 8).map((touch) => (
        <li key={touch.event} className="flex items-baseline gap-3 py-1.5">
          <span className="w-[7rem] shrink-0">{sayId(touch.channel)}</span>
          <span className="min-w-0 flex-1 text-soft">
            {touch.outcome === null ? '' : sayId(touch.outcome)}
            {touch.note !== null && <span className="text-faint"> “{touch.note}”</span>}
          </span>
          <span className="shrink-0 text-small text-faint">
            {nameOf(touch.by) === null ? '' : `${nameOf(touch.by)}, `}
            {sayAgo(touch.at, asOf)}
          </span>
        </li>
      ))}
      {touches.length > 8 && (
        <li className="py-1.5 text-small text-faint">and {touches.length - 8} earlier</li>
      )}
    </ul>
  )
}

function tried({ attempts, channels }: HandoffState): string {
  if (attempts === 0) return 'none yet'
  return `${sayCounted(attempts, 'attempt')}, by ${sayList(channels, 'and')}`
}

function Line({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[7rem_minmax(0,1fr)] items-baseline gap-x-3 py-2">
      <dt className="font-medium">{term}</dt>
      <dd className="text-soft">{children}</dd>
    </div>
  )
}

/** What happens at the due moment itself is in time. */
function Due({
  term,
  due,
  done,
  asOf,
}: {
  readonly term: ReactNode
  readonly due: number
  readonly done: number | null
  readonly asOf: number
}) {
  const isLate = (done ?? asOf) > due
  const said = done === null ? `due ${sayMoment(due)}` : `${sayMoment(done)}, due ${sayMoment(due)}`
  const late = done === null ? 'overdue' : 'late'
  return (
    <Line term={term}>
      {said}
      {isLate ? (
        <strong className="pl-2 font-medium text-accent-text">{late}</strong>
      ) : (
        done !== null && <span className="pl-2 text-faint">in time</span>
      )}
    </Line>
  )
}
