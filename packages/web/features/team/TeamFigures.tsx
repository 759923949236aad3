import type { TeamView } from '@baton/protocol'
import { sayCount, sayDefinition, sayLevel, sayShortDuration, type Term } from '@baton/words'
import type { ReactNode } from 'react'
import { Definition } from '../../ui/Definition.tsx'

/** Where the team stands, in one line of figures: what wants something now, and how long things take. */
export function TeamFigures({ view }: { readonly view: TeamView }) {
  const sum = (of: (member: TeamView['people'][number]) => number) =>
    view.people.reduce((total, member) => total + of(member), 0)
  const overdue = sum(({ overdue }) => overdue)
  return (
    <dl className="grid grid-cols-2 border-b border-line sm:grid-cols-3 lg:grid-cols-5">
      <Figure label="To decide">{sayCount(sum(({ toDecide }) => toDecide))}</Figure>
      <Figure label="Overdue">
        <span className={overdue > 0 ? 'text-accent-text' : ''}>{sayCount(overdue)}</span>
      </Figure>
      <Figure label="Due soon">{sayCount(sum(({ dueSoon }) => dueSoon))}</Figure>
      <Delay term="system-delay" label="System delay" delay={view.systemDelay} />
      <Delay term="human-delay" label="Human delay" delay={view.humanDelay} />
    </dl>
  )
}

function Figure({
  label,
  note,
  children,
}: {
  readonly label: ReactNode
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="border-t border-line px-4 py-3 not-first:sm:border-l md:px-6">
      <dt className="text-small text-faint">{label}</dt>
      <dd className="figures text-title font-semibold tracking-[-0.01em]">{children}</dd>
      {note !== undefined && <dd className="figures text-small text-faint">{note}</dd>}
    </div>
  )
}

function Delay({
  term,
  label,
  delay,
}: {
  readonly term: Term
  readonly label: string
  readonly delay: TeamView['systemDelay']
}) {
  const heading = <Definition term={label}>{sayDefinition(term)}</Definition>
  if (delay.medianMs === null)
    return (
      <Figure label={heading} note="nothing in 30 days">
        –
      </Figure>
    )
  const p90 = delay.p90Ms === null ? '' : `9 of 10 within ${sayDelay(delay.p90Ms)}, `
  return (
    <Figure label={heading} note={`${p90}n = ${sayCount(delay.n)}`}>
      {sayDelay(delay.medianMs)}
    </Figure>
  )
}

/** Delays of the system are fractions of a second, those of people hours. */
function sayDelay(delayMs: number): string {
  if (delayMs < 1_000) return `${Math.round(delayMs)} ms`
  return delayMs < 60_000 ? `${sayLevel(delayMs / 1_000)} s` : sayShortDuration(delayMs)
}
