/** One line that tells how far an import is, rewritten in place on a terminal; silent elsewhere. */
import type { ImportProgress } from '@baton/server/imports'

export interface ProgressLine {
  show(progress: ImportProgress): void
  clear(): void
}

const REWRITE_MS = 200

/** `lines` are those of the whole file. */
export function importProgress(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  lines: number,
  now: () => number = Date.now,
): ProgressLine {
  const started = now()
  let shownAt = 0
  if (!stream.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show({ rows }) {
      if (now() - shownAt < REWRITE_MS) return
      shownAt = now()
      stream.write(`\r\x1b[K${progressText(rows, lines, (now() - started) / 1000)}`)
    },
    clear() {
      if (shownAt > 0) stream.write('\r\x1b[K')
    },
  }
}

export function progressText(rows: number, lines: number, seconds: number): string {
  const rate = rows / Math.max(0.001, seconds)
  const share = Math.min(1, rows / Math.max(1, lines))
  const left = Math.max(0, lines - rows) / Math.max(1, rate)
  const count = (value: number): string => Math.round(value).toLocaleString('en-US')
  return `${count(rows)} rows, ${Math.floor(share * 100)} %, ${count(rate)} rows/s, ${duration(left)} left`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
