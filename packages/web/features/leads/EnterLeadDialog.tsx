import type { LeadEntered } from '@baton/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Body } from '../../api/paths.ts'
import { request } from '../../api/request.ts'
import { useRole } from '../../api/session-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

type How = Body<'enterLead'>['how']

const HOWS: readonly { readonly value: How; readonly label: string }[] = [
  { value: 'prospect', label: 'I found them' },
  { value: 'call', label: 'They called' },
  { value: 'chat', label: 'They chatted' },
  { value: 'meeting', label: 'They asked for a meeting' },
  { value: 'other', label: 'Otherwise' },
]

const TEXTS = { name: '', email: '', phone: '', company: '', title: '', note: '' }

/** Enters a lead that no form brought. */
export function EnterLeadDialog({ onClose }: { readonly onClose: () => void }) {
  const role = useRole()
  const sells = role === 'rep' || role === 'manager'
  const [id] = useState(() => crypto.randomUUID())
  const [how, setHow] = useState<How>(sells ? 'prospect' : 'call')
  const [said, setSaid] = useState(TEXTS)
  const { pending, problem, send } = useSending()
  const queries = useQueryClient()
  const done = useSayEntered()
  const isReachable = said.email.trim() !== '' || said.phone.trim() !== ''
  const given = Object.fromEntries(
    Object.entries(said)
      .map(([key, text]) => [key, text.trim()])
      .filter(([, text]) => text !== ''),
  )
  const submit = () => {
    if (!isReachable || pending) return
    void send(async () => {
      const entered = await request('enterLead', { body: { id, how, ...given } })
      await queries.invalidateQueries({ queryKey: ['leads'] })
      onClose()
      done(entered)
    })
  }
  const field = (key: keyof typeof TEXTS) => ({
    value: said[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setSaid((before) => ({ ...before, [key]: event.target.value })),
  })
  return (
    <Dialog
      title="Add a lead"
      note={
        how === 'prospect' && sells
          ? 'It is yours from then on, and no clock runs.'
          : 'It is judged like any other by what the agreement says.'
      }
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isReachable || pending}>
            Add
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="How it came about" className="sm:col-span-2">
          <Select value={how} options={HOWS} onChange={setHow} />
        </Field>
        <Field label="Name">
          <TextInput maxLength={200} autoComplete="off" {...field('name')} />
        </Field>
        <Field label="E-mail address" error={problem}>
          <TextInput type="email" autoComplete="off" {...field('email')} />
        </Field>
        <Field label="Telephone" hint="With its country code, such as +49 30 1234567">
          <TextInput type="tel" autoComplete="off" {...field('phone')} />
        </Field>
        <Field label="Title">
          <TextInput maxLength={200} {...field('title')} />
        </Field>
        <Field label="Company" className="sm:col-span-2">
          <TextInput maxLength={200} {...field('company')} />
        </Field>
        <Field label="Note" className="sm:col-span-2">
          <TextArea rows={2} maxLength={2_000} {...field('note')} />
        </Field>
      </div>
    </Dialog>
  )
}

/** Says what became of the entry, with the way to the lead where one may go it. */
function useSayEntered(): (entered: LeadEntered) => void {
  const navigate = useNavigate()
  return ({ lead, inReach, owner, say }) => {
    if (inReach)
      return void toast(say, {
        action: {
          label: 'Open',
          onSelect: () => void navigate({ to: '/leads/$leadId', params: { leadId: lead } }),
        },
      })
    toast(owner === null ? say : `${say} ${owner.name} has it.`)
  }
}
