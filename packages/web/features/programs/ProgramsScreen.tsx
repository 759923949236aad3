import type { ProgramSummary } from '@baton/protocol'
import { sayAgo, sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { usePrograms } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { AllReferrals } from '../referrals/index.ts'
import { NewProgramDialog } from './NewProgramDialog.tsx'
import { ProgramState } from './ProgramState.tsx'

/** All programs, those that run first. */
export function ProgramsScreen() {
  const programs = usePrograms()
  const mayAdd = useMay('addProgram')
  const [adding, setAdding] = useState(false)
  useDocumentTitle('Programs')
  useShortcuts({ ...(mayAdd && { c: () => setAdding(true) }) })
  const add = (
    <Button look="solid" className="h-8" disabled={!programs.data} onClick={() => setAdding(true)}>
      <Plus size={13} aria-hidden="true" />
      New program
    </Button>
  )
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Programs" note="What leads are sent, one after the other, until they are ready.">
        {mayAdd && add}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {programs.isError ? (
          <ReadFailed what="The programs" error={programs.error} onRetry={() => void programs.refetch()} />
        ) : programs.data === undefined ? (
          <div className="space-y-6 p-6" aria-busy="true">
            <span className="sr-only">Reading the programs…</span>
            {Array.from({ length: 4 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-4xl" />
            ))}
          </div>
        ) : programs.data.length === 0 ? (
          <EmptyState title="No program yet" actions={mayAdd && add}>
            <p>
              A program sends a lead the right content in the right tone, and is silent as soon as sales takes
              over.
            </p>
          </EmptyState>
        ) : (
          <Programs programs={programs.data} />
        )}
        <AllReferrals />
      </div>
      {adding && programs.data && (
        <NewProgramDialog ids={programs.data.map(({ id }) => id)} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}

function Programs({ programs }: { readonly programs: readonly ProgramSummary[] }) {
  const now = useNow()
  const number = 'hidden text-right sm:table-cell'
  return (
    <Table
      caption="Programs"
      columns={[
        { label: 'Program' },
        { label: 'State' },
        { label: 'In it', className: 'text-right' },
        { label: 'Entered', className: number },
        { label: 'Mails sent', className: number },
        { label: 'Goal met', className: number },
        { label: 'Changed', className: 'hidden pl-8 lg:table-cell' },
      ]}
    >
      {programs.map((program) => (
        <tr key={program.id} className="relative hover:bg-sunk">
          <Cell className="py-2">
            <Link
              to="/programs/$id"
              params={{ id: program.id }}
              className="font-medium after:absolute after:inset-0 hover:underline"
            >
              {program.name}
            </Link>
            <span className="block text-small text-faint">
              {program.id}
              {program.version !== null && ` · version ${program.version}`}
              {program.changed && program.version !== null && ' · changed since'}
            </span>
          </Cell>
          <Cell>
            <ProgramState state={program.state} />
          </Cell>
          <Cell className="figures text-right">{sayCount(program.inIt)}</Cell>
          <Cell className={`figures ${number}`}>{sayCount(program.entered)}</Cell>
          <Cell className={`figures ${number}`}>{sayCount(program.mails)}</Cell>
          <Cell className={`figures ${number}`}>{sayCount(program.goal)}</Cell>
          <Cell className="hidden pl-8 text-small text-faint lg:table-cell">
            {sayAgo(Date.parse(program.changedAt), now)}
            {program.changedBy !== null && ` by ${program.changedBy}`}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
