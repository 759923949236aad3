import type { FailedEvent, Replayed } from '@baton/protocol'
import { sayMoment } from '@baton/words'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useReadAgain } from '../../api/event-log-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { toast } from '../../ui/toast.ts'
import { Mark } from './Mark.tsx'
import { jsonProblem, prettyJson } from './pretty-json.ts'
import { sayRefusal } from './say-refusal.ts'

/** One refused event; opened, what was sent can be mended and sent in again. */
export function RefusedItem({ failed, now }: { readonly failed: FailedEvent; readonly now: number }) {
  const [isOpen, setOpen] = useState(false)
  const { title } = sayRefusal(failed.code)
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-10 w-full flex-wrap items-baseline gap-x-3 px-4 py-2 text-left hover:bg-sunk focus-visible:-outline-offset-2 md:px-6"
      >
        <span className="font-medium">{title}</span>
        <span className="min-w-0 flex-1 basis-60 truncate text-soft">{failed.detail}</span>
        {failed.state !== 'open' && (
          <Mark tone={failed.state === 'replayed' ? 'good' : 'plain'}>
            {failed.state} by {failed.settledBy ?? 'a key'}
          </Mark>
        )}
        <span className="text-small text-faint">
          {failed.source?.name ?? 'no source'} · <Timestamp at={Date.parse(failed.receivedAt)} now={now} />
        </span>
      </button>
      {isOpen && <Mending failed={failed} />}
    </li>
  )
}

function Mending({ failed }: { readonly failed: FailedEvent }) {
  const sent = prettyJson(failed.body)
  const [body, setBody] = useState(sent)
  const [replayed, setReplayed] = useState<Replayed | null>(null)
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const navigate = useNavigate()
  const onLead = (leadId: string) => void navigate({ to: '/leads/$leadId', params: { leadId } })
  const wrong = jsonProblem(body)
  const mayMend = failed.state !== 'replayed'
  const replay = () =>
    void send(async () => {
      const given = body === sent ? {} : { body }
      const result = await request('replayFailed', { params: { id: failed.id }, body: given })
      setReplayed(result)
      if (result.result === 'refused') return
      const { lead } = result
      const open = { label: 'Open the lead', onSelect: () => onLead(lead!) }
      toast(
        result.result === 'stored' ? 'Stored.' : 'It was there already.',
        lead === null ? {} : { action: open },
      )
      await readAgain('failed-events', 'uncatalogued', 'event-sources')
    })
  const dismiss = () =>
    void send(async () => {
      await request('dismissFailed', { body: { ids: [failed.id] } })
      await readAgain('failed-events')
    })
  const refused = replayed?.result === 'refused' ? `Refused again: ${replayed.detail}.` : null
  return (
    <div className="space-y-3 bg-sunk px-4 py-4 md:px-6">
      <p className="max-w-prose text-body text-soft">
        {failed.detail.charAt(0).toUpperCase() + failed.detail.slice(1)}. {sayRefusal(failed.code).remedy}
      </p>
      <Field
        label="What was sent"
        hint={`Received ${sayMoment(Date.parse(failed.receivedAt))}. Where it came from, how far it is believed and its message id stay as they are.`}
        error={problem ?? refused ?? (body === sent ? null : wrong)}
        className="max-w-3xl"
      >
        <TextArea
          rows={Math.min(18, body.split('\n').length + 1)}
          value={body}
          readOnly={!mayMend}
          spellCheck={false}
          onChange={(event) => setBody(event.target.value)}
          className="font-mono text-small!"
        />
      </Field>
      {mayMend && (
        <div className="flex gap-2">
          <Button look="solid" disabled={pending || wrong !== null} onClick={replay}>
            Send it in again
          </Button>
          {failed.state === 'open' && (
            <Button disabled={pending} onClick={dismiss}>
              Dismiss
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
