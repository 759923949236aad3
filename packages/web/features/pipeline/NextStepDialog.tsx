import type { Opportunity } from '@baton/protocol'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayCard } from './use-board-moves.ts'

/** What happens next, and when. */
export function NextStepDialog({
  card,
  onSave,
  onClose,
}: {
  readonly card: Opportunity
  readonly onSave: (nextStep: string, nextStepOn: string) => Promise<void>
  readonly onClose: () => void
}) {
  const [text, setText] = useState(card.nextStep ?? '')
  const [on, setOn] = useState(card.nextStepOn ?? '')
  return (
    <Dialog
      title={`Next step with ${sayCard(card)}`}
      size="narrow"
      onClose={onClose}
      onSubmit={() => void onSave(text, on)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid">
            Save
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="What">
          <TextInput maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Field label="On">
          <TextInput type="date" value={on} onChange={(event) => setOn(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
