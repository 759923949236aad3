import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWriteMail } from '../../api/mails-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { freeMailId } from './free-mail-id.ts'
import { type Start, startingLetter, STARTS } from './mail-words.ts'

/** Begins a mail, under an id made from its name. */
export function NewMailDialog({
  ids,
  onClose,
}: {
  readonly ids: readonly string[]
  readonly onClose: () => void
}) {
  const [name, setName] = useState('')
  const [start, setStart] = useState<Start>('letter')
  const { add } = useWriteMail()
  const { pending, problem, send } = useSending()
  const navigate = useNavigate()
  const id = freeMailId(name, ids)
  const begin = () => {
    if (pending || name.trim() === '') return
    void send(async () => {
      await add({ id, name, letter: startingLetter(start, name.trim()) })
      onClose()
      await navigate({ to: '/mails/$id', params: { id } })
    })
  }
  return (
    <Dialog
      title="New mail"
      note="Nothing is sent before a program sends it."
      onClose={onClose}
      onSubmit={begin}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || name.trim() === ''}>
            Begin
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        hint={
          <>
            Programs call it <code className="font-mono">{id}</code>
          </>
        }
      >
        <TextInput value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </Field>
      <fieldset className="mt-4 grid gap-1.5">
        <legend className="mb-2 text-small font-medium text-soft">Begin with</legend>
        {(Object.keys(STARTS) as Start[]).map((option) => (
          <label
            key={option}
            className="flex items-start gap-3 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-sunk"
          >
            <input
              type="radio"
              name="start"
              checked={start === option}
              onChange={() => setStart(option)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="font-medium">{STARTS[option].name}</span>{' '}
              <span className="block text-small text-soft">{STARTS[option].about}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  )
}
