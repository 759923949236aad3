/** How often one lead is written to. Pure. */
const DAY = 86_400_000
const WEEK = 7 * DAY

export interface FrequencyCap {
  readonly perDay: number
  readonly perWeek: number
}

/** @param sent when mails were sent to the lead, in milliseconds since 1970-01-01 UTC. Returns when the next may be: `now` or later. */
export function nextAllowed(sent: readonly number[], { perDay, perWeek }: FrequencyCap, now: number): number {
  const waitFor = (most: number, span: number) => {
    const within = sent.filter((at) => at > now - span).toSorted((a, b) => a - b)
    return within.length < most ? now : within[within.length - most]! + span
  }
  return Math.max(waitFor(perDay, DAY), waitFor(perWeek, WEEK))
}
