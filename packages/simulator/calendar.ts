/**
 * When things happen: growth, season, week and working hours. Times are milliseconds UTC, days are UTC day numbers.
 * Zones are whole-hour offsets without daylight saving, which keeps the company the same on every machine.
 */
import type { Random } from './random.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Hours east of UTC of Berlin, where Northbeam's sales team sits. */
export const SALES_OFFSET = 1

export interface Span {
  readonly fromDay: number
  /** First day after the span. */
  readonly untilDay: number
}

/** 0 is Monday. Day 0 of the epoch was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Day within a year of 365.2425 days, 0 at the turn of the year. */
export function yearDayOf(day: number): number {
  return Math.floor(day - Math.floor(day / 365.2425) * 365.2425)
}

const WEEK = [1.15, 1.25, 1.2, 1.1, 0.85, 0.22, 0.28]

/** How many arrivals a day sees, relative to others: growth over the span, season, week, and one campaign burst. */
export function arrivalWeight(day: number, span: Span): number {
  const through = (day - span.fromDay) / (span.untilDay - span.fromDay)
  const growth = 1 + 0.9 * through
  return growth * season(yearDayOf(day)) * WEEK[weekdayOf(day)]! * (isCampaignBurst(day, span) ? 1.8 : 1)
}

/** Summer dip in July and August, quiet weeks around the turn of the year, a busy autumn. */
function season(yearDay: number): number {
  if (yearDay >= 190 && yearDay < 237) return 0.68
  if (yearDay < 5 || yearDay >= 354) return 0.42
  if (yearDay >= 250 && yearDay < 330) return 1.18
  return 1
}

/** Three weeks of an advertising campaign, 58 % into the span. */
export function isCampaignBurst(day: number, span: Span): boolean {
  const start = span.fromDay + Math.floor((span.untilDay - span.fromDay) * 0.58)
  return day >= start && day < start + 21
}

/** Two trade shows a year, three days each: in March and in October. */
export function isTradeShow(day: number): boolean {
  const yearDay = yearDayOf(day)
  return (yearDay >= 75 && yearDay < 78) || (yearDay >= 285 && yearDay < 288)
}

/** The monthly webinar: every fourth Thursday, 14:00 UTC. */
export function isWebinarDay(day: number): boolean {
  return weekdayOf(day) === 3 && Math.floor((day + 3) / 7) % 4 === 0
}

/** Start of the first webinar at least an hour after the given time. */
export function nextWebinar(time: number): number {
  let day = Math.floor(time / DAY)
  while (!isWebinarDay(day) || day * DAY + 14 * HOUR < time + HOUR) day++
  return day * DAY + 14 * HOUR
}

/** A moment of the day at which somebody `offset` hours east of UTC browses; most do at work, some in the evening. */
export function browsingTime(random: Random, day: number, offset: number, atWork: number): number {
  const weekend = weekdayOf(day) > 4
  const local = !weekend && random.chance(atWork) ? officeHour(random) : random.between(17.5, 23)
  return wholeMs(day * DAY + (local - offset) * HOUR)
}

function officeHour(random: Random): number {
  return random.chance(0.55) ? random.between(8.5, 12.2) : random.between(13, 18)
}

/** First day on or after it that visitors like: weekends are mostly moved to the days after. */
export function browsingDay(random: Random, day: number, atWork: number): number {
  const weekday = weekdayOf(day)
  if (weekday <= 4 || !random.chance(atWork)) return day
  return day + (7 - weekday) + random.below(3)
}

/** Reps work 09:00 to 17:00 local time, Monday to Friday; what falls outside is done on the next working morning. */
export function workingTime(random: Random, time: number, offset: number): number {
  const local = time + offset * HOUR
  let day = Math.floor(local / DAY)
  let ofDay = local - day * DAY
  if (ofDay >= 17 * HOUR) {
    day++
    ofDay = 0
  }
  if (weekdayOf(day) > 4) {
    day += 7 - weekdayOf(day)
    ofDay = 0
  }
  const moment = ofDay < 9 * HOUR ? 9 * HOUR + random.between(2, 110) * MINUTE : ofDay
  return wholeMs(day * DAY + moment - offset * HOUR)
}

export function wholeMs(time: number): number {
  return Math.floor(time)
}
