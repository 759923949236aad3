import { useState } from 'react'
import { useRereadLeads } from '../../api/identity-query.ts'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** What a person may ask of whoever keeps something about them: a copy of it, and its end. */
export function PersonalData({ leadId }: { readonly leadId: string }) {
  const mayErase = useMay('eraseLead')
  const mayExport = useMay('personData')
  const [erasing, setErasing] = useState(false)
  const { pending, send } = useSending()
  if (!mayErase && !mayExport) return null
  const give = () =>
    void send(async () => {
      const data = await request('personData', { params: { id: leadId } })
      download(JSON.stringify(data, null, 2), `person-${leadId}.json`)
    })
  return (
    <span className="flex gap-1">
      {mayExport && (
        <Button look="plain" disabled={pending} onClick={give}>
          Give out the data
        </Button>
      )}
      {mayErase && (
        <Button look="plain" onClick={() => setErasing(true)}>
          Erase…
        </Button>
      )}
      {erasing && <EraseDialog leadId={leadId} onClose={() => setErasing(false)} />}
    </span>
  )
}

const WORD = 'erase'

function EraseDialog({ leadId, onClose }: { readonly leadId: string; readonly onClose: () => void }) {
  const [word, setWord] = useState('')
  const [reason, setReason] = useState('')
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  const isSure = word.trim().toLowerCase() === WORD
  const erase = () =>
    void send(async () => {
      await request('eraseLead', { params: { id: leadId }, body: { reason } })
      await reread()
      toast('Nothing says any more who this was.')
      onClose()
    })
  return (
    <Dialog
      title="Erase who this is"
      note="This cannot be taken back."
      size="narrow"
      onClose={onClose}
      onSubmit={() => isSure && !pending && erase()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isSure || pending}>
            Erase
          </Button>
        </>
      }
    >
      <p className="mb-3 text-body text-soft">
        Name, addresses, numbers, ids, what people noted, and every file and refused event that holds them go.
        What was done stays without who did it, so that every figure and every verdict is what it was. Whoever
        comes again by the same address is a new lead.
      </p>
      <Field label="Why" className="mb-3">
        <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Field label={`Type “${WORD}” to be sure`} error={problem}>
        <TextInput value={word} autoComplete="off" onChange={(event) => setWord(event.target.value)} />
      </Field>
    </Dialog>
  )
}

function download(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
