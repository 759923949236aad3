import type { LeadPrograms } from '@baton/protocol'
import { sayAgo } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useLeadPrograms, useLeaveProgram } from '../../api/programs-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayWhat, WHY_LEFT } from './say-step.ts'

type Pass = LeadPrograms['data'][number]

/** On a lead's page: the programs that it is in, where, what was done there, and taking it out. */
export function LeadProgramsSection({ leadId, now }: { readonly leadId: string; readonly now: number }) {
  const passes = useLeadPrograms(leadId).data?.data ?? []
  const mayLeave = useMay('leaveProgram')
  const mayOpen = useMay('program')
  const [leaving, setLeaving] = useState<Pass | null>(null)
  if (passes.length === 0) return null
  return (
    <Section title="Programs" id="programs">
      <ul className="divide-y divide-line">
        {passes.map((pass) => (
          <li key={pass.enrolment} className="py-2 first:pt-0">
            <div className="flex flex-wrap items-baseline gap-x-3">
              {mayOpen ? (
                <Link
                  to="/programs/$id"
                  params={{ id: pass.program }}
                  className="font-medium hover:underline"
                >
                  {pass.name}
                </Link>
              ) : (
                <span className="font-medium">{pass.name}</span>
              )}
              <span className="text-small text-soft">{sayPlace(pass)}</span>
              {mayLeave && pass.leftAt === null && (
                <Button look="plain" className="ml-auto" onClick={() => setLeaving(pass)}>
                  Take out
                </Button>
              )}
            </div>
            <Disclosure summary={`What was done (${pass.steps.length})`}>
              <ol className="space-y-0.5 text-small">
                {pass.steps.map((step, index) => (
                  <li key={index} className="flex gap-3">
                    <span className="w-24 shrink-0 text-faint">{sayAgo(Date.parse(step.at), now)}</span>
                    <span>
                      {sayWhat(step.what, step.detail)}
                      {step.step !== null && <span className="text-faint"> · {step.step}</span>}
                      {step.by !== null && <span className="text-faint"> by {step.by}</span>}
                    </span>
                  </li>
                ))}
              </ol>
            </Disclosure>
          </li>
        ))}
      </ul>
      {leaving && <LeaveDialog leadId={leadId} pass={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  )
}

function sayPlace({ step, leftAt, why, pausedAt, heldOut, reason }: Pass): string {
  if (leftAt !== null) return why === null ? 'Left' : `${WHY_LEFT[why]}${reason === '' ? '' : `: ${reason}`}`
  const place = step === null ? 'In it' : `At ${step}`
  if (pausedAt !== null) return `${place}, paused while sales has the lead`
  return heldOut ? `${place}, held out: is sent nothing` : place
}

function LeaveDialog({
  leadId,
  pass,
  onClose,
}: {
  readonly leadId: string
  readonly pass: Pass
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const leave = useLeaveProgram(leadId)
  const { pending, problem, send } = useSending()
  const submit = () => {
    if (reason.trim() === '') return
    void send(async () => {
      await leave({ enrolment: pass.enrolment, reason: reason.trim() })
      onClose()
    })
  }
  return (
    <Dialog
      title={`Take out of ${pass.name}`}
      note="What is queued is not sent any more."
      size="narrow"
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || reason.trim() === ''}>
            Take out
          </Button>
        </>
      }
    >
      <Field label="Reason">
        <TextInput value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
