import type { Reassigned, TeamView } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { ArrowRight } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { reassignmentPreviewOptions, useReassign, type Target } from '../../api/team-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { sayMoved, sayUndone } from './say-reassigned.ts'

/** Passes handoffs on: to whom, what that would do, and then it is done, with a way back. */
export function ReassignDialog({
  leads,
  view,
  onDone,
  onClose,
}: {
  readonly leads: readonly string[]
  readonly view: Pick<TeamView, 'teams' | 'people'>
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const [choice, setChoice] = useState('')
  const to = targetOf(choice)
  const preview = useQuery(reassignmentPreviewOptions(leads, to))
  const { reassign, undo } = useReassign()
  const { pending, problem, send } = useSending()
  const moves = preview.data?.moves.filter((move) => move.problem === null && move.to !== null).length ?? 0
  const apply = () => {
    if (to === null || pending || moves === 0) return
    void send(async () => {
      const done = await reassign(leads, to)
      const takeBack = () => {
        undo(done.undo!).then(
          (undone) => toast(sayUndone(undone)),
          (error: unknown) =>
            toast(error instanceof Error ? error.message : String(error), { tone: 'problem' }),
        )
      }
      toast(sayMoved(done), done.undo === null ? {} : { action: { label: 'Undo', onSelect: takeBack } })
      onDone()
    })
  }
  return (
    <Dialog
      title={`Pass on ${sayCounted(leads.length, 'handoff')}`}
      note="Clocks keep running: passing on gives nobody more time."
      size="wide"
      onClose={onClose}
      onSubmit={apply}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || moves === 0}>
            {moves === 0 ? 'Pass on' : `Pass on ${moves}`}
          </Button>
        </>
      }
    >
      <Field label="To" error={problem}>
        <Select value={choice} onChange={setChoice} options={optionsOf(view)} className="max-w-sm" />
      </Field>
      <div className="mt-4 min-h-44">
        {to === null ? (
          <p className="text-body text-faint">Choose somebody to see what it would do.</p>
        ) : preview.isError ? (
          <p className="text-body text-accent-text">{preview.error.message}</p>
        ) : preview.data === undefined ? (
          <div className="space-y-4 pt-2" aria-busy="true">
            <Skeleton className="w-64" />
            <Skeleton className="w-80" />
            <Skeleton className="w-56" />
          </div>
        ) : (
          <Preview preview={preview.data} />
        )}
      </div>
    </Dialog>
  )
}

function targetOf(choice: string): Target | null {
  const [kind, id] = [choice.slice(0, choice.indexOf(':')), choice.slice(choice.indexOf(':') + 1)]
  if (kind === 'person') return { person: id }
  return kind === 'team' ? { team: id } : null
}

function optionsOf(view: Pick<TeamView, 'teams' | 'people'>) {
  return [
    { value: '', label: 'Choose…' },
    ...view.teams.map((team) => ({ value: `team:${team.id}`, label: `In turn, among ${team.name}` })),
    ...view.people.map((member) => ({
      value: `person:${member.person.id}`,
      label: `${member.person.name}, ${member.open} of ${member.capacity}${member.away === null ? '' : ', away'}`,
    })),
  ]
}

function Preview({ preview }: { readonly preview: Reassigned }) {
  return (
    <div className="grid gap-x-8 gap-y-5 md:grid-cols-[3fr_2fr]">
      <section>
        <h3 className="label border-b border-line pb-1">Moves</h3>
        <ul className="scroller max-h-72 overflow-y-auto">
          {preview.moves.map((move) => (
            <li key={move.lead} className="border-b border-line py-1.5">
              <span className="block truncate font-medium">
                {move.name ?? 'Name not known'}
                {move.company !== null && <span className="font-normal text-faint">, {move.company}</span>}
              </span>
              {move.problem === null ? (
                <span className="flex items-center gap-1.5 text-small text-soft">
                  {move.from?.name ?? 'nobody'}
                  <ArrowRight size={11} aria-hidden="true" className="text-faint" />
                  <span className="sr-only">to</span>
                  {move.to?.name ?? 'nobody'}
                </span>
              ) : (
                <span className="block text-small text-warn-text">{move.problem}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="label border-b border-line pb-1">Load, before and after</h3>
        <ul>
          {preview.load.map((line) => (
            <li key={line.person.id} className="border-b border-line py-1.5">
              <span className="flex items-baseline justify-between gap-3">
                <span className="truncate">{line.person.name}</span>
                <span
                  className={`figures text-small ${line.after > line.capacity ? 'font-medium text-warn-text' : 'text-soft'}`}
                >
                  {line.before} → {line.after} of {line.capacity}
                </span>
              </span>
              <LoadChange before={line.before} after={line.after} capacity={line.capacity} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** The bar as it will be; where it was is a tick. */
function LoadChange({ before, after, capacity }: { before: number; after: number; capacity: number }) {
  const top = Math.max(1, before, after, capacity)
  return (
    <span aria-hidden="true" className="relative mt-1.5 block h-[3px] rounded-full bg-line">
      <span
        className={`block h-full rounded-full ${after > capacity ? 'bg-warn-text' : 'bg-data'}`}
        style={{ width: `${(after / top) * 100}%` }}
      />
      <span
        className="absolute -top-[3px] h-[9px] w-px bg-ink"
        style={{ left: `${(before / top) * 100}%` }}
      />
    </span>
  )
}
