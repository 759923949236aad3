import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '../../api/paths.ts'
import { request } from '../../api/request.ts'
import { sessionOptions, type Me } from '../../api/session-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** Codes of an app besides the password: setting them up, the codes for the day it is lost, and ending them. */
export function SecondFactorSettings({ me }: { readonly me: Me }) {
  const queries = useQueryClient()
  const [begun, setBegun] = useState<Answer<'beginSecondFactor'> | null>(null)
  const [recovery, setRecovery] = useState<readonly string[] | null>(null)
  const { pending, problem, send } = useSending()
  const readAgain = async () => queries.setQueryData(sessionOptions.queryKey, await request('session'))
  const begin = () => void send(async () => setBegun(await request('beginSecondFactor')))
  const confirm = (code: string) =>
    void send(async () => {
      const { recoveryCodes } = await request('confirmSecondFactor', { body: { code } })
      setBegun(null)
      setRecovery(recoveryCodes)
      await readAgain()
    })
  const end = (code: string) =>
    void send(async () => {
      await request('endSecondFactor', { body: { code } })
      setRecovery(null)
      toast('Your second factor is ended.')
      await readAgain()
    })
  return (
    <Section
      id="second-factor"
      title="Second factor"
      note={
        me.secondFactor === 'on'
          ? 'A code is asked for when you sign in'
          : 'A code of an app besides the password'
      }
    >
      {me.secondFactor === 'owed' && (
        <p className="mb-3 text-body font-medium text-accent-text">
          Everybody here has to have one. Set it up, then go on.
        </p>
      )}
      {recovery !== null && <RecoveryCodes codes={recovery} />}
      {me.secondFactor === 'on' ? (
        <CodeForm
          label="End it"
          hint="With a code of the app, or a recovery code"
          {...{ pending, problem }}
          onCode={end}
        />
      ) : begun === null ? (
        <div>
          <Button look="solid" disabled={pending} onClick={begin}>
            Set up
          </Button>
          {problem !== null && (
            <p role="alert" className="mt-2 text-small text-accent-text">
              {problem}
            </p>
          )}
        </div>
      ) : (
        <div className="space-y-3">
          <p className="text-body text-soft">
            Add this secret to an authenticator app, or{' '}
            <a href={begun.uri} className="underline decoration-line-strong underline-offset-2">
              open it in one on this device
            </a>
            . Then enter the code that it shows.
          </p>
          <p className="figures font-mono text-body tracking-wider [overflow-wrap:anywhere] select-all">
            {begun.secret.replace(/.{4}(?=.)/g, '$& ')}
          </p>
          <CodeForm label="Confirm" hint="Six digits" {...{ pending, problem }} onCode={confirm} />
        </div>
      )}
    </Section>
  )
}

function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className="mb-4 border-l-2 border-accent pl-3">
      <p className="text-body">
        Keep these somewhere safe: each signs you in once without the app, and they are not shown again.
      </p>
      <ul className="mt-2 grid grid-cols-2 gap-x-6 font-mono text-body select-all sm:max-w-md">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  )
}

function CodeForm({
  label,
  hint,
  pending,
  problem,
  onCode,
}: {
  readonly label: string
  readonly hint: string
  readonly pending: boolean
  readonly problem: string | null
  readonly onCode: (code: string) => void
}) {
  const [code, setCode] = useState('')
  return (
    <form
      noValidate
      className="flex items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() !== '' && !pending) onCode(code.trim())
      }}
    >
      <Field label="Code" hint={hint} error={problem} className="w-56">
        <TextInput
          autoComplete="one-time-code"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <Button type="submit" disabled={pending || code.trim() === ''} className="mt-6 h-8">
        {label}
      </Button>
    </form>
  )
}
