/** Puts the rows of each lead in fold order. */
import type { EventColumns } from './event-columns.ts'

/** Runs of up to this many rows are sorted by insertion, longer ones merged from such runs. */
const INSERTION_ROWS = 16

/** Rows of every lead, one lead after the other, each in fold order; `offsets` says where a lead's begin. */
export function rowsInFoldOrder(events: EventColumns, offsets: Uint32Array): Uint32Array {
  const rows = rowsByLead(events, offsets)
  let spare = new Uint32Array(0)
  for (let lead = 0; lead + 1 < offsets.length; lead++) {
    const from = offsets[lead]!
    const to = offsets[lead + 1]!
    if (isInOrder(events, rows, from, to)) continue
    for (let start = from; start < to; start += INSERTION_ROWS)
      sortByInsertion(events, rows, start, Math.min(start + INSERTION_ROWS, to))
    if (spare.length < to - from) spare = new Uint32Array(2 * (to - from))
    for (let width = INSERTION_ROWS; width < to - from; width *= 2)
      for (let start = from; start + width < to; start += 2 * width)
        merge(events, rows, start, start + width, Math.min(start + 2 * width, to), spare)
  }
  return rows
}

/** A counting sort: rows of one lead stay in the order in which they came. */
function rowsByLead({ lead, length }: EventColumns, offsets: Uint32Array): Uint32Array {
  const next = offsets.slice()
  const rows = new Uint32Array(length)
  for (let row = 0; row < length; row++) rows[next[lead[row]!]!++] = row
  return rows
}

function isBefore({ day, ms, seq }: EventColumns, one: number, other: number): boolean {
  if (day[one] !== day[other]) return day[one]! < day[other]!
  return ms[one] === ms[other] ? seq[one]! < seq[other]! : ms[one]! < ms[other]!
}

function isInOrder(events: EventColumns, rows: Uint32Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (isBefore(events, rows[at]!, rows[at - 1]!)) return false
  return true
}

function sortByInsertion(events: EventColumns, rows: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const row = rows[at]!
    let hole = at
    for (; hole > from && isBefore(events, row, rows[hole - 1]!); hole--) rows[hole] = rows[hole - 1]!
    rows[hole] = row
  }
}

/** Merges two runs that stand side by side; the first is set aside. */
function merge(
  events: EventColumns,
  rows: Uint32Array,
  from: number,
  middle: number,
  to: number,
  spare: Uint32Array,
): void {
  if (!isBefore(events, rows[middle]!, rows[middle - 1]!)) return
  const first = middle - from
  for (let at = 0; at < first; at++) spare[at] = rows[from + at]!
  let left = 0
  let right = middle
  for (let at = from; left < first; at++) {
    const takesRight = right < to && isBefore(events, rows[right]!, spare[left]!)
    rows[at] = takesRight ? rows[right++]! : spare[left++]!
  }
}
