/** Telling people what happens, for as long as the server runs: what changed, what is near its end, and sending it out. */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import type { Post } from '../platform/mail/post.ts'
import { deliverAlways, type Ways } from './deliver-always.ts'
import { noticeDueSoon, noticeHandoffs } from './notice-handoffs.ts'
import { queueingPost } from './queue-mail.ts'

export interface NoticesOptions {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  /** Begins every link, without a slash at its end. */
  readonly baseUrl: () => string
  readonly ways: Ways
  readonly log: (line: string) => void
}

export interface Notices {
  /** Somebody heard that the handoffs of these leads changed. */
  handoffsChanged(leads: readonly string[] | 'many'): void
  /** Mail of other slices; null where no mail server is set. */
  readonly post: Post | null
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 15_000

export function openNotices({ pool, agreements, baseUrl, ways, log }: NoticesOptions): Notices {
  const worker = deliverAlways(pool, ways, log)
  let running = Promise.resolve()
  let hasFailed = false
  /** One look after the other: two at once would tell the same and meet at the unique key. */
  const look = (what: () => Promise<number>) => {
    running = running.then(what).then(
      (told) => {
        hasFailed = false
        if (told > 0) worker.wake()
      },
      (error: Error) => {
        if (!hasFailed) log(`Telling people failed, to be tried again: ${error.message}`)
        hasFailed = true
      },
    )
  }
  const dueSoon = () => look(() => noticeDueSoon(pool, agreements, Date.now(), baseUrl()))
  const timer = setInterval(dueSoon, LOOK_EVERY_MS)
  timer.unref()
  return {
    handoffsChanged: (leads) => look(() => noticeHandoffs(pool, agreements, leads, baseUrl())),
    post: ways.smtp ? queueingPost(pool, () => worker.wake()) : null,
    async stop() {
      clearInterval(timer)
      await running
      await worker.stop()
    },
  }
}
