/** Whether a source is well, in words: from when it sent, and what of it was refused. Pure. */
import type { EventSource } from '@baton/protocol'

const HOUR = 3_600_000

export interface SourceSeen {
  /** Starts of the hours in which something came within 14 days, in order; milliseconds since 1970-01-01 UTC. */
  readonly hours: readonly number[]
  readonly lastSeenAt: number | null
  /** Within 14 days. */
  readonly events: number
  readonly refused: number
  readonly aside: number
  /** False for what sends when somebody does something: an import, an entry by hand. */
  readonly isSteady: boolean
}

/** Fewer hours say nothing about what is usual. */
const HOURS_KNOWN = 12
/** So much longer than its longest silence is unusual. */
const LONGER = 1.5
const SILENCE_MIN = 2 * HOUR
const REFUSED_SHARE = 0.05
const JUDGED_MIN = 20

export function sourceHealth(seen: SourceSeen, now: number): Pick<EventSource, 'health' | 'say'> {
  const { lastSeenAt, events, refused } = seen
  if (lastSeenAt === null && refused === 0) return { health: 'new', say: 'Nothing has come from it yet.' }
  const share = refused / (events + refused)
  if (events + refused >= JUDGED_MIN && share > REFUSED_SHARE)
    return {
      health: 'refusing',
      say: `${refused.toLocaleString('en')} of ${(events + refused).toLocaleString('en')} events in 14 days were refused (${percent(share)}).`,
    }
  const usual = longestSilence(seen.hours)
  const silence = lastSeenAt === null ? 0 : now - lastSeenAt
  if (seen.isSteady && usual !== null && silence > Math.max(SILENCE_MIN, usual * LONGER))
    return {
      health: 'silent',
      say: `Silent for ${span(silence)}; in 14 days it was never silent for longer than ${span(usual)}.`,
    }
  return { health: 'well', say: wellSaid(seen) }
}

function wellSaid({ events, refused, aside }: SourceSeen): string {
  const notes = [
    refused > 0 ? `${refused.toLocaleString('en')} refused` : null,
    events > 0 && aside > 0 ? `${percent(aside / events)} kept aside` : null,
  ].filter((note) => note !== null)
  return notes.length === 0 ? 'As usual.' : `As usual; ${notes.join(', ')}.`
}

/** Between two hours in which something came; null where too few are known. */
function longestSilence(hours: readonly number[]): number | null {
  if (hours.length < HOURS_KNOWN) return null
  return hours.reduce((longest, hour, index) => Math.max(longest, hour - (hours[index - 1] ?? hour)), HOUR)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}

export function span(ms: number): string {
  const hours = Math.max(1, Math.round(ms / HOUR))
  if (hours < 48) return `${hours} ${hours === 1 ? 'hour' : 'hours'}`
  return `${Math.round(hours / 24)} days`
}
