import type { Hook, HookPreset } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useReadAgain } from '../../api/event-log-query.ts'
import { hookPresetsOptions } from '../../api/hooks-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { ShownOnce } from './KeyDialogs.tsx'

/** Names a webhook and what it is for; its address is shown once. */
export function AddHookDialog({
  onClose,
  onMade,
}: {
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}) {
  const presets = useQuery(hookPresetsOptions).data ?? []
  const [name, setName] = useState('')
  const [preset, setPreset] = useState<HookPreset>('generic')
  const [made, setMade] = useState<{ id: string; url: string } | null>(null)
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  if (made !== null)
    return (
      <ShownOnce
        title="Its address"
        label="Address"
        text={made.url}
        onClose={() => {
          onClose()
          onMade(made.id)
        }}
      />
    )
  const submit = () => {
    if (name.trim() === '' || pending) return
    void send(async () => {
      setMade(await request('addHook', { body: { name: name.trim(), preset } }))
      await readAgain('hooks', 'event-sources')
    })
  }
  return (
    <Dialog
      title="Add a webhook"
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={name.trim() === '' || pending}>
            Add
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={problem}>
          <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="What sends" hint={presets.find((one) => one.preset === preset)?.about}>
          <Select
            value={preset}
            options={presets.map((one) => ({ value: one.preset, label: one.title }))}
            onChange={setPreset}
          />
        </Field>
      </div>
    </Dialog>
  )
}

type Scheme = 'none' | 'body' | 'zoom'

/** What is said about the proof so far, and keeping it. */
function useGuarding(hook: Hook, onClose: () => void) {
  const { signed } = hook
  const [scheme, setScheme] = useState<Scheme>(signed?.scheme ?? 'none')
  const [header, setHeader] = useState(signed?.header ?? 'x-hub-signature-256')
  const [secret, setSecret] = useState('')
  const [verifyToken, setVerifyToken] = useState('')
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const isAsBefore = signed?.scheme === scheme && (scheme === 'zoom' || signed.header === header)
  // The secret that is set is nowhere to be read, so what goes with it is said anew together with it.
  const isIncomplete = scheme !== 'none' && !isAsBefore && secret === ''
  const save = () => {
    if (pending || isIncomplete) return
    const signature = scheme === 'none' ? null : { secret, scheme, header }
    const isNew = scheme === 'none' || secret !== ''
    void send(async () => {
      await request('guardHook', {
        params: { id: hook.id },
        body: { ...(isNew && { signature }), ...(verifyToken !== '' && { verifyToken }) },
      })
      await readAgain('hooks')
      toast('Saved.')
      onClose()
    })
  }
  const said = { scheme, setScheme, header, setHeader, secret, setSecret, verifyToken, setVerifyToken }
  return { ...said, pending, problem, isAsBefore, isIncomplete, save }
}

/** How bodies of a webhook are proven. */
export function GuardDialog({ hook, onClose }: { readonly hook: Hook; readonly onClose: () => void }) {
  const guarding = useGuarding(hook, onClose)
  const { scheme, setScheme, header, setHeader, secret, setSecret, verifyToken, setVerifyToken } = guarding
  const { pending, problem, isAsBefore, isIncomplete, save } = guarding
  return (
    <Dialog
      title={`Proof for ${hook.name}`}
      note="The address is a secret already. A signature proves besides that nobody changed the body."
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || isIncomplete}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Signature" error={problem}>
          <Select
            value={scheme}
            options={[
              { value: 'none', label: 'None' },
              { value: 'body', label: 'HMAC-SHA256 in a header' },
              { value: 'zoom', label: 'As Zoom signs' },
            ]}
            onChange={setScheme}
          />
        </Field>
        {scheme === 'body' && (
          <Field label="Header">
            <TextInput
              className="font-mono"
              value={header}
              onChange={(event) => setHeader(event.target.value.toLowerCase())}
            />
          </Field>
        )}
        {scheme !== 'none' && (
          <Field
            label="Secret"
            hint={isAsBefore ? 'Empty keeps the one that is set.' : 'At least 8 characters'}
          >
            <TextInput
              type="password"
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          </Field>
        )}
        <Field
          label="Verify token"
          hint={hook.hasVerifyToken ? 'One is set; empty keeps it.' : 'Meta asks the address with it.'}
        >
          <TextInput
            autoComplete="off"
            value={verifyToken}
            onChange={(event) => setVerifyToken(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}

/** Gives a webhook another address. */
export function RenewDialog({ hook, onClose }: { readonly hook: Hook; readonly onClose: () => void }) {
  const [url, setUrl] = useState<string | null>(null)
  const { pending, problem, send } = useSending()
  if (url !== null) return <ShownOnce title="Its new address" label="Address" text={url} onClose={onClose} />
  return (
    <Sure
      title={`New address for ${hook.name}`}
      note="The old address ends within five seconds: what still sends there is told that nothing is there."
      does="Make a new address"
      problem={problem}
      pending={pending}
      onClose={onClose}
      onSure={() =>
        void send(async () => setUrl((await request('renewHook', { params: { id: hook.id } })).url))
      }
    />
  )
}

export function RemoveDialog({
  hook,
  onClose,
  onGone,
}: {
  readonly hook: Hook
  readonly onClose: () => void
  readonly onGone: () => void
}) {
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const remove = () =>
    void send(async () => {
      await request('removeHook', { params: { id: hook.id } })
      toast(`${hook.name} is removed.`)
      onGone()
      await readAgain('hooks')
    })
  return (
    <Sure
      title={`Remove ${hook.name}`}
      note="Its address, mapping and samples go. The events that it brought stay."
      does="Remove"
      problem={problem}
      pending={pending}
      onClose={onClose}
      onSure={remove}
    />
  )
}

function Sure({
  title,
  note,
  does,
  problem,
  pending,
  onClose,
  onSure,
}: {
  readonly title: string
  readonly note: string
  readonly does: string
  readonly problem: string | null
  readonly pending: boolean
  readonly onClose: () => void
  readonly onSure: () => void
}) {
  return (
    <Dialog
      size="narrow"
      title={title}
      note={note}
      onClose={onClose}
      onSubmit={onSure}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            {does}
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
