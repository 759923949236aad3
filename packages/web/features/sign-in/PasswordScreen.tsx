import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { CodeField } from './CodeField.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { passwordProblem, PASSWORD_RULE } from './password-rules.ts'
import { PasswordInput } from './PasswordInput.tsx'
import { useEnter } from './use-enter.ts'
import { useToken } from './use-token.ts'

/** Accepts an invitation: a password, and one is in. */
export function WelcomeScreen() {
  return (
    <SetPassword
      title="Welcome to Baton"
      note="You were invited. Choose a password, and you are in."
      button="Join"
    />
  )
}

/** Sets a new password with the link of a mail. */
export function ResetScreen() {
  return (
    <SetPassword
      title="Set a new password"
      note="Everywhere else you are signed in, you will be signed out."
      button="Set the password"
    />
  )
}

function SetPassword({
  title,
  note,
  button,
}: {
  readonly title: string
  readonly note: string
  readonly button: string
}) {
  const token = useToken()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { pending, problem, needsCode, send } = useSending()
  const enter = useEnter()
  useDocumentTitle(title)
  if (token === '') return <TokenMissing title={title} />
  const wrong = passwordProblem(password)
  return (
    <DoorFrame title={title} note={note}>
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong !== null || pending) return
          void send(async () =>
            enter(await request('setPassword', { body: { token, password, ...(needsCode && { code }) } })),
          )
        }}
      >
        <Field label="New password" hint={PASSWORD_RULE} error={problem}>
          <PasswordInput
            name="new-password"
            autoComplete="new-password"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing to do here
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {needsCode && <CodeField value={code} onChange={setCode} />}
        <SubmitLine
          button={button}
          wrong={password === '' ? null : wrong}
          disabled={wrong !== null || pending}
        />
      </form>
    </DoorFrame>
  )
}

/** The button, and what is still missing beside it. */
export function SubmitLine({
  button,
  wrong,
  disabled,
}: {
  readonly button: string
  readonly wrong: string | null
  readonly disabled: boolean
}) {
  return (
    <div className="flex items-center gap-3">
      <Button type="submit" look="solid" disabled={disabled} className="h-9 px-4">
        {button}
      </Button>
      <span aria-live="polite" className="figures text-small text-faint">
        {wrong}
      </span>
    </div>
  )
}

export function TokenMissing({ title }: { readonly title: string }) {
  return (
    <DoorFrame title={title}>
      <p className="text-body text-soft">
        This address was cut short: the part behind the # is missing. Open the link again as it was sent, or{' '}
        <Link to="/sign-in" search={{}} className="text-accent-text underline underline-offset-2">
          go to the sign-in
        </Link>
        .
      </p>
    </DoorFrame>
  )
}
