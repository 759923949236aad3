import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

/** Asks for a mail with a link. The answer is the same whether or not the address is known. */
export function ForgotPassword({
  email,
  onEmail,
  onBack,
}: {
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly onBack: () => void
}) {
  const [sent, setSent] = useState(false)
  const { pending, problem, send } = useSending()
  if (sent)
    return (
      <div className="space-y-4">
        <output className="block text-body text-soft">
          If <span className="font-medium text-ink">{email}</span> belongs to somebody here, a mail with a
          link is on its way. Nothing came? An administrator can make you a link too.
        </output>
        <Button onClick={onBack}>Back to signing in</Button>
      </div>
    )
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void send(async () => {
          await request('requestReset', { body: { email } })
          setSent(true)
        })
      }}
    >
      <Field label="E-mail address" hint="We send a link that lets you set a new password." error={problem}>
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it replaces the form that was in use
          autoFocus
          value={email}
          onChange={(event) => onEmail(event.target.value)}
          className="h-9"
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="solid" disabled={pending || email.trim() === ''} className="h-9">
          Send the link
        </Button>
        <Button look="plain" className="h-9" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
