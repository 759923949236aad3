import { useState } from 'react'
import type { Body } from '../../api/paths.ts'
import { type OpenState, useDecideSends } from '../../api/sends-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { type OpenSend, sayWhatHappened } from './send-words.ts'

type SettledAs = Body<'settleSend'>['as']

interface Answer {
  readonly as: SettledAs
  readonly name: string
  readonly about: string
}

const ARRIVED: readonly Answer[] = [
  {
    as: 'sent',
    name: 'It arrived',
    about: 'Your mail server’s log says so, or the lead does. It counts as sent.',
  },
  { as: 'failed', name: 'It did not arrive', about: 'It counts as failed, and is not sent again.' },
]

/** What may be said of a send: of one that surely did not arrive, only that it is to be tried again. */
const ANSWERS: Readonly<Record<OpenState, readonly Answer[]>> = {
  unknown: [
    ...ARRIVED,
    {
      as: 'again',
      name: 'Send it again',
      about:
        'Nobody knows whether the first one arrived: the lead may get the mail twice, and it cannot be called back.',
    },
  ],
  failed: [
    {
      as: 'again',
      name: 'Send it again',
      about: 'It will be refused again unless what was wrong is mended.',
    },
  ],
  parked: [
    { as: 'again', name: 'Send it again', about: 'It is put aside again unless what was wrong is mended.' },
  ],
}

const DONE: Readonly<Record<SettledAs, string>> = {
  sent: 'It counts as sent.',
  failed: 'It counts as failed.',
  again: 'It is queued again, and asked about once more before it leaves.',
}

/** Asks a person what became of a send that does not go on by itself. */
export function SettleDialog({
  send: { id, name, mail, ...happened },
  state,
  onClose,
}: {
  readonly send: OpenSend
  readonly state: OpenState
  readonly onClose: () => void
}) {
  const answers = ANSWERS[state]
  const [chosen, setChosen] = useState<SettledAs | null>(answers.length === 1 ? answers[0]!.as : null)
  const { settle } = useDecideSends()
  const { pending, problem, send } = useSending()
  const submit = () => {
    if (chosen === null || pending) return
    void send(async () => {
      await settle(id, chosen)
      toast(DONE[chosen])
      onClose()
    })
  }
  return (
    <Dialog
      title={`“${mail}” to ${name ?? 'a lead without a name'}`}
      note={`${sayWhatHappened(happened)}.`}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={chosen === null || pending}>
            {chosen === 'again' ? 'Send it again' : 'Settle'}
          </Button>
        </>
      }
    >
      <div className="mb-3 rounded-md bg-sunk px-3 py-2 text-small break-words text-soft">
        {happened.detail !== '' && <p className="mb-1 font-mono">{happened.detail}</p>}
        <p>
          Its message id begins with <code className="font-mono">{id}</code>
        </p>
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="sr-only">What became of it</legend>
        {answers.map((answer) => (
          <label
            key={answer.as}
            className="flex items-start gap-3 rounded-md border border-line px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-sunk"
          >
            <input
              type="radio"
              name="answer"
              checked={chosen === answer.as}
              onChange={() => setChosen(answer.as)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="font-medium">{answer.name}</span>{' '}
              <span className="block text-small text-soft">{answer.about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {problem !== null && (
        <p role="alert" className="mt-3 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
