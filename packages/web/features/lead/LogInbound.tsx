import type { LeadRow } from '@baton/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { PhoneIncoming } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** Writes down that the lead called or chatted: an act of the lead's own, which counts as one. */
export function LogInbound({ lead }: { readonly lead: LeadRow }) {
  const mayLog = useMay('logInbound')
  const [isOpen, setOpen] = useState(false)
  if (!mayLog || lead.masked) return null
  return (
    <>
      <Button look="plain" onClick={() => setOpen(true)}>
        <PhoneIncoming size={13} aria-hidden="true" />
        Log a call or chat
      </Button>
      {isOpen && <InboundDialog leadId={lead.id} onClose={() => setOpen(false)} />}
    </>
  )
}

function InboundDialog({ leadId, onClose }: { readonly leadId: string; readonly onClose: () => void }) {
  const [id] = useState(() => crypto.randomUUID())
  const [how, setHow] = useState<'call' | 'chat'>('call')
  const [minutes, setMinutes] = useState('')
  const [note, setNote] = useState('')
  const { pending, problem, send } = useSending()
  const queries = useQueryClient()
  const isWrong = minutes !== '' && !/^\d{1,4}$/.test(minutes)
  const submit = () => {
    if (pending || isWrong) return
    const said = { ...(note.trim() !== '' && { note }), ...(minutes !== '' && { minutes: Number(minutes) }) }
    void send(async () => {
      await request('logInbound', { params: { id: leadId }, body: { id, how, ...said } })
      toast(how === 'call' ? 'The call is logged.' : 'The chat is logged.')
      onClose()
      await queries.invalidateQueries({ queryKey: ['lead', leadId] })
    })
  }
  return (
    <Dialog
      size="narrow"
      title="Log a call or chat"
      note="Of theirs. What you did yourself is a touch."
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || isWrong}>
            Log it
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="What it was" error={problem}>
          <Select
            value={how}
            options={[
              { value: 'call', label: 'They called' },
              { value: 'chat', label: 'They chatted' },
            ]}
            onChange={setHow}
          />
        </Field>
        {how === 'call' && (
          <Field label="Minutes" error={isWrong ? 'A whole number' : undefined}>
            <TextInput
              inputMode="numeric"
              value={minutes}
              onChange={(event) => setMinutes(event.target.value)}
            />
          </Field>
        )}
        <Field label="Note">
          <TextArea
            rows={3}
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}
