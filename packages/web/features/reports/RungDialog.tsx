import type { LifecycleName, Rung } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import { sayLifecycle, sayRung } from '@baton/words'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useWriteMoney } from '../../api/spend-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { useStageNames } from '../leads/index.ts'
import { draftWays, newWay, WAYS_MAX, withRung, writtenRung, type DraftWay } from './rung-draft.ts'
import { RungWay } from './RungWay.tsx'

/** Changes what a rung is called and by what it is reached. */
export function RungDialog({
  lifecycle,
  definitions,
  rung,
  onClose,
}: {
  readonly lifecycle: LifecycleName
  readonly definitions: LifecycleDefinitions
  readonly rung: Rung
  readonly onClose: () => void
}) {
  const [name, setName] = useState(rung.name)
  const [ways, setWays] = useState(() => draftWays(rung))
  const { define } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const stage = useStageNames()
  const written = writtenRung(rung, name, ways)
  const set = (key: number, next: Partial<DraftWay>) =>
    setWays(ways.map((way) => (way.key === key ? { ...way, ...next } : way)))
  const save = () => {
    if (written === null || pending) return
    void send(async () => {
      await define(withRung(definitions, lifecycle, written))
      toast(`${written.name} is counted like this from now on.`)
      onClose()
    })
  }
  return (
    <Dialog
      title={`What “${rung.name}” means`}
      note={`${sayLifecycle(lifecycle)}. Reports of earlier periods are counted like this as well.`}
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={written === null || pending}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Name">
        <TextInput maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <h3 className="label mt-4 mb-1">Reached by any of these</h3>
      <ul className="divide-y divide-line border-y border-line">
        {ways.map((way, index) => (
          <RungWay
            key={way.key}
            way={way}
            number={index + 1}
            onSet={(next) => set(way.key, next)}
            onRemove={ways.length > 1 ? () => setWays(ways.filter(({ key }) => key !== way.key)) : undefined}
          />
        ))}
      </ul>
      {ways.length < WAYS_MAX && (
        <Button
          look="plain"
          className="mt-1 -ml-2"
          onClick={() => setWays([...ways, newWay(Math.max(...ways.map(({ key }) => key)) + 1)])}
        >
          <Plus size={13} aria-hidden="true" /> Another way
        </Button>
      )}
      {written !== null && <p className="mt-3 text-body text-soft">{sayRung(written, stage)}</p>}
    </Dialog>
  )
}
