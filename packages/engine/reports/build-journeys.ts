/** Puts journeys together: what the ledger decided, what the histories tell, where people came from. */
import { type Stage, STAGES } from '../agreement/agreement.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { HandoffState } from '../fold/lead-state.ts'
import type { Frame } from '../replay/index.ts'
import { Names } from './growing.ts'
import { type HistoryFacts, historyFacts } from './history-facts.ts'
import {
  type Coded,
  type CycleColumns,
  type Journeys,
  LEAD_DIMENSIONS,
  type LeadColumns,
  type Moments,
  NEVER,
  type Payments,
  type Touches,
} from './journeys.ts'
import { LedgerCycles, type LedgerRow } from './ledger-cycles.ts'

export interface JourneyLead {
  readonly id: string
  /** Whose history this one's is part of; null: its own. */
  readonly joinedTo: string | null
  readonly stage: Stage
  readonly waiting: boolean
  /** The handoff that is open now. */
  readonly handoff: HandoffState | null
  /** A machine had a part in its history. */
  readonly machine: boolean
  /** In the order of the ledger. */
  readonly ledger: Iterable<LedgerRow>
}

export interface TouchRow {
  readonly lead: string
  readonly at: number
  readonly source: string | null
  readonly medium: string | null
  readonly campaign: string | null
}

export interface JourneySources {
  readonly asOf: number
  readonly catalogue: Catalogue
  /** In order of their ids. */
  readonly leads: Iterable<JourneyLead>
  /** The histories of those who stand for themselves, in the same order. */
  readonly frame: Frame
  /** In any order. */
  readonly touches: Iterable<TouchRow>
}

export function buildJourneys({ asOf, catalogue, leads, frame, touches }: JourneySources): Journeys {
  const facts = historyFacts(frame, catalogue)
  const ledger = new LedgerCycles()
  const rows: LeadRows = { id: [], joinedTo: [], stage: [], waiting: [], contactAt: [], advocateAt: [] }
  for (const lead of leads) addLead(rows, ledger, lead)
  const positions = new Map(rows.id.map((id, position) => [id, position]))
  const inFrame = positionsInFrame(rows.id, frame.leads)
  const columns = leadColumns(rows, positions, inFrame, facts)
  const cycles = withDeals(ledger.done(), facts, frame, positions)
  return {
    asOf,
    leads: { ...columns, activeMonths: activeMonths(columns.contactAt, frame, facts, inFrame) },
    cycles,
    touches: touchesOf(touches, positions, columns.root),
    acts: spread(facts.acts, inFrame),
    contents: spread(facts.contents, inFrame),
    renewals: spread(facts.renewals, inFrame),
  }
}

interface LeadRows {
  readonly id: string[]
  readonly joinedTo: (string | null)[]
  readonly stage: number[]
  readonly waiting: number[]
  readonly contactAt: number[]
  readonly advocateAt: number[]
}

function addLead(rows: LeadRows, ledger: LedgerCycles, lead: JourneyLead): void {
  ledger.beginLead()
  for (const row of lead.ledger) ledger.add(row)
  if (lead.handoff) ledger.addOpenHandoff(lead.handoff)
  if (lead.machine) ledger.addMachine()
  const { contactAt, advocateAt } = ledger.leadSoFar()
  rows.id.push(lead.id)
  rows.joinedTo.push(lead.joinedTo)
  rows.stage.push(STAGES.indexOf(lead.stage))
  rows.waiting.push(Number(lead.waiting))
  rows.contactAt.push(contactAt)
  rows.advocateAt.push(advocateAt)
}

/** By lead: its position in the frame; -1 where it has no history of its own. Both are in order of ids. */
function positionsInFrame(ids: readonly string[], frameIds: readonly string[]): Int32Array {
  const byId = new Map(frameIds.map((id, position) => [id, position]))
  return Int32Array.from(ids, (id) => byId.get(id) ?? -1)
}

function leadColumns(
  rows: LeadRows,
  positions: ReadonlyMap<string, number>,
  inFrame: Int32Array,
  facts: HistoryFacts,
): Omit<LeadColumns, 'activeMonths'> {
  const of = (column: Float64Array, empty: number) =>
    Float64Array.from(inFrame, (position) => (position < 0 ? empty : column[position]!))
  const dimensions = Object.fromEntries(
    LEAD_DIMENSIONS.map((name): [string, Coded] => {
      const { codes, names } = facts.dimensions[name]
      return [
        name,
        { names, codes: Uint32Array.from(inFrame, (position) => (position < 0 ? 0 : codes[position]!)) },
      ]
    }),
  ) as unknown as LeadColumns['dimensions']
  return {
    id: rows.id,
    seenAt: of(facts.seenAt, NEVER),
    activeAt: of(facts.activeAt, -NEVER),
    contactAt: Float64Array.from(rows.contactAt),
    advocateAt: Float64Array.from(rows.advocateAt),
    root: rootsOf(rows.joinedTo, positions),
    stage: Uint8Array.from(rows.stage),
    waiting: Uint8Array.from(rows.waiting),
    dimensions,
  }
}

