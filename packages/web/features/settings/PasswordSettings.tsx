import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.ts'
import { passwordProblem, PASSWORD_RULE, PasswordInput } from '../sign-in/index.ts'

/** Changes the password; all other sessions end. */
export function PasswordSettings() {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { pending, problem, send } = useSending()
  const queries = useQueryClient()
  const wrong = passwordProblem(password)
  return (
    <Section title="Password" note="Changing it ends all your other sessions.">
      <form
        noValidate
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong !== null || current === '' || pending) return
          void send(async () => {
            await request('changePassword', { body: { current, password } })
            setCurrent('')
            setPassword('')
            toast('Your password is changed. All other sessions have ended.')
            await queries.invalidateQueries({ queryKey: ['open-sessions'] })
          })
        }}
      >
        <Field label="Present password" error={problem}>
          <PasswordInput
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Field>
        <Field label="New password" hint={PASSWORD_RULE}>
          <PasswordInput
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <div className="flex items-center gap-3">
          <Button type="submit" look="solid" disabled={wrong !== null || current === '' || pending}>
            Change password
          </Button>
          <span aria-live="polite" className="figures text-small text-faint">
            {password === '' ? '' : wrong}
          </span>
        </div>
      </form>
    </Section>
  )
}
