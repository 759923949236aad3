/** Appointments are said and asked for in the zone of the reader, and say so. */

const moment = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** `Tue 24 Nov, 14:00`. */
export function sayLocalMoment(timeMs: number): string {
  return moment
    .format(timeMs)
    .replace(',', '')
    .replace(/ (\d\d:\d\d)$/, ', $1')
}

/** `Europe/Berlin`. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** `2026-11-24` and `14:00`, for inputs. */
export function localParts(timeMs: number): { readonly day: string; readonly time: string } {
  const date = new Date(timeMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  }
}

/** Milliseconds since 1970-01-01 UTC; null where the inputs hold no moment. */
export function fromLocalParts(day: string, time: string): number | null {
  const timeMs = new Date(`${day}T${time}`).getTime()
  return Number.isFinite(timeMs) ? timeMs : null
}

/** Ten o'clock of the next weekday, as a first proposal. */
export function proposedStart(nowMs: number): number {
  const start = new Date(nowMs)
  start.setHours(10, 0, 0, 0)
  do start.setDate(start.getDate() + 1)
  while (start.getDay() === 0 || start.getDay() === 6)
  return start.getTime()
}