function rootsOf(joinedTo: readonly (string | null)[], positions: ReadonlyMap<string, number>): Uint32Array {
  const parent = Int32Array.from(joinedTo, (id) => (id === null ? -1 : (positions.get(id) ?? -1)))
  return Uint32Array.from(parent, (_, lead) => {
    let root = lead
    // A chain longer than there are leads would be a circle, which the database does not have.
    for (let step = 0; parent[root]! >= 0 && step < parent.length; step++) root = parent[root]!
    return root
  })
}

/** Gives each deal what was said of it: the latest amount, why it was lost. */
function withDeals(
  cycles: ReturnType<LedgerCycles['done']>,
  { deals }: HistoryFacts,
  frame: Frame,
  positions: ReadonlyMap<string, number>,
): CycleColumns {
  const count = cycles.lead.length
  const amount = new Float64Array(count).fill(Number.NaN)
  const currency = new Uint16Array(count)
  const loss = new Uint16Array(count)
  const [currencies, losses] = [new Names(), new Names()]
  for (const deal of deals) {
    const lead = positions.get(frame.leads[deal.lead]!)
    const cycle = lead === undefined ? -1 : cycleAt(cycles, lead, deal.at)
    if (cycle < 0) continue
    if (deal.amount !== null) amount[cycle] = deal.amount
    if (deal.currency !== null) currency[cycle] = currencies.code(deal.currency)
    if (deal.event === 'Opportunity Lost' && deal.reason !== null) loss[cycle] = losses.code(deal.reason)
  }
  return {
    ...cycles,
    amount,
    currency: { codes: currency, names: currencies.names },
    loss: { codes: loss, names: losses.names },
  }
}

/** The lead's last cycle that had begun by then. */
function cycleAt(cycles: ReturnType<LedgerCycles['done']>, lead: number, at: number): number {
  for (let cycle = cycles.offsets[lead + 1]! - 1; cycle >= cycles.offsets[lead]!; cycle--) {
    const began = Math.min(
      cycles.promotedAt[cycle]!,
      cycles.acceptedAt[cycle]!,
      cycles.sqlAt[cycle]!,
      cycles.opportunityAt[cycle]!,
      cycles.wonAt[cycle]!,
    )
    if (began <= at) return cycle
  }
  return -1
}

const MONTH_MS = 30 * 86_400_000
const MONTHS = 32

/** Bit m of each lead: something of its own doing within the m-th 30 days after it could be contacted. */
function activeMonths(
  contactAt: Float64Array,
  frame: Frame,
  facts: HistoryFacts,
  inFrame: Int32Array,
): Uint32Array {
  const isAct = actShapes(frame, facts)
  return Uint32Array.from(inFrame, (position, lead) => {
    const from = contactAt[lead]!
    if (position < 0 || from === NEVER) return 0
    let months = 0
    for (let event = frame.offsets[position]!; event < frame.offsets[position + 1]!; event++) {
      if (isAct[frame.shape[event]!] === 0) continue
      const at = frame.day[event]! * 86_400_000 + frame.ms[event]!
      const month = Math.floor((at - from) / MONTH_MS)
      if (month >= 0 && month < MONTHS) months |= 1 << month
    }
    return months >>> 0
  })
}

function actShapes({ shapes }: Frame, { acts }: HistoryFacts): Uint8Array {
  const names = new Set(acts.what.names)
  return Uint8Array.from(shapes, ({ name, colleague }) => Number(!colleague && names.has(name)))
}

/** Runs by position in the frame, as runs by lead: the order is the same, leads without a history have empty runs. */
function spread<Rows extends Moments | Payments>(rows: Rows, inFrame: Int32Array): Rows {
  const offsets = new Uint32Array(inFrame.length + 1)
  let last = 0
  for (const [lead, position] of inFrame.entries()) {
    offsets[lead] = position < 0 ? last : rows.offsets[position]!
    if (position >= 0) last = rows.offsets[position + 1]!
  }
  offsets[inFrame.length] = rows.at.length
  return { ...rows, offsets }
}

function touchesOf(
  rows: Iterable<TouchRow>,
  positions: ReadonlyMap<string, number>,
  root: Uint32Array,
): Touches {
  const told: { lead: number; at: number; row: TouchRow }[] = []
  for (const row of rows) {
    const lead = positions.get(row.lead)
    if (lead !== undefined) told.push({ lead: root[lead]!, at: row.at, row })
  }
  told.sort((a, b) => a.lead - b.lead || a.at - b.at)
  const [sources, mediums, campaigns] = [new Names(), new Names(), new Names()]
  const offsets = new Uint32Array(root.length + 1)
  for (const { lead } of told) offsets[lead + 1]! += 1
  for (let lead = 0; lead < root.length; lead++) offsets[lead + 1]! += offsets[lead]!
  return {
    offsets,
    at: Float64Array.from(told, ({ at }) => at),
    source: { codes: Uint32Array.from(told, ({ row }) => sources.code(row.source)), names: sources.names },
    medium: { codes: Uint32Array.from(told, ({ row }) => mediums.code(row.medium)), names: mediums.names },
    campaign: {
      codes: Uint32Array.from(told, ({ row }) => campaigns.code(row.campaign)),
      names: campaigns.names,
    },
  }
}
