import type { AsideEvent } from '@baton/protocol'
import { sayAgo, sayCounted } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { asideEventsOptions, useRereadLeads } from '../../api/identity-query.ts'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { saySign } from './say-sign.ts'

const MARKS: Readonly<Record<AsideEvent['mark'], string>> = {
  settling: 'who it was is being found out',
  human: 'a person',
  machine: 'a machine',
  unknown: 'nobody can tell who',
  'taken-back': 'its import was undone',
}

/** What is kept of this lead and judged by nobody, why, and somebody's word on it. */
export function AsideSection({ leadId, now }: { readonly leadId: string; readonly now: number }) {
  const mayRead = useMay('asideEvents')
  const mayMark = useMay('markEvent')
  const events = useQuery({ ...asideEventsOptions(leadId), enabled: mayRead }).data ?? []
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  if (events.length === 0) return null
  const mark = (event: string) =>
    void send(async () => {
      await request('markEvent', { params: { id: leadId, event }, body: { mark: 'human' } })
      await reread()
    })
  return (
    <Section
      title="Kept aside"
      note={`${sayCounted(events.length, 'event')} that ${events.length === 1 ? 'counts' : 'count'} for nothing`}
    >
      {problem !== null && (
        <p role="alert" className="mb-2 text-small text-accent-text">
          {problem}
        </p>
      )}
      <ul className="divide-y divide-line border-y border-line text-small">
        {events.map((event) => (
          <li key={event.id} className="flex min-h-9 items-center gap-3 py-1.5">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {event.name}{' '}
                <span className="font-normal text-faint">{sayAgo(Date.parse(event.occurredAt), now)}</span>
              </p>
              <p className="text-faint">
                {MARKS[event.mark]}
                {event.by !== null && `, says ${event.by}`}
                {event.reasons.length > 0 && `: ${event.reasons.map(saySign).join(', ')}`}
              </p>
            </div>
            {mayMark && event.mark !== 'taken-back' && (
              <Button look="plain" disabled={pending} onClick={() => mark(event.id)}>
                It was a person
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
