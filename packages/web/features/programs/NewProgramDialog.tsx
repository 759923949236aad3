import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProgramWords, useWriteProgram } from '../../api/programs-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { idFrom, startingDocument } from './program-facts.ts'
import { freeId } from './program-tree.ts'

/** Begins a program, under an id made from its name. */
export function NewProgramDialog({
  ids,
  onClose,
}: {
  readonly ids: readonly string[]
  readonly onClose: () => void
}) {
  const [name, setName] = useState('')
  const words = useProgramWords().data
  const { add } = useWriteProgram()
  const { pending, problem, send } = useSending()
  const navigate = useNavigate()
  const id = freeId(idFrom(name), ids)
  const isWhole = name.trim() !== '' && words !== undefined
  const begin = () => {
    if (pending || !isWhole) return
    void send(async () => {
      const mail = words.mails.find(({ ready }) => ready)?.id ?? 'first-mail'
      await add(startingDocument(id, name.trim(), words.purposes[0]?.id ?? 'newsletter', mail))
      onClose()
      await navigate({ to: '/programs/$id', params: { id } })
    })
  }
  return (
    <Dialog
      title="New program"
      note="Nothing is sent before you start it."
      size="narrow"
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
          <Button type="submit" look="solid" disabled={pending || !isWhole}>
            Begin
          </Button>
        </>
      }
    >
      <Field label="Name" hint={`Its id will be ${id}`}>
        <TextInput value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
    </Dialog>
  )
}
