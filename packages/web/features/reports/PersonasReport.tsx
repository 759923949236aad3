import type { PersonaRow } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayPercent } from '@baton/words'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { usePersonas } from '../../api/personas-query.ts'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { KindsSection } from './KindsSection.tsx'
import { CellOpener } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import { PersonaCards } from './PersonaCards.tsx'
import { PersonaDialog } from './PersonaDialog.tsx'
import { RateCell } from './RateCell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { ReportTable } from './ReportTable.tsx'
import type { PersonaToWrite } from './use-persona-writing.ts'

type PersonasData = ReportOf<'personas'>

/** What became of the people of each persona, what is written of them, and kinds that may become personas. */
export function PersonasReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('personas', search)
  const personas = usePersonas()
  const mayAdd = useMay('addPersona')
  const [opened, setOpened] = useState<PersonaToWrite | null>(null)
  return (
    <>
      <CellOpener report="personas" search={search}>
        <Section
          title="What became of them"
          note="of those who came in the period, up to now"
          aside={
            mayAdd && (
              <Button className="print:hidden" onClick={() => setOpened({ persona: null, marks: [] })}>
                <Plus size={13} aria-hidden="true" />
                Add a persona
              </Button>
            )
          }
        >
          {report.isError && report.data === undefined ? (
            <ReadFailed what="The personas" error={report.error} onRetry={() => void report.refetch()} />
          ) : report.data === undefined ? (
            <ReportSkeleton />
          ) : (
            <PersonaTable data={report.data} mayAdd={mayAdd} />
          )}
        </Section>
      </CellOpener>
      {personas.data !== undefined && personas.data.length > 0 && (
        <Section title="What is written of them">
          <PersonaCards personas={personas.data} onEdit={(persona) => setOpened({ persona })} />
        </Section>
      )}
      <KindsSection
        search={search}
        onAsk={onAsk}
        onMake={mayAdd ? (marks) => setOpened({ persona: null, marks }) : undefined}
      />
      {opened !== null && <PersonaDialog opened={opened} search={search} onClose={() => setOpened(null)} />}
    </>
  )
}

function PersonaTable({
  data: { answer },
  mayAdd,
}: {
  readonly data: PersonasData
  readonly mayAdd: boolean
}) {
  const named = answer.rows.filter(({ id }) => id !== null)
  return (
    <>
      {named.length === 0 && (
        <p className="mb-3 max-w-prose text-body text-soft">
          No persona is written down yet, so everybody is none of them.
          {mayAdd && ' Make one of a kind that was found below, or write one down.'}
        </p>
      )}
      <ReportTable
        caption="Personas and what became of their people"
        head={[
          'Persona',
          <Definition key="l" term="Leads">
            Came in the period and match this persona better than any other, and better than none. Where a
            form or a list names the persona, the leads of this report are still matched by the marks.
          </Definition>,
          <Definition key="c" term="Mean confidence">
            How sure the match is, from 50 % to 100 %, on average. With weights that people chose it is an
            agreed reading of the marks, not a probability.
          </Definition>,
          'MQL',
          'SQL',
          'Customers',
        ]}
        rows={[
          ...answer.rows.map((row) => rowOf(row, row.id === null ? 'None of them' : row.name)),
          ...(named.length === 0 ? [] : [{ ...rowOf(answer.all, 'All'), key: 'all', strong: true }]),
        ]}
      />
      <p className="mt-2 max-w-prose text-small text-faint">
        Came so far or further by now; of those who came lately some still will. A persona that was made of
        people of this period is flattered by it: what it is worth, later people show.
      </p>
    </>
  )
}

function rowOf(row: PersonaRow, name: string) {
  return {
    key: row.id ?? 'none',
    cells: [
      name,
      <OpenCount key="l" counted={row.leads} of={name} />,
      row.confidence === null ? '–' : sayPercent(row.confidence),
      ...(
        [
          ['mql', 'MQL'],
          ['sql', 'SQL'],
          ['customer', 'customers'],
        ] as const
      ).map(([stage, said]) => (
        <div key={stage}>
          <OpenCount counted={row.reached[stage].leads} of={`${name}: ${said}`} />
          <span className="block">
            <RateCell rate={row.reached[stage].share} />
          </span>
        </div>
      )),
    ],
  }
}
