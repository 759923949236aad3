import type { EventSource } from '@baton/protocol'
import { useState } from 'react'
import { useReadAgain } from '../../api/event-log-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { CopyOnce } from './CopyOnce.tsx'

/** Asks for a name, makes something of it, and shows what came of that. */
function NamingDialog({
  title,
  note,
  hint,
  does,
  onName,
  onClose,
}: {
  readonly title: string
  readonly note: string
  readonly hint: string
  readonly does: string
  readonly onName: (name: string) => Promise<void>
  readonly onClose: () => void
}) {
  const [name, setName] = useState('')
  const { pending, problem, send } = useSending()
  const isNamed = name.trim() !== ''
  return (
    <Dialog
      size="narrow"
      title={title}
      note={note}
      onClose={onClose}
      onSubmit={() => {
        if (isNamed && !pending) void send(() => onName(name.trim()))
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isNamed || pending}>
            {does}
          </Button>
        </>
      }
    >
      <Field label="Name" hint={hint} error={problem}>
        <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      </Field>
    </Dialog>
  )
}

/** A new source with a write key of its own. */
export function AddSourceDialog({ onClose }: { readonly onClose: () => void }) {
  const readAgain = useReadAgain()
  return (
    <NamingDialog
      title="Add a source"
      note="It gets a write key, which may stand in web pages."
      hint="What sends: a site, an app"
      does="Add"
      onClose={onClose}
      onName={async (name) => {
        await request('addEventSource', { body: { name } })
        await readAgain('event-sources')
        toast(`${name} is added.`)
        onClose()
      }}
    />
  )
}

/** A new write key in place of the old one. */
export function RotateDialog({
  source,
  onClose,
}: {
  readonly source: EventSource
  readonly onClose: () => void
}) {
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const rotate = () =>
    void send(async () => {
      await request('rotateWriteKey', { params: { id: source.id } })
      await readAgain('event-sources')
      toast(`${source.name} has a new write key.`)
      onClose()
    })
  return (
    <Dialog
      size="narrow"
      title={`New write key for ${source.name}`}
      note="The old key ends within five seconds: what still sends with it is refused."
      onClose={onClose}
      onSubmit={rotate}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            Make a new key
          </Button>
        </>
      }
    >
      {problem !== null && (
        <p role="alert" className="text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

/** A new secret key, shown once. */
export function AddSecretKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null)
  const readAgain = useReadAgain()
  if (key !== null)
    return <ShownOnce title="The secret key" label="Secret key" text={key} onClose={onClose} />
  return (
    <NamingDialog
      title="Make a secret key"
      note="For a server of yours: its events are believed more, and it may use the interface."
      hint="What holds it: a warehouse, a script"
      does="Make it"
      onClose={onClose}
      onName={async (name) => {
        const made = await request('addSecretKey', { body: { name } })
        await readAgain('secret-keys', 'event-sources')
        setKey(made.key)
      }}
    />
  )
}

/** What is shown now and never again. */
export function ShownOnce({
  title,
  label,
  text,
  onClose,
}: {
  readonly title: string
  readonly label: string
  readonly text: string
  readonly onClose: () => void
}) {
  return (
    <Dialog
      title={title}
      note="It is shown only now: Baton keeps what proves it, and not the thing itself."
      onClose={onClose}
      footer={
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CopyOnce label={label} text={text} />
    </Dialog>
  )
}
