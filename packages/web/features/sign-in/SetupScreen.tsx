import { useState } from 'react'
import { request } from '../../api/request.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useSending } from '../../app/use-sending.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { passwordProblem, PASSWORD_RULE } from './password-rules.ts'
import { PasswordInput } from './PasswordInput.tsx'
import { SubmitLine, TokenMissing } from './PasswordScreen.tsx'
import { useEnter } from './use-enter.ts'
import { useToken } from './use-token.ts'

const TITLE = 'Set up Baton'

/** Makes the first person, an administrator, with the token that the start printed. */
export function SetupScreen() {
  const token = useToken()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { pending, problem, send } = useSending()
  const enter = useEnter()
  useDocumentTitle(TITLE)
  if (token === '') return <TokenMissing title={TITLE} />
  const wrong = passwordProblem(password)
  const complete = name.trim() !== '' && email.trim() !== '' && wrong === null
  return (
    <DoorFrame
      title={TITLE}
      note="You are the first. You become the administrator and can invite the others."
    >
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!complete || pending) return
          void send(async () => enter(await request('setUp', { body: { token, name, email, password } })))
        }}
      >
        <Field label="Your name">
          <TextInput
            name="name"
            autoComplete="name"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing to do here
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="h-9"
          />
        </Field>
        <Field label="E-mail address">
          <TextInput
            name="email"
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-9"
          />
        </Field>
        <Field label="Password" hint={PASSWORD_RULE} error={problem}>
          <PasswordInput
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <SubmitLine button="Begin" wrong={password === '' ? null : wrong} disabled={!complete || pending} />
      </form>
    </DoorFrame>
  )
}
