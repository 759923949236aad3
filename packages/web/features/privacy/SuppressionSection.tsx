import { sayAgo, sayCounted } from '@baton/words'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { suppressionsOptions } from '../../api/privacy-query.ts'
import { request } from '../../api/request.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

type Change = 'addSuppression' | 'removeSuppression'

/** Addresses that nothing is sent to, whatever they agreed to. They are kept as stand-ins, so nobody can read them here. */
export function SuppressionSection() {
  const mayRead = useMay('suppressions')
  const mayAllow = useMay('removeSuppression')
  const { data } = useQuery({ ...suppressionsOptions, enabled: mayRead })
  const [changing, setChanging] = useState<Change | null>(null)
  return (
    <Section
      title="Nothing is sent to"
      note={data && sayCounted(data.total, 'address', 'addresses')}
      aside={
        <span className="flex gap-1">
          {mayAllow && (
            <Button look="plain" onClick={() => setChanging('removeSuppression')}>
              Allow one again…
            </Button>
          )}
          <Button onClick={() => setChanging('addSuppression')}>Add an address…</Button>
        </span>
      }
    >
      <p className="max-w-prose text-body text-soft">
        An address comes here by a complaint, a bounce, an erasure or by hand. It is kept as a stand-in that
        outlives the lead: it is known when it comes again, and cannot be read.
      </p>
      {data !== undefined && data.data.length > 0 && <Latest rows={data.data} total={data.total} />}
      {changing !== null && <ChangeDialog change={changing} onClose={() => setChanging(null)} />}
    </Section>
  )
}

function Latest({
  rows,
  total,
}: {
  readonly rows: readonly {
    readonly id: string
    readonly reason: string
    readonly at: string
    readonly by: string | null
  }[]
  readonly total: number
}) {
  const now = useNow()
  return (
    <Disclosure summary={rows.length < total ? `The latest ${rows.length}` : 'All of them'}>
      <ul className="divide-y divide-line border-y border-line text-small">
        {rows.map(({ id, reason, at, by }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            <code className="font-mono text-faint">{id}</code>
            <span className="min-w-0 flex-1">{reason}</span>
            <span className="text-faint">
              {sayAgo(Date.parse(at), now)}
              {by !== null && ` by ${by}`}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

const TEXTS = {
  addSuppression: {
    title: 'Send nothing to an address',
    note: 'It holds for every mail from here on, whatever was agreed to.',
    button: 'Add',
    done: 'Nothing is sent to this address any more.',
  },
  removeSuppression: {
    title: 'Allow mail to an address again',
    note: 'What was agreed to counts again; nothing is agreed to by it.',
    button: 'Allow',
    done: 'Mail to this address is allowed again.',
  },
} as const

function ChangeDialog({ change, onClose }: { readonly change: Change; readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [reason, setReason] = useState('')
  const { pending, problem, send } = useSending()
  const isWhole = email.trim() !== '' && reason.trim() !== ''
  const { title, note, button, done } = TEXTS[change]
  const submit = () =>
    void send(async () => {
      await request(change, { body: { email, reason } })
      void queries.invalidateQueries({ queryKey: suppressionsOptions.queryKey })
      void queries.invalidateQueries({ queryKey: ['lead'] })
      toast(done)
      onClose()
    })
  return (
    <Dialog
      title={title}
      note={note}
      size="narrow"
      onClose={onClose}
      onSubmit={() => isWhole && !pending && submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isWhole || pending}>
            {button}
          </Button>
        </>
      }
    >
      <Field label="E-mail address" className="mb-3" error={problem}>
        <TextInput
          type="email"
          maxLength={254}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label="Why">
        <TextInput value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
