import type { BulkReplayed, FailedEvents, Fix } from '@baton/protocol'
import { useState } from 'react'
import { useReadAgain } from '../../api/event-log-query.ts'
import type { Body } from '../../api/paths.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { sayRefusal } from './say-refusal.ts'

type Group = FailedEvents['groups'][number]

const WAYS = [
  { value: 'remove', label: 'Remove a place' },
  { value: 'set', label: 'Set a place to a value' },
  { value: 'nothing', label: 'As they were sent' },
] as const

/** Reads all refused events of a kind again with one fix, tried first. */
export function BulkMendDialog({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [way, setWay] = useState<Fix['do']>(group.code === 'invalid_timestamp' ? 'remove' : 'set')
  const [path, setPath] = useState(group.code === 'invalid_timestamp' ? 'occurredAt' : '')
  const [value, setValue] = useState('')
  const [tried, setTried] = useState<BulkReplayed | null>(null)
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const fix: Fix =
    way === 'nothing' ? { do: way } : way === 'remove' ? { do: way, path } : { do: way, path, value }
  const body: Body<'replayAllFailed'> = {
    code: group.code as Body<'replayAllFailed'>['code'],
    ...(group.source && { source: group.source.id }),
    fix,
  }
  const isComplete = way === 'nothing' || path.trim() !== ''
  const attempt = () =>
    void send(async () => setTried(await request('replayAllFailed', { body: { ...body, dryRun: true } })))
  const mend = () =>
    void send(async () => {
      const done = await request('replayAllFailed', { body })
      await readAgain('failed-events', 'uncatalogued', 'event-sources')
      toast(`${done.stored.toLocaleString('en')} stored, ${done.refused.toLocaleString('en')} refused again.`)
      onClose()
    })
  const change = (apply: () => void) => {
    apply()
    setTried(null)
  }
  return (
    <Dialog
      title={`Mend all: ${sayRefusal(group.code).title}`}
      note={`${group.events.toLocaleString('en')} events from ${group.source?.name ?? 'no source'}`}
      onClose={onClose}
      onSubmit={tried === null ? attempt : mend}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {tried === null ? (
            <Button type="submit" look="solid" disabled={!isComplete || pending}>
              Try it
            </Button>
          ) : (
            <Button type="submit" look="solid" disabled={tried.stored === 0 || pending}>
              Store {tried.stored.toLocaleString('en')}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Fix">
          <Select value={way} options={WAYS} onChange={(next) => change(() => setWay(next))} />
        </Field>
        {way !== 'nothing' && (
          <Field label="Place" hint="Such as properties.amount or occurredAt" error={problem}>
            <TextInput
              value={path}
              className="font-mono"
              onChange={(event) => change(() => setPath(event.target.value))}
            />
          </Field>
        )}
        {way === 'set' && (
          <Field label="Value">
            <TextInput value={value} onChange={(event) => change(() => setValue(event.target.value))} />
          </Field>
        )}
      </div>
      <output className="mt-4 block min-h-10 text-body text-soft">
        {tried !== null && <Tried tried={tried} />}
      </output>
    </Dialog>
  )
}

function Tried({ tried }: { readonly tried: BulkReplayed }) {
  return (
    <>
      {tried.stored.toLocaleString('en')} would be stored
      {tried.refused > 0 && `, ${tried.refused.toLocaleString('en')} would be refused again`}
      {tried.left > 0 && `; ${tried.left.toLocaleString('en')} more wait for their turn`}.
      {tried.reasons.map(({ detail, events }) => (
        <span key={detail} className="block text-small text-faint">
          {events.toLocaleString('en')}: {detail}
        </span>
      ))}
    </>
  )
}
