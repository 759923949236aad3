/** The worker that sends what is queued, one after the other, until it is stopped. */
import type pg from 'pg'
import type { Smtp } from '../platform/mail/smtp.ts'
import { NotSendable, type Outbound } from '../platform/outbound/post-json.ts'
import { type Delivery, settle, takeDue } from './deliveries.ts'
import { slackMessage } from './slack-message.ts'

export interface Ways {
  /** Null: no mail server is set. */
  readonly smtp: Smtp | null
  readonly outbound: Outbound
}

type Outcome = Parameters<typeof settle>[2]

const AT_ONCE = 10

/** Sends all that is due. Returns how many it tried. */
export async function deliverDue(pool: pg.Pool, ways: Ways): Promise<number> {
  const due = await takeDue(pool, AT_ONCE)
  for (const delivery of due) await settle(pool, delivery, await attempt(ways, delivery))
  return due.length
}

async function attempt({ smtp, outbound }: Ways, delivery: Delivery): Promise<Outcome> {
  const { channel, recipient, message, id } = delivery
  if (channel === 'webhook') return await byWebhook(outbound, recipient, slackMessage(message))
  if (!smtp) return { state: 'failed', detail: 'No mail server is set.' }
  const text = message.link === undefined ? message.text : `${message.text}\n\n${message.link}\n`
  const { subject, html, ics } = message
  const sent = await smtp.send({ messageId: `<${id}@baton>`, to: recipient, subject, text, html, ics })
  if (sent === 'sent') return { state: 'sent', detail: '' }
  return { state: sent.failed === 'refused' ? 'failed' : sent.failed, detail: sent.detail }
}

async function byWebhook(outbound: Outbound, url: string, body: unknown): Promise<Outcome> {
  try {
    const status = await outbound.postJson(url, body)
    const detail = `answered ${status}`
    if (status >= 200 && status < 300) return { state: 'sent', detail }
    return { state: status === 429 || status >= 500 ? 'again' : 'failed', detail }
  } catch (error) {
    const { message } = error as Error
    return { state: error instanceof NotSendable ? 'failed' : 'again', detail: message }
  }
}

const LOOK_EVERY_MS = 2_000

export interface Worker {
  /** Looks at once. */
  wake(): void
  stop(): Promise<void>
}

export function deliverAlways(pool: pg.Pool, ways: Ways, log: (line: string) => void): Worker {
  let running: Promise<void> | null = null
  let again = false
  let hasFailed = false
  const look = async () => {
    try {
      while ((await deliverDue(pool, ways)) > 0) continue
      hasFailed = false
    } catch (error) {
      if (!hasFailed) log(`Sending notices failed, to be tried again: ${(error as Error).message}`)
      hasFailed = true
    }
    running = null
    if (again) wake()
  }
  const wake = () => {
    again = running !== null
    running ??= look()
  }
  const timer = setInterval(wake, LOOK_EVERY_MS)
  timer.unref()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      again = false
      await running
      ways.smtp?.close()
    },
  }
}
