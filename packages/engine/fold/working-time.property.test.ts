/** The calendar against counting minutes by the wall clocks of ten zones, around both changes of the clock in 2026. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { WorkingHours } from '../agreement/agreement.ts'
import { workingCalendar, type ZoneOffset } from './working-time.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const SEED = 20261122

/** With a Sunday at which the clock changes; where it never does in 2026, with any. */
const ZONES: readonly (readonly [zone: string, ...changes: readonly [string, string]])[] = [
  ['Europe/Berlin', '2026-03-29', '2026-10-25'],
  ['Europe/London', '2026-03-29', '2026-10-25'],
  ['America/New_York', '2026-03-08', '2026-11-01'],
  ['America/St_Johns', '2026-03-08', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
  ['Africa/Casablanca', '2026-02-15', '2026-03-22'],
  ['Asia/Kolkata', '2026-03-29', '2026-10-25'],
  ['Asia/Tokyo', '2026-03-29', '2026-10-25'],
  ['Pacific/Apia', '2026-04-05', '2026-09-27'],
  ['America/Sao_Paulo', '2026-02-15', '2026-11-01'],
]

const DAYS_BEFORE = 7
const DAYS_AFTER = 11

interface Wall {
  readonly zone: string
  readonly start: number
  /** By UTC minute from `start` on: the date on the wall, its weekday from Monday, and the minute of the day. */
  readonly date: readonly string[]
  readonly weekday: readonly number[]
  readonly minute: readonly number[]
  readonly offsets: readonly ZoneOffset[]
}

function wallOf(zone: string, change: string): Wall {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const start = Date.parse(change) - DAYS_BEFORE * DAY
  const read = Array.from({ length: (DAYS_BEFORE + DAYS_AFTER) * 1440 }, (_, at) =>
    format.format(start + at * MINUTE).split(' '),
  )
  const date = read.map(([date]) => date!)
  const minute = read.map(([, time]) => Number(time!.slice(0, 2)) * 60 + Number(time!.slice(3)))
  const weekdayOf = new Map([...new Set(date)].map((day) => [day, (new Date(day).getUTCDay() + 6) % 7]))
  const weekday = date.map((day) => weekdayOf.get(day)!)
  return { zone, start, date, weekday, minute, offsets: offsetsOf({ date, minute, start }) }
}

const walls = ZONES.flatMap(([zone, ...changes]) => changes.map((change) => wallOf(zone, change)))

/** What the engine is given instead of a table of zones: where the wall clock leaps. */
function offsetsOf({ date, minute, start }: Pick<Wall, 'date' | 'minute' | 'start'>): readonly ZoneOffset[] {
  const offsets: ZoneOffset[] = []
  for (const [at, onWall] of minute.entries()) {
    const minutes = (Date.parse(`${date[at]}T00:00Z`) - start) / MINUTE + onWall - at
    if (offsets.at(-1)?.minutes !== minutes) offsets.push({ from: start + at * MINUTE, minutes })
  }
  return offsets
}

const hourOf = (min: number, max: number) => fc.integer({ min: min * 4, max: max * 4 }).map((n) => n * 15)

/** No working day begins or ends while clocks change: what that would mean nobody has agreed. */
const openDay = fc
  .tuple(fc.oneof(hourOf(4, 12), fc.constant(0)), hourOf(13, 24))
  .map(([from, to]) => ({ from, to }))
const week = fc
  .array(fc.option(openDay, { freq: 3 }), { minLength: 7, maxLength: 7 })
  .filter((days) => days.filter((day) => day !== null).length > 2)

const cases = fc.constantFrom(...walls).chain((wall) =>
  fc.record({
    wall: fc.constant(wall),
    week,
    holidays: fc.uniqueArray(
      fc.nat(17).map((day) => wall.date[day * 1440]!),
      { maxLength: 2 },
    ),
    at: fc.integer({ min: 4 * 1440, max: 9 * 1440 }),
  }),
)

function isWorking({ weekday, minute, date }: Wall, { week, holidays }: Given, at: number): boolean {
  const open = week[weekday[at]!]
  return !!open && !holidays.includes(date[at]!) && minute[at]! >= open.from && minute[at]! < open.to
}

/** Whether there is work on the day that begins with a minute. */
function opensOn(wall: Wall, given: Given, at: number): boolean {
  for (let minute = at; minute < at + 1380; minute++) if (isWorking(wall, given, minute)) return true
  return false
}

type Given = Pick<WorkingHours, 'week' | 'holidays'>

const calendarOf = (wall: Wall, { week, holidays }: Given) =>
  workingCalendar({ zone: wall.zone, week, holidays }, () => wall.offsets)
const timeOf = ({ start }: Wall, at: number) => start + at * MINUTE

/** Cases in which counting would leave the days that were read. */
let skipped = 0
function within(wall: Wall, at: number): boolean {
  if (at >= 0 && at < wall.minute.length) return true
  skipped++
  return false
}

test('[K2] minutes of work are those that pass on the wall, one by one', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 1200 }), ({ wall, at, ...given }, count) => {
      let end = at
      for (let left = count; left > 0 && within(wall, end); end++) if (isWorking(wall, given, end)) left--
      if (!within(wall, end)) return
      const due = calendarOf(wall, given).dueAfter(timeOf(wall, at), { count, unit: 'minutes' })
      assert.equal(due, timeOf(wall, end))
    }),
    { numRuns: 1000, seed: SEED },
  )
  assert.ok(skipped < 150, `${skipped} cases told nothing`)
})

