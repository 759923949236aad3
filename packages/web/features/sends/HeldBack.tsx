import type { SendingOverview } from '@baton/protocol'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDecideSends } from '../../api/sends-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Section } from '../../ui/Section.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { toast } from '../../ui/toast.ts'
import { sayGate, sayGroup } from './send-words.ts'

type Pause = SendingOverview['pauses'][number]

/** Mails that were stopped because too much of them came back, and mail servers that asked for less. */
export function HeldBack({ overview: { pauses, gates } }: { readonly overview: SendingOverview }) {
  const now = useTickingNow(null)
  const [lifting, setLifting] = useState<Pause | null>(null)
  return (
    <Section title="Held back">
      {pauses.length + gates.length === 0 ? (
        <p className="text-body text-soft">No mail is stopped, and no mail server has asked for less.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {pauses.map((pause) => (
            <li key={pause.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 flex-1 basis-64">
                <Link
                  to="/mails/$id"
                  params={{ id: pause.mail }}
                  className="inline-flex min-h-6 items-center font-medium hover:underline"
                >
                  {pause.mail}
                </Link>
                <span className="block text-small text-accent-text">{pause.detail}</span>
                <span className="block text-small text-faint">
                  Stopped <Timestamp at={Date.parse(pause.at)} now={now} />
                </span>
              </span>
              <Button onClick={() => setLifting(pause)}>Let it leave again…</Button>
            </li>
          ))}
          {gates.map((gate) => (
            <li key={gate.group} className="py-2">
              <span className="font-medium">{sayGroup(gate.group)}</span>
              <span className="block text-small text-soft">Asked for less: {sayGate(gate, now)}.</span>
            </li>
          ))}
        </ul>
      )}
      {lifting !== null && <LiftDialog pause={lifting} onClose={() => setLifting(null)} />}
    </Section>
  )
}

function LiftDialog({ pause, onClose }: { readonly pause: Pause; readonly onClose: () => void }) {
  const { lift } = useDecideSends()
  const { pending, problem, send } = useSending()
  const submit = () =>
    void send(async () => {
      await lift(pause.id)
      toast('It leaves again.')
      onClose()
    })
  return (
    <Dialog
      title={`Let “${pause.mail}” leave again`}
      note={pause.detail}
      size="narrow"
      onClose={onClose}
      onSubmit={() => !pending && submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending}>
            Let it leave
          </Button>
        </>
      }
    >
      <p className="text-body text-soft">
        What was put aside is queued again. Look first at whom it goes to and what it says: if as much comes
        back again, receivers stop taking mail of yours at all, and it is stopped once more.
      </p>
      {problem !== null && (
        <p role="alert" className="mt-3 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
