/** Journeys out of ledgers that a test tells row by row, in days from START. */
import { standardCatalogue } from '../../catalogue/standard-catalogue.ts'
import type { HandoffState } from '../../fold/lead-state.ts'
import { FrameBuilder } from '../../replay/index.ts'
import { DAY, START } from '../../testing/given.ts'
import { JourneyBuilder, type JourneyLead } from '../build-journeys.ts'
import type { Journeys } from '../journeys.ts'
import type { LedgerRow } from '../ledger-cycles.ts'

export interface ToldRow extends Partial<Omit<LedgerRow, 'at' | 'decidedAt' | 'handoff'>> {
  readonly day: number
  /** The day on which it was concluded; that of the row unless told. */
  readonly decided?: number
  readonly handoff?: Partial<HandoffState>
}

export interface ToldLedger extends Partial<Omit<JourneyLead, 'handoff'>> {
  readonly rows: readonly ToldRow[]
  readonly active?: number
}

export function toldLedger(told: readonly ToldLedger[], asOf: number): Journeys {
  const frame = new FrameBuilder(standardCatalogue)
  const leads = told.map(({ rows, ...lead }, index): JourneyLead => ({
    id: `lead-${index}`,
    joinedTo: null,
    stage: rows.findLast(({ kind = 'stage' }) => kind === 'stage')?.to ?? 'lead',
    waiting: false,
    machine: false,
    handoff: null,
    ...lead,
  }))
  const builder = new JourneyBuilder(leads)
  for (const [index, { rows, active }] of told.entries()) {
    const { id, joinedTo } = leads[index]!
    for (const row of rows) builder.addDecision(id, ledgerRow(row))
    if (joinedTo !== null || active === undefined) continue
    frame.addEvent({
      lead: id,
      seq: index + 1,
      occurredAt: START + active * DAY,
      name: 'Page Viewed',
      trust: 'server',
      identified: true,
      properties: null,
    })
  }
  const until = START + asOf * DAY
  return builder.build({
    asOf: until,
    catalogue: standardCatalogue,
    frame: frame.build({ until }),
    touches: [],
  })
}

function ledgerRow({ day, decided = day, handoff, ...row }: ToldRow): LedgerRow {
  return {
    kind: 'stage',
    at: START + day * DAY,
    decidedAt: START + decided * DAY,
    addedBy: 'fold',
    supersedes: false,
    from: 'lead',
    to: 'mql',
    cycle: 1,
    tier: 'hot',
    version: 1,
    grade: 'A',
    score: 70,
    clause: null,
    timer: null,
    contested: null,
    ...row,
    handoff: handoff ? handoffOf(handoff) : null,
  }
}

function handoffOf(told: Partial<HandoffState>): HandoffState {
  return {
    openedAt: 0,
    cause: 'e',
    clock: 'hot',
    team: 'emea',
    owner: null,
    hours: null,
    hadBy: [],
    startedAt: 0,
    routesTried: 1,
    firstTouchDue: null,
    decideDue: null,
    touchedAt: null,
    decidedAt: null,
    overdue: [],
    attempts: 0,
    channels: [],
    ...told,
  }
}

/** A moment that many days from START. */
export function day(days: number): number {
  return START + days * DAY
}
