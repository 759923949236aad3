import type { PersonaText } from '@baton/protocol'
import { sayCounted, sayMark } from '@baton/words'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWritePersona, type PersonaMark } from '../../api/personas-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

interface Begun {
  readonly id: string
  readonly left: readonly PersonaMark[]
}

/** Begins a draft of the agreement that asks for people of a persona, and says what of it the agreement cannot ask. */
export function DraftPersonaDialog({
  persona,
  onClose,
}: {
  readonly persona: PersonaText
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const { draft } = useWritePersona()
  const { pending, problem, send } = useSending()
  const [shared, setShared] = useState(false)
  const [begun, setBegun] = useState<Begun | null>(null)
  const goTo = (id: string) => void navigate({ to: '/studio/$id', params: { id } })
  const begin = () => {
    if (pending) return
    void send(async () => {
      const { draft: made, left } = await draft(persona.id, { shared })
      if (left.length === 0) goTo(made.id)
      else setBegun({ id: made.id, left })
    })
  }
  if (begun !== null)
    return (
      <Dialog
        title="The draft is begun"
        onClose={onClose}
        onSubmit={() => goTo(begun.id)}
        footer={
          <Button type="submit" look="solid">
            Open the draft
          </Button>
        }
      >
        <p className="text-body text-soft">
          {sayCounted(begun.left.length, 'mark')} could not become{' '}
          {begun.left.length === 1 ? 'a clause' : 'clauses'}: fit asks for facts of a lead and its company,
          not for what somebody did or took.
        </p>
        <MarkList marks={begun.left} />
      </Dialog>
    )
  return (
    <Dialog
      title="Make fit clauses in a draft"
      note={`Begins a draft of the agreement in force that asks for people like “${persona.name}”. Nothing changes until both sides sign it.`}
      onClose={onClose}
      onSubmit={begin}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            Begin the draft
          </Button>
        </>
      }
    >
      <p className="text-body text-soft">
        Each mark that is a fact becomes a clause of fit; their weights share out the points of a grade B.
      </p>
      <MarkList marks={persona.marks} />
      <Checkbox
        className="mt-3"
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
        label="Others may see the draft"
      />
      {problem !== null && (
        <p role="alert" className="mt-3 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

export function MarkList({ marks }: { readonly marks: readonly PersonaMark[] }) {
  return (
    <ul className="mt-2 list-disc space-y-0.5 pl-4 text-body">
      {marks.map((mark) => (
        <li key={sayMark(mark)}>{sayMark(mark)}</li>
      ))}
    </ul>
  )
}
