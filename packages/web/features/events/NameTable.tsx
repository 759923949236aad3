import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** What is found as a name, and which event that is. Without lines the name is taken as it is. */
export function NameTable({
  table,
  list,
  onChange,
}: {
  readonly table: Readonly<Record<string, string>>
  /** Id of the list of known events. */
  readonly list: string
  readonly onChange: (table: Record<string, string>) => void
}) {
  const [rows, setRows] = useState(() => Object.entries(table))
  const change = (next: readonly (readonly [string, string])[]) => {
    setRows(next.map(([from, to]) => [from, to]))
    onChange(Object.fromEntries(next.filter(([from, to]) => from !== '' && to.trim() !== '')))
  }
  return (
    <div className="sm:col-span-2">
      <p className="mb-1 text-small font-medium text-soft">Table of names</p>
      <ul className="space-y-1.5">
        {rows.map(([from, to], index) => (
          <li key={index} className="flex items-center gap-2">
            <TextInput
              aria-label={`Found, line ${index + 1}`}
              placeholder="webinar.ended"
              value={from}
              onChange={(event) => change(rows.with(index, [event.target.value, to]))}
              className="font-mono text-small!"
            />
            <span className="text-faint">is</span>
            <TextInput
              aria-label={`Event, line ${index + 1}`}
              placeholder="Webinar Attended"
              list={list}
              value={to}
              onChange={(event) => change(rows.with(index, [from, event.target.value]))}
            />
            <Button
              look="plain"
              aria-label={`Remove line ${index + 1}`}
              onClick={() => change(rows.toSpliced(index, 1))}
              className="px-1.5!"
            >
              <X size={13} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-1.5 flex items-center gap-3">
        <Button onClick={() => setRows([...rows, ['', '']])}>
          <Plus size={13} aria-hidden="true" />
          Add a line
        </Button>
        <span className="text-small text-faint">
          {rows.length === 0 ? 'The name is taken as it is.' : 'What is not in the table is left out.'}
        </span>
      </div>
    </div>
  )
}
