/** Reading single values out of what clients send, without believing its shape. */

export type Loose = Readonly<Record<string, unknown>>

export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}

/** Text, or a number as text (ids are numbers in many systems); undefined for anything else and for nothing. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function plainString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Milliseconds; undefined when absent, NaN when there but no moment. */
export function moment(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'number') return value
  if (value instanceof Date) return value.getTime()
  return typeof value === 'string' ? Date.parse(value) : Number.NaN
}

/**
 * When an event happened by our clock: the client's own clock may be wrong, but the time between the event and the
 * sending is right. Without `sentAt` the client's time is taken as it is.
 */
export function happenedAt(times: {
  original?: number | undefined
  sent?: number | undefined
  received: number
}): number {
  const { original, sent, received } = times
  if (original === undefined) return received
  return sent === undefined || Number.isNaN(sent) ? original : received - (sent - original)
}
