import type { Import } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useState } from 'react'
import { useNow } from '../../app/use-now.ts'
import { Cell, Table } from '../../ui/Table.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { ImportActs } from './ImportActs.tsx'
import { ImportState } from './ImportState.tsx'
import { UndoDialog } from './UndoDialog.tsx'

const COUNTS = [
  ['Rows', 'rows'],
  ['Stored', 'stored'],
  ['Duplicates', 'duplicates'],
  ['Refused', 'rejected'],
] as const satisfies readonly (readonly [string, keyof Import])[]

const EXPLAINED: Readonly<Partial<Record<string, string>>> = {
  Stored: 'Events that were new',
  Duplicates: 'Events that were here already',
  Refused: 'Rows that could not be taken',
}

export function ImportList({ imports }: { readonly imports: readonly Import[] }) {
  const [undoing, setUndoing] = useState<Import | null>(null)
  const columns = [
    { label: 'File', className: 'w-[24%]' },
    { label: 'Imported' },
    ...COUNTS.map(([label]) => ({
      label: <span title={EXPLAINED[label]}>{label}</span>,
      className: 'text-right!',
    })),
    { label: 'State', className: 'w-[22%] pl-6' },
    { label: 'What can be done', hidden: true },
  ]
  return (
    <>
      <div className="hidden xl:block">
        <Table caption="Imports and what came of them" columns={columns}>
          {imports.map((one) => (
            <tr key={one.id} className="hover:bg-sunk">
              <Cell className="max-w-0 py-2">
                <FileName one={one} />
              </Cell>
              <Cell>
                <WhoAndWhen one={one} />
              </Cell>
              {COUNTS.map(([label, key]) => (
                <Cell
                  key={label}
                  className={`figures text-right ${one.state === 'undone' ? 'text-faint line-through' : ''}`}
                >
                  {sayCount(one[key])}
                </Cell>
              ))}
              <Cell className="py-2 pl-6">
                <ImportState one={one} />
              </Cell>
              <Cell>
                <ImportActs one={one} className="justify-end" onUndo={() => setUndoing(one)} />
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
      <ul className="xl:hidden">
        {imports.map((one) => (
          <NarrowItem key={one.id} one={one} onUndo={() => setUndoing(one)} />
        ))}
      </ul>
      {undoing !== null && <UndoDialog one={undoing} onClose={() => setUndoing(null)} />}
    </>
  )
}

function NarrowItem({ one, onUndo }: { readonly one: Import; readonly onUndo: () => void }) {
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <FileName one={one} />
      <div className="mt-1">
        <WhoAndWhen one={one} />
      </div>
      <dl className="mt-2 grid max-w-xl grid-cols-4 gap-x-4">
        {COUNTS.map(([label, key]) => (
          <div key={label} className="min-w-0">
            <dt className="truncate text-small text-faint">{label}</dt>
            <dd className={`figures ${one.state === 'undone' ? 'text-faint line-through' : ''}`}>
              {sayCount(one[key])}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-40">
          <ImportState one={one} />
        </div>
        <ImportActs one={one} className="-ml-2 sm:ml-0" onUndo={onUndo} />
      </div>
    </li>
  )
}

function FileName({ one }: { readonly one: Import }) {
  return (
    <span className="block min-w-0">
      <span className="block truncate font-medium" title={one.file}>
        {one.file}
      </span>
      <span className="block truncate text-small text-faint">{one.source}</span>
    </span>
  )
}

function WhoAndWhen({ one }: { readonly one: Import }) {
  const now = useNow()
  const at = Date.parse(one.startedAt)
  return (
    <span className="text-small text-soft">
      <Timestamp at={at} now={Math.max(now, at)} /> by {one.by ?? 'the command line'}
    </span>
  )
}
