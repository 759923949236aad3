import type { Criterion, CriterionReading } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { sayAgo, sayAnswer, sayAnswerSource, sayDate, sayId, sayMatcher, sayQuestion } from '@baton/words'
import { Check, CircleDashed, Hourglass, X } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Defined } from '../leads/index.ts'
import { AnswerEditor, type NewAnswer } from './AnswerEditor.tsx'
import { criterionSheet, type CriterionSheet as Sheet, type GivenAnswer } from './criterion-answers.ts'
import type { SectionProps } from './section-props.ts'

/** What sales has learnt: standing answers with who said them, what contradicts them, and what is still to ask. */
export function CriteriaSheet({
  judgement,
  compiled,
  events,
  asOf,
  mayAnswer,
  saidBy,
  editing,
  onEdit,
  onAnswer,
}: SectionProps & {
  readonly mayAnswer: boolean
  readonly saidBy: string | null
  /** The criterion whose answer is being taken. */
  readonly editing: string | null
  readonly onEdit: (criterion: string | null) => void
  readonly onAnswer: (criterion: string, answer: NewAnswer) => void
}) {
  const { criteria, satisfied } = compiled.agreement.sql
  if (criteria.length === 0) return null
  const rows = criteria.map((criterion) => {
    const reading = judgement.verdict.criteria.find(({ criterion: id }) => id === criterion.id)
    return { criterion, sheet: sheetOf(criterion, reading, events, asOf) }
  })
  const met = rows.filter(({ sheet }) => sheet.state === 'satisfied').length
  return (
    <Section
      id="criteria"
      title="Criteria"
      note={
        <>
          {met} of {criteria.length} satisfied, <Defined term="criteria">{satisfied} are needed</Defined>
        </>
      }
    >
      <ul className="divide-y divide-line border-y border-line">
        {rows.map(({ criterion, sheet }) => (
          <li key={criterion.id} className="py-2.5">
            <CriterionRow
              criterion={criterion}
              sheet={sheet}
              asOf={asOf}
              action={
                mayAnswer && editing !== criterion.id ? (
                  <Button
                    look={sheet.standing === null ? 'outline' : 'plain'}
                    onClick={() => onEdit(criterion.id)}
                  >
                    {sheet.standing === null ? 'Answer' : 'Change'}
                    <span className="sr-only"> {sayId(criterion.id)}</span>
                  </Button>
                ) : null
              }
            />
            {mayAnswer && editing === criterion.id && (
              <AnswerEditor
                criterion={criterion}
                saidBy={saidBy}
                onAnswer={(answer) => onAnswer(criterion.id, answer)}
                onCancel={() => onEdit(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function sheetOf(
  criterion: Criterion,
  reading: CriterionReading | undefined,
  events: readonly HistoryEvent[],
  asOf: number,
): Sheet {
  const open = { criterion: criterion.id, answer: null, aged: false, satisfied: false }
  return criterionSheet(reading ?? open, events, asOf)
}

const MARKS = {
  satisfied: { icon: Check, look: 'text-won-text', said: 'Satisfied' },
  'not-satisfied': { icon: X, look: 'text-accent-text', said: 'Answered, not satisfied' },
  aged: { icon: Hourglass, look: 'text-warn-text', said: 'Answered, but too long ago' },
  open: { icon: CircleDashed, look: 'text-faint', said: 'Still to ask' },
} as const

function CriterionRow({
  criterion,
  sheet,
  asOf,
  action,
}: {
  readonly criterion: Criterion
  readonly sheet: Sheet
  readonly asOf: number
  readonly action: React.ReactNode
}) {
  const { icon: Icon, look, said } = MARKS[sheet.state]
  const { standing } = sheet
  return (
    <div className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-x-3">
      <Icon size={14} strokeWidth={2.2} aria-hidden="true" className={`mt-[3px] ${look}`} />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{said}: </span>
          <span className="font-medium">{sayId(criterion.id)}</span>
          {standing !== null && standing.value !== null && (
            <span className="figures font-medium"> · {sayAnswer(criterion.ask, standing.value)}</span>
          )}
        </p>
        {standing === null ? (
          <p className="text-soft">“{sayQuestion(criterion)}”</p>
        ) : (
          <p className="text-small text-faint">
            {sayAnswerSource(standing.source, standing.saidBy)}, {sayAgo(standing.at, asOf)}
            {sheet.state === 'aged' && (
              <span className="text-warn-text"> · too long ago to count, ask again</span>
            )}
            {sheet.state === 'not-satisfied' && criterion.satisfied !== undefined && (
              <span className="text-soft"> · satisfied when it {sayMatcher(criterion.satisfied)}</span>
            )}
          </p>
        )}
        {standing !== null && standing.note !== null && (
          <p className="text-small text-soft">“{standing.note}”</p>
        )}
        {sheet.against.map((other) => (
          <Contradiction key={other.event} criterion={criterion} other={other} />
        ))}
      </div>
      <span className="-my-1">{action}</span>
    </div>
  )
}

function Contradiction({ criterion, other }: { readonly criterion: Criterion; readonly other: GivenAnswer }) {
  if (other.value === null) return null
  return (
    <p className="mt-1 border-l-2 border-warn-text pl-2 text-small text-warn-text">
      Against it: <span className="font-medium">{sayAnswer(criterion.ask, other.value)}</span>,{' '}
      {sayAnswerSource(other.source, other.saidBy)}, {sayDate(other.at)}
    </p>
  )
}
