import type { Absence } from '@baton/protocol'
import { X } from 'lucide-react'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useRefreshPeople } from '../../api/people-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { absenceOf, sayAbsence } from './absence-days.ts'

/** When somebody is away, and a line to add more. Nothing is given to somebody who is away. */
export function Absences({
  person,
  absences,
  onChanged,
}: {
  readonly person: string
  readonly absences: readonly Absence[]
  readonly onChanged?: () => Promise<void>
}) {
  const { pending, problem, send } = useSending()
  const refreshPeople = useRefreshPeople()
  const change = (work: () => Promise<unknown>, done?: () => void) =>
    void send(async () => {
      await work()
      done?.()
      await Promise.all([refreshPeople(), onChanged?.()])
    })
  return (
    <div>
      {absences.length > 0 && (
        <ul className="mb-3">
          {absences.map((one) => (
            <li key={one.id} className="flex h-8 items-center gap-2 border-b border-line">
              <span className="figures">{sayAbsence(one)}</span>
              <span className="min-w-0 flex-1 truncate text-faint">{one.note}</span>
              <button
                type="button"
                aria-label={`Take back: away ${sayAbsence(one)}`}
                disabled={pending}
                onClick={() => change(() => request('removeAbsence', { params: { id: one.id } }))}
                className="inline-flex size-6 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
              >
                <X size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <NewAbsence
        pending={pending}
        onAdd={(absence, done) =>
          change(() => request('addAbsence', { params: { id: person }, body: absence }), done)
        }
      />
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
    </div>
  )
}

function NewAbsence({
  pending,
  onAdd,
}: {
  readonly pending: boolean
  readonly onAdd: (absence: NonNullable<ReturnType<typeof absenceOf>>, done: () => void) => void
}) {
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const absence = absenceOf(from, until, note)
  const clear = () => {
    setFrom('')
    setUntil('')
    setNote('')
  }
  return (
    <div className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[9rem_9rem_1fr_auto]">
      <Field label="First day">
        <TextInput type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="Last day">
        <TextInput type="date" min={from} value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Field label="Note">
        <TextInput
          placeholder="Holiday"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Button
        className="h-8"
        disabled={absence === null || pending}
        onClick={() => absence !== null && onAdd(absence, clear)}
      >
        Add
      </Button>
    </div>
  )
}
