import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { sessionOptions } from '../../api/session-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CodeField } from './CodeField.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { ForgotPassword } from './ForgotPassword.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useEnter } from './use-enter.ts'

/** The way in: by e-mail address and password, and on the demo company as any of its people. */
export function SignInScreen() {
  const { to } = useSearch({ from: '/sign-in' })
  const session = useQuery(sessionOptions)
  const [forgot, setForgot] = useState(false)
  const [email, setEmail] = useState('')
  useDocumentTitle('Sign in')
  if (session.isError)
    return <ReadFailed what="Baton" error={session.error} onRetry={() => void session.refetch()} />
  if (session.data === undefined) return <main className="h-full" aria-busy="true" />
  const { organisation, demoPeople, needsSetup } = session.data
  if (needsSetup)
    return (
      <DoorFrame title="Nobody is here yet">
        <p className="text-body text-soft">
          When Baton started, it printed an address for making the first person, an administrator. Open that
          address; it ends with a token that is valid once.
        </p>
      </DoorFrame>
    )
  const demo = demoPeople.length > 0
  return (
    <DoorFrame
      title={forgot ? 'Forgot your password' : 'Sign in'}
      note={organisation}
      {...(demo && { aside: <DemoPeople people={demoPeople} to={to} /> })}
    >
      {forgot ? (
        <ForgotPassword email={email} onEmail={setEmail} onBack={() => setForgot(false)} />
      ) : (
        <SignInForm email={email} onEmail={setEmail} to={to} demo={demo} onForgot={() => setForgot(true)} />
      )}
    </DoorFrame>
  )
}

function SignInForm({
  email,
  onEmail,
  to,
  demo,
  onForgot,
}: {
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly to: string | undefined
  readonly demo: boolean
  readonly onForgot: () => void
}) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { pending, problem, needsCode, send } = useSending()
  const enter = useEnter()
  const complete = email.trim() !== '' && password !== ''
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!complete || pending) return
        void send(async () =>
          enter(await request('signIn', { body: { email, password, ...(needsCode && { code }) } }), to),
        )
      }}
      className="space-y-4"
    >
      <Field label="E-mail address">
        <TextInput
          name="email"
          type="email"
          autoComplete="username"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing to do here, where no demo people are
          autoFocus={!demo}
          value={email}
          onChange={(event) => onEmail(event.target.value)}
          className="h-9"
        />
      </Field>
      <Field label="Password">
        <PasswordInput
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {needsCode && <CodeField value={code} onChange={setCode} />}
      <Button
        type="submit"
        look="solid"
        disabled={!complete || pending}
        className="h-9 w-full justify-center"
      >
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
      <div className="flex min-h-10 items-start justify-between gap-4">
        <p role="alert" className="text-small text-accent-text">
          {problem}
        </p>
        <button
          type="button"
          onClick={onForgot}
          className="min-h-6 shrink-0 text-small text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          Forgot your password?
        </button>
      </div>
    </form>
  )
}
