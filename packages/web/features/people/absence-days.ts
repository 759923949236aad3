/** Absences are kept as moments and given as days: from the morning of the first to the end of the last. */
import type { Absence } from '@baton/protocol'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

function dayStart(day: string, plusDays = 0): Date | null {
  const parts = DAY.exec(day)
  if (parts === null) return null
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + plusDays)
}

/** What is sent for two days of one's own calendar; null while they make no sense. */
export function absenceOf(
  firstDay: string,
  lastDay: string,
  note: string,
): { readonly from: string; readonly until: string; readonly note: string } | null {
  const from = dayStart(firstDay)
  const until = dayStart(lastDay, 1)
  if (from === null || until === null || until <= from) return null
  return { from: from.toISOString(), until: until.toISOString(), note: note.trim() }
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `24 Dec 2026 to 2 Jan 2027`; one day is said once. */
export function sayAbsence(absence: Pick<Absence, 'from' | 'until'>): string {
  const first = day.format(new Date(absence.from))
  const last = day.format(new Date(Date.parse(absence.until) - 1))
  return first === last ? first : `${first} to ${last}`
}
