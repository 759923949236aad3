/** How the moments of a file are written, by those of its first rows. Between day and month it is not guessed. */
import { parseTime } from './parse-time.ts'

const DAYS = [
  'dd.MM.yyyy',
  'd.M.yyyy',
  'M/d/yyyy',
  'd/M/yyyy',
  'd-M-yyyy',
  'MMM d, yyyy',
  'd MMM yyyy',
  'd-MMM-yyyy',
]
const CLOCKS = ['HH:mm:ss', 'HH:mm', 'h:mm:ss a', 'h:mm a', 'H:mm']
const JOINS = [' ', ', ']

const PATTERNS: readonly string[] = [
  ...DAYS,
  ...DAYS.flatMap((day) => JOINS.flatMap((join) => CLOCKS.map((clock) => `${day}${join}${clock}`))),
  ...CLOCKS.slice(2, 4).map((clock) => `yyyy-MM-dd ${clock}`),
]

/** Most of the moments have to be written so; `auto` where none of the patterns is, or where two read them differently. */
export function guessTimeFormat(moments: readonly string[]): string {
  const given = moments.filter((text) => /\d/.test(text))
  const needed = Math.max(1, given.length * 0.6)
  if (fitting('auto', given).length >= needed) return 'auto'
  const ranked = PATTERNS.map((format) => ({ format, read: fitting(format, given) }))
    .filter(({ read }) => read.length >= needed)
    .toSorted((a, b) => b.read.length - a.read.length)
  const [best] = ranked
  if (!best) return 'auto'
  const isDoubtful = ranked.some(
    ({ read }) => read.length === best.read.length && read.some((ms, index) => ms !== best.read[index]),
  )
  return isDoubtful ? 'auto' : best.format
}

function fitting(format: string, moments: readonly string[]): readonly number[] {
  return moments.flatMap((text) => {
    const parsed = parseTime(text, { format, zone: 'UTC' })
    return 'ms' in parsed ? [parsed.ms] : []
  })
}
