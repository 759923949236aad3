import type { Consents } from '@baton/protocol'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { DialogFooter } from './DialogFooter.tsx'

export interface ConsentChange {
  readonly purpose: string
  readonly name: string
  readonly status: 'given' | 'withdrawn'
}

/** Records what somebody said elsewhere: on the telephone, in a letter, at a fair. */
export function ConsentDialog({
  leadId,
  change: { purpose, name, status },
  onDone,
  onClose,
}: {
  readonly leadId: string
  readonly change: ConsentChange
  readonly onDone: (consents: Consents) => void
  readonly onClose: () => void
}) {
  const [note, setNote] = useState('')
  const { pending, problem, send } = useSending()
  const isGiven = status === 'given'
  const isWhole = !isGiven || note.trim() !== ''
  const record = () =>
    void send(async () => {
      onDone(await request('changeConsent', { params: { id: leadId }, body: { purpose, status, note } }))
      onClose()
    })
  return (
    <Dialog
      title={isGiven ? 'Record consent' : 'Record a withdrawal'}
      note={name}
      size="narrow"
      onClose={onClose}
      onSubmit={() => isWhole && !pending && record()}
      footer={
        <DialogFooter problem={problem} pending={pending || !isWhole} label="Record" onClose={onClose} />
      }
    >
      <Field
        label={isGiven ? 'How they agreed: where, when, by which words' : 'How they said it'}
        hint={
          isGiven
            ? 'Without this it proves nothing. It is kept with your name and the time.'
            : 'It holds from this moment. It is kept with your name and the time.'
        }
      >
        <TextArea value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Dialog>
  )
}
