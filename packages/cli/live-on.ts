/** The demo company lives on while it is served: people come, read, ask; what sales does with them is up to who signs in. */
import { type BatonServer, ensureSource, keepSetting, setting } from '@baton/server'
import { findEvent, standardCatalogue } from '@baton/engine'
import { simulate, type SimulatedEvent } from '@baton/simulator'

const DAY_MS = 86_400_000
/** One event so often; about one in fifty brings a lead to sales. */
const PACE_MS = 2_500
const DAYS = 60
const LEADS_PER_DAY = 10
/** Above everybody of the story that was loaded. */
const FIRST_PERSON = 1_000_000
/** Of the lead's side, and yet told by the sales story. */
const OF_SALES = new Set(['Demo Attended', 'Pricing Discussed', 'Referral Made'])

/** Goes on where it was when the demo was last served, until the server stops. */
export async function liveOn(
  { pool, intake }: BatonServer,
  { seed, from, log }: { readonly seed: number; readonly from: number; readonly log: (line: string) => void },
): Promise<void> {
  const { id: sourceId } = await ensureSource(pool, 'northbeam')
  let told = Number((await setting(pool, 'demo lived')) ?? 0)
  const story = engagements(seed, from)
  for (let skipped = 0; skipped < told; skipped++) story.next()
  const timer = setInterval(() => void tell(), PACE_MS)
  timer.unref()
  const tell = async () => {
    const { value: event, done } = story.next()
    if (done) return clearInterval(timer)
    const now = Date.now()
    try {
      await intake.accept([{ ...event, sourceId, occurredAt: now, receivedAt: now }])
      told += 1
      await keepSetting(pool, 'demo lived', String(told))
    } catch (error) {
      clearInterval(timer)
      const { code, message } = error as Error & { readonly code?: string }
      if (code !== 'stopping') log(`The demo company stands still: ${message}`)
    }
  }
}

function* engagements(seed: number, from: number): Generator<SimulatedEvent, void, undefined> {
  const options = {
    seed,
    until: from + DAYS * DAY_MS,
    leads: DAYS * LEADS_PER_DAY,
    months: DAYS / 30.5,
    firstPerson: FIRST_PERSON,
  }
  for (const event of simulate(options)) {
    const side = findEvent(standardCatalogue, event.name)?.side
    if ((side === 'engagement' || side === 'record') && !OF_SALES.has(event.name)) yield event
  }
}
