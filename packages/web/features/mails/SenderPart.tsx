import type { MailSender } from '@baton/protocol'
import { useState } from 'react'
import { useMailSender, useWriteMail } from '../../api/mails-query.ts'
import { useMay } from '../../api/may.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** Whom mail comes from, what receivers can check of it, and the postal address below every mail. */
export function SenderPart() {
  const sender = useMailSender()
  if (sender.data === undefined) return null
  const { from, spf, dkim, dmarc } = sender.data
  return (
    <div className="mt-8 px-4 md:px-6">
      <Section
        title="Sender"
        note={from === null ? 'There is no mail server: BATON_SMTP_URL says which one to use' : from}
      >
        <dl className="mb-4 grid max-w-3xl gap-2">
          <RecordLine name="SPF" about="who may send for the domain" found={spf} />
          <RecordLine name="DKIM" about="the key of its signature" found={dkim} />
          <RecordLine name="DMARC" about="what is done with mail that fails both" found={dmarc} />
        </dl>
        <PostalAddress key={sender.data.address} address={sender.data.address} />
      </Section>
    </div>
  )
}

const STATES = {
  found: { word: 'found', tone: 'text-won-text' },
  missing: { word: 'missing', tone: 'text-accent-text' },
  unknown: { word: 'could not be asked', tone: 'text-warn-text' },
} as const

function RecordLine({
  name,
  about,
  found,
}: {
  readonly name: string
  readonly about: string
  readonly found: MailSender['spf']
}) {
  const { word, tone } = STATES[found.state]
  return (
    <div className="grid grid-cols-[4rem_minmax(0,1fr)] items-baseline gap-x-3">
      <dt className="font-medium" title={about}>
        {name}
      </dt>
      <dd className="min-w-0">
        <span className={tone}>{word}</span>{' '}
        <span className="text-small break-words text-faint">{found.detail}</span>
      </dd>
    </div>
  )
}

function PostalAddress({ address }: { readonly address: string }) {
  const [written, setWritten] = useState(address)
  const { setAddress } = useWriteMail()
  const { pending, problem, send } = useSending()
  const mayChange = useMay('changeMailSender')
  if (!mayChange)
    return (
      <p className="text-body text-soft">
        {address === '' ? 'No postal address stands below mails yet.' : `Below every mail stands: ${address}`}
      </p>
    )
  return (
    <form
      className="flex max-w-xl items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send(async () => {
          await setAddress(written)
          toast('The address stands below every mail from now on.')
        })
      }}
    >
      <Field
        label="Postal address below every mail"
        className="flex-1"
        error={problem}
        hint="Many countries ask for it."
      >
        <TextInput value={written} maxLength={300} onChange={(event) => setWritten(event.target.value)} />
      </Field>
      <Button type="submit" className="mb-[1.6rem] h-8" disabled={pending || written.trim() === address}>
        Save
      </Button>
    </form>
  )
}
