import type { SendingOverview } from '@baton/protocol'
import { sayCount, sayCounted } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type OpenState, useSendList } from '../../api/sends-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { OPEN_STATES, OPEN_WORDS, type OpenSend, sayWhatHappened } from './send-words.ts'
import { SettleDialog } from './SettleDialog.tsx'

/** Sends that do not go on by themselves. */
export function OpenSends({ counts }: { readonly counts: SendingOverview['counts'] }) {
  const [chosen, setChosen] = useState<OpenState | null>(null)
  const state = chosen ?? OPEN_STATES.find((one) => counts[one] > 0) ?? 'unknown'
  return (
    <Section title="To look at">
      <fieldset className="mb-2 flex flex-wrap gap-1">
        <legend className="sr-only">Which</legend>
        {OPEN_STATES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === state}
            onClick={() => setChosen(one)}
            className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-body text-soft hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
          >
            {OPEN_WORDS[one].name}{' '}
            <span className="figures text-small text-faint">{sayCount(counts[one])}</span>
          </button>
        ))}
      </fieldset>
      <p className="mb-3 max-w-prose text-small text-faint">{OPEN_WORDS[state].about}</p>
      <Sends key={state} state={state} />
    </Section>
  )
}

function Sends({ state }: { readonly state: OpenState }) {
  const sends = useSendList(state)
  const [settling, setSettling] = useState<OpenSend | null>(null)
  if (sends.isError && sends.data === undefined)
    return <ReadFailed what="The sends" error={sends.error} onRetry={() => void sends.refetch()} />
  if (sends.data === undefined) return <Skeleton className="h-8 w-full max-w-xl" />
  const { data, total } = sends.data
  if (data.length === 0) return <p className="text-body text-soft">None.</p>
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {data.map((one) => (
          <SendLine key={one.id} send={one} onSettle={() => setSettling(one)} />
        ))}
      </ul>
      {data.length < total && (
        <p className="mt-2 text-small text-faint">
          The latest {data.length} of {sayCounted(total, 'send')}.
        </p>
      )}
      {settling !== null && (
        <SettleDialog key={settling.id} send={settling} state={state} onClose={() => setSettling(null)} />
      )}
    </>
  )
}

function SendLine({ send, onSettle }: { readonly send: OpenSend; readonly onSettle: () => void }) {
  const now = useTickingNow(null)
  const name = send.name ?? 'Without a name'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-64">
        <Link
          to="/leads/$leadId"
          params={{ leadId: send.lead }}
          search={{}}
          className="inline-flex min-h-6 items-center font-medium hover:underline"
        >
          {name}
        </Link>{' '}
        <span className="text-soft">
          was to get{' '}
          <Link to="/mails/$id" params={{ id: send.mail }} className="text-ink hover:underline">
            {send.mail}
          </Link>
        </span>
        <span className="block text-small text-soft">
          {sayWhatHappened(send)}, <Timestamp at={Date.parse(send.at)} now={now} />
        </span>
        {send.detail !== '' && (
          <span className="block font-mono text-small break-words text-faint">{send.detail}</span>
        )}
      </span>
      <Button aria-label={`Settle what ${name} was to get`} onClick={onSettle}>
        Settle…
      </Button>
    </li>
  )
}
