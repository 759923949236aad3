/** The simulator's history as a frame, made once per seed and version of the code that makes it. */
import { standardCatalogue } from '@baton/engine'
import { type Frame, FrameBuilder } from '@baton/engine/replay'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFrame, writeFrame } from '@baton/server'
import { livesWithEvents, type SimulatedEvent } from '@baton/simulator'

export const SEED = 20261122
/** End of the story. */
export const UNTIL = Date.UTC(2026, 10, 1)
const MONTHS = 18
/** A person in the simulator, of whom one in four stays a visitor, has about so many events. */
const EVENTS_PER_LEAD = 36.9

const root = join(import.meta.dirname, '..')
/** What decides how a history comes out. */
const MAKERS = [
  'packages/simulator/*.ts',
  'packages/engine/event.ts',
  'packages/engine/catalogue/*.ts',
  'packages/engine/fold/{facts,matches}.ts',
  'packages/engine/replay/{frame*,*-dictionary,event-columns,fold-order}.ts',
  'packages/server/replay/frame-{batch,file}.ts',
]

export interface History {
  readonly frame: Frame
  readonly path: string
  /** Events as they were told; colleagues who learn a fact about their company add rows to the frame. */
  readonly told: number
}

/** An event, whose it is, and which company that person belongs to. */
export interface ToldEvent {
  readonly lead: string
  readonly company: string | null
  readonly event: SimulatedEvent
}

/** The first `count` events, one person after the other. */
export function* toldEvents(count: number): Generator<ToldEvent> {
  const leads = Math.ceil((count / EVENTS_PER_LEAD) * 1.05) + 100
  let left = count
  for (const { truth, events } of livesWithEvents({ seed: SEED, until: UNTIL, months: MONTHS, leads })) {
    const company = events.find((event) => event.company)?.company?.id ?? null
    for (const event of events) {
      yield { lead: `person-${truth.index}`, company, event }
      if (--left === 0) return
    }
  }
  throw new Error(`the simulator told ${left} events too few`)
}

export async function historyOf(events: number): Promise<History> {
  const code = createHash('sha256')
  for (const file of MAKERS.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted())
    if (!file.endsWith('.test.ts')) code.update(readFileSync(join(root, file)))
  code.update(readFileSync(import.meta.filename))
  const folder = join(tmpdir(), 'baton-bench')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `history-${SEED}-${events}-${code.digest('hex').slice(0, 12)}.arrow`)
  const kept = await openFrame(path).catch(() => null)
  if (kept) return { frame: kept, path, told: events }
  const frame = frameOf(events, new FrameBuilder(standardCatalogue))
  // Those that other code made.
  for (const other of globSync(`history-${SEED}-${events}-*.arrow`, { cwd: folder }))
    rmSync(join(folder, other))
  await writeFrame(path, frame)
  return { frame, path, told: events }
}

/** A frame of the first `count` events. */
export function frameOf(count: number, builder: FrameBuilder): Frame {
  let seq = 0
  let added = ''
  for (const { lead, company, event } of toldEvents(count)) {
    if (lead !== added) builder.addLead((added = lead), company)
    builder.addEvent({
      lead,
      seq: ++seq,
      occurredAt: event.occurredAt,
      name: event.name,
      trust: event.trust,
      identified: event.identified,
      properties: event.properties,
      leadFacts: event.lead,
      companyFacts: event.company?.fields,
      company: event.company?.id,
    })
  }
  return builder.build({ until: UNTIL, shared: true })
}
