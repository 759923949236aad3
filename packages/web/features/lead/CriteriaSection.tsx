import { sayId, sayMatcher, sayValue } from '@baton/words'
import { Section } from '../../ui/Section.tsx'
import type { SectionProps } from './section-props.ts'

/** What sales has learnt in this cycle, and what is still unknown. Shown once the lead is in the hands of sales. */
export function CriteriaSection({ judgement, compiled }: SectionProps) {
  const { criteria, satisfied } = compiled.agreement.sql
  const { stage } = judgement.verdict
  const handed = stage !== 'visitor' && stage !== 'lead' && stage !== 'recycled' && stage !== 'disqualified'
  if (!handed || criteria.length === 0) return null
  const { answers } = judgement.state.sales
  const known = criteria.filter(({ id }) => answers[id] !== undefined).length
  return (
    <Section
      title="What sales knows"
      note={`${known} of ${criteria.length} answered, ${satisfied} have to be satisfied`}
    >
      <dl className="divide-y divide-line border-y border-line">
        {criteria.map((criterion) => {
          const answer = answers[criterion.id]
          return (
            <div
              key={criterion.id}
              className="grid min-h-9 grid-cols-[7rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-2"
            >
              <dt className="font-medium">{sayId(criterion.id)}</dt>
              <dd className="text-faint">
                {criterion.satisfied === undefined
                  ? 'any answer'
                  : `satisfied when it ${sayMatcher(criterion.satisfied)}`}
              </dd>
              <dd className={`figures text-right ${answer === undefined ? 'text-faint' : 'font-medium'}`}>
                {answer === undefined ? 'not known yet' : sayValue(answer.value)}
              </dd>
            </div>
          )
        })}
      </dl>
    </Section>
  )
}
