/** Periods in words, and those that people mean by a word. */
import { sayDate } from '@baton/words'
import { daysLater } from '@baton/zones/days'

export interface Days {
  /** ISO dates; the last day is part of it. */
  readonly from: string
  readonly to: string
}

export function sayDays({ from, to }: Days): string {
  const [first, last] = [from, to].map((day) => sayDate(Date.parse(`${day}T00:00:00Z`)))
  return from === to ? first! : `${first} to ${last}`
}

export interface PeriodPreset extends Days {
  readonly key: string
  readonly label: string
}

/** @param today ISO date; `since`: first day of what is known */
export function periodPresets(today: string, since: string): readonly PeriodPreset[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const first = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1)).toISOString().slice(0, 10)
  const quarter = month - ((month - 1) % 3)
  return [
    { key: '30', label: 'Last 30 days', from: daysLater(today, -29), to: today },
    { key: '90', label: 'Last 90 days', from: daysLater(today, -89), to: today },
    {
      key: 'month',
      label: 'This month',
      from: first(year, month),
      to: daysLater(first(year, month + 1), -1),
    },
    {
      key: 'last-month',
      label: 'Last month',
      from: first(year, month - 1),
      to: daysLater(first(year, month), -1),
    },
    {
      key: 'quarter',
      label: 'This quarter',
      from: first(year, quarter),
      to: daysLater(first(year, quarter + 3), -1),
    },
    {
      key: 'last-quarter',
      label: 'Last quarter',
      from: first(year, quarter - 3),
      to: daysLater(first(year, quarter), -1),
    },
    { key: 'year', label: 'This year', from: first(year, 1), to: daysLater(first(year + 1, 1), -1) },
    { key: '365', label: 'Last 12 months', from: daysLater(today, -364), to: today },
    { key: 'all', label: 'Since the beginning', from: since < today ? since : today, to: today },
  ]
}

/** The name of a part of a period: a day, a week by its Monday, a month. Times in ms, of begins of days in some zone. */
export function saySlice(from: number, to: number): string {
  const days = Math.round((to - from) / 86_400_000)
  // Half a day on, a moment is the same day in every zone's calendar.
  const date = sayDate(from + 43_200_000)
  return days <= 1 ? date : days <= 7 ? `Week of ${date}` : date.replace(/^\d+ /, '')
}
