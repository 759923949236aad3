/** What an import would do, without doing it: how many events of which name, what would be refused, three events to look at. */
import type { Rejection } from './cell-value.ts'
import type { FileInspection } from './inspect-file.ts'
import { mapRow, type MappedEvent } from './map-row.ts'
import type { Mapping } from './mapping.ts'
import { readRows } from './read-rows.ts'

export interface DryRun {
  readonly rows: number
  readonly events: Readonly<Record<string, number>>
  readonly leads: number
  readonly silent: number
  readonly rejected: number
  /** The first ones. */
  readonly rejections: readonly (Rejection & { readonly line: number })[]
  readonly sample: readonly MappedEvent[]
}

const SAMPLE = 3
const REJECTIONS_SHOWN = 20

/** `hear` is told what each row would tell. */
export async function dryRun(
  mapping: Mapping,
  file: FileInspection,
  now: number,
  hear: (events: readonly MappedEvent[]) => void = () => {},
): Promise<DryRun> {
  const events: Record<string, number> = {}
  const leads = new Set<string>()
  const rejections: (Rejection & { readonly line: number })[] = []
  const sample: MappedEvent[] = []
  const counts = { rows: 0, silent: 0, rejected: 0 }
  const show = (line: number, rejection: Rejection): void => {
    if (rejections.length < REJECTIONS_SHOWN) rejections.push({ ...rejection, line })
  }
  for await (const row of readRows(file, mapping.csv)) {
    counts.rows++
    const mapped =
      row.fault === null
        ? mapRow(mapping, row, now)
        : { rejections: [{ column: '', text: '', reason: row.fault }] }
    if ('rejections' in mapped) {
      counts.rejected++
      for (const rejection of mapped.rejections) show(row.line, rejection)
      continue
    }
    if (mapped.events.length === 0) counts.silent++
    else hear(mapped.events)
    for (const event of mapped.events) {
      events[event.name] = (events[event.name] ?? 0) + 1
      leads.add(nameOf(event.identity))
      if (sample.length < SAMPLE) sample.push(event)
    }
  }
  return { ...counts, events, leads: leads.size, rejections, sample }
}

function nameOf({ userId, externalId, email, anonymousId }: MappedEvent['identity']): string {
  return userId ?? externalId ?? email ?? anonymousId ?? ''
}
