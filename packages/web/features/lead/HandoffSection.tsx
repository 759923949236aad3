import { sayAgo, sayCounted, sayId, sayList, sayMoment } from '@baton/words'
import type { HandoffState } from '@baton/engine'
import type { ReactNode } from 'react'
import { Section } from '../../ui/Section.tsx'
import type { SectionProps } from './section-props.ts'

/** Who has the lead, until when the first touch and the decision are due, and what was tried. */
export function HandoffSection({ judgement, compiled, asOf }: SectionProps) {
  const { handoff, stage } = judgement.verdict
  if (handoff === null || stage === 'customer' || stage === 'advocate') return null
  const { effort } = compiled.agreement.handoff
  const owed =
    effort === undefined
      ? ''
      : `; ${sayCounted(effort.attempts, 'attempt')} over ${sayCounted(effort.channels, 'channel')} are owed`
  return (
    <Section
      title="With sales"
      note={
        handoff.clock === null ? 'taken up by sales itself, no clock runs' : `${sayId(handoff.clock)} clock`
      }
    >
      <dl className="divide-y divide-line border-y border-line">
        <Line term="Owner">{handoff.owner ?? 'nobody is named'}</Line>
        <Line term="Since">
          {sayMoment(handoff.openedAt)}, {sayAgo(handoff.openedAt, asOf)}
        </Line>
        {handoff.firstTouchDue !== null && (
          <Due term="First touch" due={handoff.firstTouchDue} done={handoff.touchedAt} asOf={asOf} />
        )}
        {handoff.decideDue !== null && (
          <Due term="Decision" due={handoff.decideDue} done={handoff.decidedAt} asOf={asOf} />
        )}
        <Line term="Attempts">
          {tried(handoff)}
          <span className="text-faint">{owed}</span>
        </Line>
      </dl>
    </Section>
  )
}

function tried({ attempts, channels }: HandoffState): string {
  if (attempts === 0) return 'none yet'
  return `${attempts}, by ${sayList(channels, 'and')}`
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }) {
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
  readonly term: string
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
