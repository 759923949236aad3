import type { Contests } from '@baton/protocol'
import { sayClauseName } from '@baton/words'
import type { ReactNode } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { Section } from '../../ui/Section.tsx'
import { Defined, useStageNames } from '../leads/index.ts'
import { clauseSentence } from './clause-sentence.ts'
import { ShareCell } from './ShareCell.tsx'

const HEAD = 'h-8 border-b border-line pr-3 text-left text-small font-medium text-faint'
const CELL = 'border-b border-line py-2 pr-3 align-top'

/** What became of what was accepted beside what was contested: if both do as well, the contests were no better founded. */
export function Outcomes({ outcomes }: { readonly outcomes: Contests['outcomes'] }) {
  const name = useStageNames()
  const row = (title: string, { of, sql, won, open }: Contests['outcomes']['accepted']): ReactNode => (
    <tr>
      <th scope="row" className={`${CELL} text-left font-medium`}>
        {title}
        <span className="figures block text-small font-normal text-faint">
          {of} in all, {open} still open
        </span>
      </th>
      <td className={CELL}>
        <ShareCell successes={sql} of={of} />
      </td>
      <td className={`${CELL} pr-0`}>
        <ShareCell successes={won} of={of} />
      </td>
    </tr>
  )
  return (
    <Section title="Who was right" note="What came of them since">
      <table className="w-full border-collapse">
        <caption className="sr-only">What became of accepted and of contested handoffs</caption>
        <thead>
          <tr>
            <th scope="col" className={HEAD}>
              Handoffs
            </th>
            <th scope="col" className={HEAD}>
              <Defined term="outcome-sql">{name('sql')}</Defined>
            </th>
            <th scope="col" className={HEAD}>
              <Defined term="outcome-won">{name('customer')}</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {row('Accepted', outcomes.accepted)}
          {row('Rejected', outcomes.contested)}
        </tbody>
      </table>
    </Section>
  )
}

/** Clauses by how often they were contested, and how often the lead came farther all the same. */
export function ContestedClauses({
  clauses,
  chosen,
  onChoose,
}: {
  readonly clauses: Contests['clauses']
  readonly chosen: string | null
  readonly onChoose: (clause: string | null) => void
}) {
  const agreement = useAgreementModel().data?.agreement
  if (clauses.length === 0) return null
  return (
    <Section title="Contested clauses">
      <table className="w-full border-collapse">
        <caption className="sr-only">Clauses by how often they were contested</caption>
        <thead>
          <tr>
            <th scope="col" className={HEAD}>
              Clause
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              <Defined term="contested">Times</Defined>
            </th>
            <th scope="col" className={HEAD}>
              <Defined term="came-farther">Came farther</Defined>
            </th>
          </tr>
        </thead>
        <tbody>
          {clauses.map(({ clause, contested, cameFarther }) => (
            <tr key={clause}>
              <td className={CELL}>
                <button
                  type="button"
                  aria-pressed={chosen === clause}
                  title={agreement ? (clauseSentence(agreement, clause) ?? clause) : clause}
                  onClick={() => onChoose(chosen === clause ? null : clause)}
                  className="rounded-sm text-left font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent aria-pressed:text-accent-text"
                >
                  {sayClauseName(clause)}
                </button>
                <span className="block font-mono text-tiny text-faint [overflow-wrap:anywhere]">
                  {clause}
                </span>
              </td>
              <td className={`${CELL} figures text-right`}>{contested}</td>
              <td className={`${CELL} pr-0`}>
                <ShareCell successes={cameFarther} of={contested} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
