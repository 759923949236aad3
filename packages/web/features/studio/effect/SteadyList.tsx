import { useState, type ReactNode } from 'react'

const ROW = 33
/** What is longer scrolls within. */
const ROWS_MAX = 8

/** A list that keeps the room it once took: what stands below does not move while somebody drags. */
export function SteadyList({
  label,
  count,
  children,
}: {
  readonly label: string
  readonly count: number
  readonly children: ReactNode
}) {
  const [rows, setRows] = useState(0)
  const wanted = Math.min(ROWS_MAX, count)
  if (wanted > rows) setRows(wanted)
  const most = Math.max(rows, wanted)
  if (most === 0) return null
  return (
    <ul
      aria-label={label}
      className="scroller divide-y divide-line overflow-y-auto border-y border-line"
      style={{ minHeight: most * ROW, maxHeight: 'min(34rem, 70vh)' }}
    >
      {children}
    </ul>
  )
}
