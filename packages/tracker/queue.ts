/** Sending in batches, keeping what could not be sent, and sending that again under the same message ids. */
import { isAllowed } from './consent.ts'
import type { Message } from './message.ts'
import { endpoint, writeKey } from './script.ts'
import { keep, recall } from './store.ts'

const BATCH = 10
const WAIT_MS = 1_000
const RETRY_MS_MAX = 300_000
const KEPT_MAX = 100
const KEPT_LENGTH_MAX = 65_536
/** Browsers let 64 KB in all outlive a page. */
const OUTLIVING_LENGTH_MAX = 30_000

let pending: Message[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0
let isBusy = false

export function send(message: Message): void {
  pending.push(message)
  if (pending.length < BATCH || failures) flushIn(WAIT_MS)
  else flush()
}

/** The first wait holds: while sending fails it is a long one. */
function flushIn(ms: number): void {
  timer = timer || setTimeout(flush, ms)
}

function stopWaiting(): void {
  clearTimeout(timer)
  timer = undefined
}

function flush(): void {
  stopWaiting()
  // Taken out, so that another tab does not send the same.
  pending = kept().concat(pending)
  keep('queue')
  if (!isBusy && pending.length) post(pending.splice(0, BATCH))
}

export function backOnline(): void {
  failures = 0
  if (isAllowed()) flush()
}

/** The page may be gone in a moment. */
export function leave(): void {
  if (!pending.length) return
  const body = bodyOf(pending)
  if (failures || !navigator.onLine || body.length > OUTLIVING_LENGTH_MAX) return putAside()
  const batch = pending
  pending = []
  if (!navigator.sendBeacon || !navigator.sendBeacon(endpoint, body)) post(batch)
}

export function dropQueue(): void {
  pending = []
}

function post(batch: Message[]): void {
  const body = bodyOf(batch)
  isBusy = true
  // As text, so that browsers need not ask first.
  void fetch(endpoint, {
    method: 'POST',
    body,
    keepalive: body.length < OUTLIVING_LENGTH_MAX,
    credentials: 'omit',
  })
    .then(({ status }) => status === 429 || status >= 500)
    .catch(() => true)
    .then((isFailed) => {
      isBusy = false
      if (!isAllowed()) return
      if (isFailed) {
        pending = batch.concat(pending)
        putAside()
        stopWaiting()
        flushIn(Math.min(WAIT_MS * 2 ** ++failures, RETRY_MS_MAX))
      } else {
        failures = 0
        if (pending.length) flush()
      }
    })
}

function putAside(): void {
  const all = kept().concat(pending).slice(-KEPT_MAX)
  while (JSON.stringify(all).length > KEPT_LENGTH_MAX) all.shift()
  pending = []
  keep('queue', all)
}

function kept(): Message[] {
  return Array.from(recall('queue') || [])
}

function bodyOf(batch: readonly Message[]): string {
  return JSON.stringify({ writeKey: writeKey(), sentAt: new Date(), batch })
}
