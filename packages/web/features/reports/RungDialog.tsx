import type { LifecycleName, Rung } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import { sayLifecycle, sayRung } from '@baton/words'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useWriteMoney } from '../../api/spend-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { useStageNames } from '../leads/index.ts'
import {
  draftWays,
  newWay,
  WAYS_MAX,
  withLifecycle,
  withoutRung,
  withRung,
  writtenRung,
  type DraftWay,
} from './rung-draft.ts'
import { RungWay } from './RungWay.tsx'

/** Says what a rung is called and by what it is reached, of one that there is or of a new one; or takes it away. */
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
  const { rungs } = definitions[lifecycle]
  const isNew = rungs.every(({ key }) => key !== rung.key)
  const keep = (next: readonly Rung[], said: string) =>
    void send(async () => {
      await define(withLifecycle(definitions, lifecycle, { rungs: next }))
      toast(said)
      onClose()
    })
  const save = () => {
    if (written === null || pending) return
    keep(withRung(rungs, written), `${written.name} is counted like this from now on.`)
  }
  return (
    <Dialog
      title={isNew ? 'A new rung' : `What “${rung.name}” means`}
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
          {!isNew && rungs.length > 1 && (
            <Button
              look="plain"
              className="mr-auto"
              disabled={pending}
              onClick={() => keep(withoutRung(rungs, rung.key), `${rung.name} is no rung any more.`)}
            >
              <Trash2 size={13} aria-hidden="true" /> Remove
            </Button>
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
      <Ways ways={ways} onWays={setWays} />
      {written !== null && <p className="mt-3 text-body text-soft">{sayRung(written, stage)}</p>}
    </Dialog>
  )
}

function Ways({
  ways,
  onWays,
}: {
  readonly ways: readonly DraftWay[]
  readonly onWays: (ways: readonly DraftWay[]) => void
}) {
  const set = (key: number, next: Partial<DraftWay>) =>
    onWays(ways.map((way) => (way.key === key ? { ...way, ...next } : way)))
  return (
    <>
      <h3 className="label mt-4 mb-1">Reached by any of these</h3>
      <ul className="divide-y divide-line border-y border-line">
        {ways.map((way, index) => (
          <RungWay
            key={way.key}
            way={way}
            number={index + 1}
            onSet={(next) => set(way.key, next)}
            onRemove={ways.length > 1 ? () => onWays(ways.filter(({ key }) => key !== way.key)) : undefined}
          />
        ))}
      </ul>
      {ways.length < WAYS_MAX && (
        <Button
          look="plain"
          className="mt-1 -ml-2"
          onClick={() => onWays([...ways, newWay(Math.max(...ways.map(({ key }) => key)) + 1)])}
        >
          <Plus size={13} aria-hidden="true" /> Another way
        </Button>
      )}
    </>
  )
}
