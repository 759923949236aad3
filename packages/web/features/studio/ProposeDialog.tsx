import type { AgreementChange } from '@baton/engine'
import type { AgreementDraft, ComparedLine } from '@baton/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useWriteDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { ChangeList } from './ChangesFace.tsx'
import { EffectFacts } from './effect/EffectFacts.tsx'

/** Why, what it is measured to do, and from when on. */
export function ProposeDialog({
  draft,
  changes,
  compared,
  save,
  onClose,
}: {
  readonly draft: AgreementDraft
  readonly changes: readonly AgreementChange[]
  readonly compared: ComparedLine | null
  readonly save: () => Promise<boolean>
  readonly onClose: () => void
}) {
  const [note, setNote] = useState('')
  const [at, setAt] = useState('')
  const why = useRef<HTMLTextAreaElement>(null)
  const { pending, problem, send } = useProposing(draft, save, onClose)
  return (
    <Dialog
      title="Propose it as the next version"
      note="Marketing and sales sign it, both seeing what you see here."
      size="wide"
      initialFocus={why}
      onClose={onClose}
      onSubmit={() => void send(note, at)}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            {pending ? 'Measuring, proposing…' : 'Propose'}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <div className="space-y-4">
          <Field label="Why" hint="What you saw, and what you expect of it.">
            <TextArea
              ref={why}
              rows={5}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
          <Field
            label="In force from"
            hint="Empty: from the second signature on. A day begins at midnight UTC."
          >
            <TextInput
              type="date"
              value={at}
              onChange={(event) => setAt(event.target.value)}
              className="w-44"
            />
          </Field>
          {problem !== null && (
            <p role="alert" className="text-accent-text">
              {problem}
            </p>
          )}
        </div>
        <WhatItDoes changes={changes} compared={compared} />
      </div>
    </Dialog>
  )
}

function WhatItDoes({
  changes,
  compared,
}: {
  readonly changes: readonly AgreementChange[]
  readonly compared: ComparedLine | null
}) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-small font-medium text-faint">What it says otherwise</h3>
      <ChangeList changes={changes} />
      {compared !== null && (
        <>
          <h3 className="mt-4 mb-1 text-small font-medium text-faint">
            What it would have done (measured again as you propose)
          </h3>
          <EffectFacts effect={compared} />
        </>
      )}
    </div>
  )
}

/** Proposes what was saved last, so it is saved first; then the version is shown. */
function useProposing(draft: AgreementDraft, save: () => Promise<boolean>, onClose: () => void) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { propose } = useWriteDraft(draft.id)
  const navigate = useNavigate()
  /** @param at the day it is in force from; empty: from the second signature on */
  const send = async (note: string, at: string) => {
    setPending(true)
    setProblem(null)
    try {
      if (!(await save())) return onClose()
      const proposed = await propose({
        note,
        inForceAt: at === '' ? null : new Date(`${at}T00:00:00Z`).toISOString(),
      })
      await navigate({ to: '/agreement', search: { version: proposed.proposedAs! } })
      toast(`Proposed as v${proposed.proposedAs}. It is in force once both sides signed it.`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.detail : String(error))
    } finally {
      setPending(false)
    }
  }
  return { pending, problem, send }
}
