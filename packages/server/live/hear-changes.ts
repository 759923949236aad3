/** One connection that listens for changed handoffs and for notices, and comes back by itself when it is lost. */
import pg from 'pg'
import { HANDOFFS_CHANNEL, MANY } from '../leads/index.ts'
import { NOTICE_CHANNEL } from '../notices/index.ts'

/** Ids of leads; `many` where they are too many to name, or where some may have been missed. */
export type HandoffsHeard = readonly string[] | 'many'

const AGAIN_AFTER_MS = 500

export interface Hearing {
  readonly handoffs: (leads: HandoffsHeard) => void
  /** Somebody was told something. */
  readonly notice: (person: string, notice: string) => void
}

/** Returns what ends it. */
export function hearChanges(connection: pg.ClientConfig, hearing: Hearing): () => Promise<void> {
  let isStopped = false
  let client: pg.Client | null = null
  let again: NodeJS.Timeout | undefined
  const listen = async () => {
    const own = new pg.Client(connection)
    client = own
    const lose = () => {
      if (client !== own) return
      client = null
      void own.end().catch(() => {})
      if (!isStopped) again = setTimeout(() => void listen(), AGAIN_AFTER_MS)
    }
    own.on('error', lose)
    own.on('end', lose)
    own.on('notification', ({ channel, payload }) => {
      if (channel === HANDOFFS_CHANNEL) return hearing.handoffs(leadsIn(payload))
      const [person, notice] = (payload ?? '').split(' ')
      if (person && notice) hearing.notice(person, notice)
    })
    try {
      await own.connect()
      await own.query(`listen ${HANDOFFS_CHANNEL}; listen ${NOTICE_CHANNEL}`)
      // What was told while nobody listened is lost.
      hearing.handoffs('many')
    } catch {
      lose()
    }
  }
  const started = listen()
  return async () => {
    isStopped = true
    clearTimeout(again)
    await started
    const last = client
    client = null
    await last?.end().catch(() => {})
  }
}

function leadsIn(payload: string | undefined): HandoffsHeard {
  if (payload === undefined || payload === MANY) return 'many'
  return JSON.parse(payload) as readonly string[]
}
