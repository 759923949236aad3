import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWriteForm } from '../../api/forms-query.ts'
import { purposesOptions } from '../../api/privacy-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { sayInterest } from './form-words.ts'
import { STARTING_POINTS, startingForm, STARTS, type StartingPoint } from './starting-points.ts'

/** Begins a form from one that is whole already. */
export function NewFormDialog({
  slugs,
  mail,
  onClose,
}: {
  readonly slugs: readonly string[]
  readonly mail: boolean
  readonly onClose: () => void
}) {
  const queries = useQueryClient()
  const [start, setStart] = useState<StartingPoint>('ebook')
  const { add } = useWriteForm()
  const { pending, problem, send } = useSending()
  const navigate = useNavigate()
  const begin = () => {
    if (pending) return
    void send(async () => {
      const purposes = await queries.ensureQueryData(purposesOptions)
      const { id } = await add(startingForm(start, { purposes, mail, slugs }))
      onClose()
      await navigate({ to: '/forms/$id', params: { id } })
    })
  }
  return (
    <Dialog
      title="New form"
      note="Everything can be changed afterwards. Nobody sees it before it goes live."
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
          <Button type="submit" look="solid" disabled={pending}>
            Begin
          </Button>
        </>
      }
    >
      <fieldset className="grid gap-1.5">
        <legend className="mb-2 text-small font-medium text-soft">Begin with</legend>
        {STARTING_POINTS.map((point) => (
          <label
            key={point}
            className="flex items-start gap-3 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-sunk"
          >
            <input
              type="radio"
              name="start"
              checked={start === point}
              onChange={() => setStart(point)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="font-medium">{STARTS[point].name}</span>{' '}
              <span className="text-small text-faint">{sayInterest(STARTS[point].kind)}</span>
              <span className="block text-small text-soft">{STARTS[point].about}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  )
}
