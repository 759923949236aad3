/** The open connection: what changes on the server shows without asking. One a tab, while somebody is signed in. */
import type { HandoffCard, Live, Notice } from '@baton/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { fillPath } from './request.ts'
import { readAgreementsAgain } from './agreement-query.ts'
import { noticesOptions } from './notices-query.ts'
import { paths } from './paths.ts'
import { withCard, withoutLead } from './queue-patch.ts'
import { queueOptions } from './queue-query.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** How long a card counts as just arrived. */
const ARRIVED_MS = 2_400

/** Lists that the changes of others show in. */
const LISTS = ['queue', 'triage', 'team-view', 'notices', 'opportunities', 'contests'] as const

interface Listeners {
  readonly onHandoff: (card: HandoffCard) => void
  readonly onNotice: (notice: Notice) => void
}

const arrivals = new Map<string, number>()

/** Whether a card came in this very moment, so that it may be shown to. */
export function hasJustArrived(lead: string, nowMs: number): boolean {
  return nowMs - (arrivals.get(lead) ?? 0) < ARRIVED_MS
}

/** Listens until the answer is called. Comes back after every interruption, and reads again what may have changed meanwhile. */
export function listenLive(queries: QueryClient, listeners: Listeners): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pauseMs = FIRST_PAUSE_MS
  // What changed between reading the lists and being connected was told to nobody.
  let missed = true
  const open = () => {
    source = new EventSource(fillPath(paths.live.split(' ')[1]!, {}))
    source.addEventListener('open', () => {
      pauseMs = FIRST_PAUSE_MS
      if (missed) void refreshLists(queries)
      missed = false
    })
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const live = parsed(event.data)
      if (live !== null) void take(queries, live, listeners)
    })
    source.addEventListener('error', () => {
      missed = true
      // The browser tries again by itself unless the answer was a refusal.
      if (source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

async function take(queries: QueryClient, live: Live, listeners: Listeners): Promise<void> {
  switch (live.kind) {
    case 'handoff':
      if (live.isNew) arrivals.set(live.card.lead, Date.now())
      queries.setQueryData(queueOptions.queryKey, (queue) => queue && withCard(queue, live.list, live.card))
      readAgainIfReading(queries)
      void queries.invalidateQueries({ queryKey: ['lead', live.card.lead] })
      if (live.isNew && live.list === 'mine') listeners.onHandoff(live.card)
      return
    case 'gone':
      queries.setQueryData(queueOptions.queryKey, (queue) => queue && withoutLead(queue, live.lead))
      readAgainIfReading(queries)
      return
    case 'lead':
      return queries.invalidateQueries({ queryKey: ['lead', live.lead] })
    case 'refresh':
      return refreshLists(queries)
    case 'agreement':
      for (const key of ['drafts', 'comments']) void queries.invalidateQueries({ queryKey: [key] })
      return readAgreementsAgain(queries)
    case 'notice': {
      const notices = await queries.fetchQuery({ ...noticesOptions, staleTime: 0 })
      const notice = notices.data.find(({ id }) => id === live.id)
      if (notice !== undefined) listeners.onNotice(notice)
    }
  }
}

/** An answer that is on its way may be older than what was just told, and would take it back. */
function readAgainIfReading(queries: QueryClient) {
  const { queryKey } = queueOptions
  if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey })
}

async function refreshLists(queries: QueryClient): Promise<void> {
  await Promise.all(LISTS.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

function parsed(text: string): Live | null {
  try {
    return JSON.parse(text) as Live
  } catch {
    return null
  }
}
