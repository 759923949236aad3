/** The worker that sends what is due: takes it, hands it over on some connections at once, and writes down what came of each. */
import { setTimeout as sleep } from 'node:timers/promises'
import { grouped } from '../platform/grouped.ts'
import type { Sent, Unsent } from '../platform/mail/smtp.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { type Claimed, claimSends, LEASE_MS } from './claim-sends.ts'
import { classifyFailure } from './bounces/classify-failure.ts'
import { slowGate } from './gate-rows.ts'
import { noteReturn } from './note-return.ts'
import type { SendServices } from './send-services.ts'
import { sendingSettings } from './sending-settings.ts'
import {
  beginSends,
  endLeases,
  type Held,
  nextAttempt,
  releaseSends,
  type Settled,
  settleSends,
} from './settle-sends.ts'

/** Letters that are handed over at the same time. */
const LANES = 10
const TAKEN_AT_ONCE = 100
/** So many in a row that get no answer: the mail server is away, and the rest waits. */
const SILENT_MAX = 2 * LANES

/** Sends all that is due. Returns how many it tried. `isEnding` is asked before each. */
export async function sendDue(
  services: SendServices,
  isEnding: () => boolean = () => false,
): Promise<number> {
  if (await isLoading(services.pool)) return 0
  await endLeases(services.pool)
  const pass = new Pass(services, isEnding)
  await Promise.all(Array.from({ length: LANES }, () => pass.lane()))
  await pass.release()
  return pass.tried
}

class Pass {
  tried = 0
  readonly #services: SendServices
  readonly #isEnding: () => boolean
  readonly #begin: (held: Held) => Promise<boolean>
  readonly #settle: (settled: Settled) => Promise<boolean>
  readonly #taken: Claimed[] = []
  #filling: Promise<void> | null = null
  #isOver = false
  #silent = 0
  /** Failures that are being noted: until they are nothing more is begun, because they may hold it back. */
  #noting: Promise<unknown> = Promise.resolve()

  constructor(services: SendServices, isEnding: () => boolean) {
    this.#services = services
    this.#isEnding = isEnding
    const { pool, leaseMs = LEASE_MS } = services
    const begin = grouped<Held, boolean>((held) => beginSends(pool, held, leaseMs))
    this.#begin = ({ id, fence }) => begin({ id, fence })
    this.#settle = grouped((settled) => settleSends(pool, settled))
  }

  /** What became of one letter is written down while the next is begun; what was begun is handed over in any case. */
  async lane(): Promise<void> {
    let writing: Promise<Error | null> = Promise.resolve(null)
    for (;;) {
      const claimed = await this.#next()
      await this.#noting
      const [isOurs, failed] = await Promise.all([claimed && this.#begin(claimed), writing])
      writing = Promise.resolve(null)
      if (claimed && isOurs) {
        this.tried += 1
        writing = this.#writeDown(claimed, await this.#send(claimed))
      }
      if (claimed && !failed) continue
      const error = failed ?? (await writing)
      if (error) throw error
      return
    }
  }

  /** What is left when the pass ends early. */
  async release(): Promise<void> {
    await this.#filling
    if (this.#taken.length > 0) await releaseSends(this.#services.pool, this.#taken.splice(0))
  }

  async #next(): Promise<Claimed | null> {
    while (!this.#isEnding() && this.#silent < SILENT_MAX) {
      // The next are taken while the last are on their way.
      if (this.#taken.length <= LANES && !this.#isOver)
        this.#filling ??= this.#fill().finally(() => (this.#filling = null))
      const claimed = this.#taken.shift()
      if (claimed) return claimed
      if (!this.#filling) return null
      await this.#filling
    }
    return null
  }

  async #fill(): Promise<void> {
    const claim = await claimSends(this.#services, TAKEN_AT_ONCE)
    if (claim === null) {
      await sleep(5 + Math.random() * 20)
      return
    }
    this.#taken.push(...claim.claimed)
    this.#isOver = claim.moved === 0
  }

  async #send(claimed: Claimed): Promise<Sent> {
    const { smtp } = this.#services
    const sent = await smtp
      .send(claimed.letter)
      .catch((error: Error): Unsent => ({ failed: 'again', detail: error.message.slice(0, 300) }))
    this.#silent = isSilent(sent) ? this.#silent + 1 : 0
    if (sent !== 'sent') {
      const noted = this.#noteFailure(claimed, sent)
      this.#noting = Promise.allSettled([this.#noting, noted])
      await noted
    }
    return sent
  }

  /** Never fails: says what was in the way. */
  async #writeDown(claimed: Claimed, sent: Sent): Promise<Error | null> {
    try {
      if (!(await this.#settle(this.#settledBy(claimed, sent))))
        this.#services.log(
          `Send ${claimed.id} was taken over by another worker while its letter was handed over.`,
        )
      return null
    } catch (error) {
      return error as Error
    }
  }

  #settledBy({ id, fence, attempts }: Claimed, sent: Sent): Settled {
    if (sent === 'sent') return { id, fence, state: 'sent', reason: '', detail: '' }
    const { failed, detail } = sent
    if (failed === 'unknown') return { id, fence, state: 'unknown', reason: 'no answer', detail }
    const next = failed === 'again' ? nextAttempt(attempts + 1, this.#services.clock()) : null
    if (next === null)
      return { id, fence, state: 'failed', reason: failed === 'again' ? 'gave up' : 'refused', detail }
    return { id, fence, state: 'queued', reason: 'retry', detail, nextAt: new Date(next) }
  }

  async #noteFailure({ id, group }: Claimed, { failed, detail }: Unsent): Promise<void> {
    const { pool, signing, baseUrl, clock } = this.#services
    const { kind, isTooMuch } = classifyFailure(detail)
    if (isTooMuch || (failed === 'refused' && kind === 'policy'))
      await slowGate(pool, await sendingSettings(pool), group, clock())
    if (failed === 'refused' && kind !== null)
      await noteReturn({ pool, signing, baseUrl }, { sendId: id, kind, detail, at: clock() })
  }
}

/** Neither accepted nor answered. */
function isSilent(sent: Sent): boolean {
  return sent !== 'sent' && sent.failed === 'again' && !/\b[45]\d\d\b/.test(sent.detail)
}

/** Gates fill by the second, so what waits for them has to be looked after more often than that. */
const LOOK_EVERY_MS = 500

/** Looks twice a second. Returns what ends it, once the letters under way are through. */
export function deliverSendsAlways(services: SendServices): () => Promise<void> {
  let isEnding = false
  let running: Promise<void> | null = null
  let hasFailed = false
  const look = async () => {
    try {
      await sendDue(services, () => isEnding)
      hasFailed = false
    } catch (error) {
      if (!hasFailed) services.log(`Sending mail failed, to be tried again: ${(error as Error).message}`)
      hasFailed = true
    }
    running = null
  }
  const timer = setInterval(() => {
    running ??= isEnding ? null : look()
  }, LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    isEnding = true
    clearInterval(timer)
    await running
    services.smtp.close()
  }
}