test('[K2] so many working days later the wall shows the same time, or the day has closed', () => {
  skipped = 0
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 3 }), ({ wall, at, ...given }, count) => {
      let from = at
      while (within(wall, from) && !isWorking(wall, given, from)) from++
      // A time of the night may not be there on another day, or be there twice.
      if (!within(wall, from) || wall.minute[from]! < 4 * 60) return
      let day = from
      for (let left = count; left > 0 && within(wall, day);) {
        day++
        if (wall.date[day] !== wall.date[day - 1] && opensOn(wall, given, day)) left--
      }
      if (!within(wall, day + 1500)) return
      const { from: opens, to: closes } = given.week[wall.weekday[day]!]!
      const wanted = Math.min(Math.max(wall.minute[from]!, opens), closes)
      let end = day
      while (wall.date[end] === wall.date[day] && wall.minute[end] !== wanted) end++
      const due = calendarOf(wall, given).dueAfter(timeOf(wall, at), { count, unit: 'days' })
      assert.equal(due, timeOf(wall, end))
    }),
    { numRuns: 1000, seed: SEED },
  )
  assert.ok(skipped < 300, `${skipped} cases told nothing`)
})

test('[K15] it is open when the wall says so, and opens next at the first such minute', () => {
  fc.assert(
    fc.property(cases, fc.nat(59_999), ({ wall, at, ...given }, ms) => {
      const calendar = calendarOf(wall, given)
      assert.equal(calendar.isOpen(timeOf(wall, at) + ms), isWorking(wall, given, at))
      let open = at
      while (within(wall, open) && !isWorking(wall, given, open)) open++
      if (!within(wall, open)) return
      const next = open === at ? timeOf(wall, at) + ms : timeOf(wall, open)
      assert.equal(calendar.nextOpening(timeOf(wall, at) + ms), next)
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('[K15] so many working minutes before a moment is the latest from which they remain', () => {
  skipped = 0
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 600 }), ({ wall, at, ...given }, count) => {
      let from = at
      for (let left = count; left > 0 && within(wall, from - 1);) if (isWorking(wall, given, --from)) left--
      if (!within(wall, from - 1)) return
      const calendar = calendarOf(wall, given)
      const before = calendar.before(timeOf(wall, at), count)
      assert.equal(before, timeOf(wall, from))
      if (count > 0 && isWorking(wall, given, at - 1))
        assert.equal(calendar.dueAfter(before, { count, unit: 'minutes' }), timeOf(wall, at))
    }),
    { numRuns: 1000, seed: SEED },
  )
  assert.ok(skipped < 150, `${skipped} cases told nothing`)
})

test('[K15] without hours it is always open', () => {
  const always = workingCalendar(undefined, () => [])
  assert.deepEqual(
    [always.isOpen(7), always.nextOpening(7), always.before(10 * MINUTE, 4)],
    [true, 7, 6 * MINUTE],
  )
})
