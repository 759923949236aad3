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
}

export interface TouchRow {
  readonly lead: string
  readonly at: number
  readonly source: string | null
  readonly medium: string | null
  readonly campaign: string | null
}

export interface JourneyHistory {
  readonly asOf: number
  readonly catalogue: Catalogue
  /** The histories of those who stand for themselves. */
  readonly frame: Frame
  /** In any order. */
  readonly touches: Iterable<TouchRow>
}

/** Takes leads in the order of their ids, then their decisions lead by lead, then what the events tell. */
export class JourneyBuilder {
  readonly #leads: readonly JourneyLead[]
  readonly #ledger = new LedgerCycles()
  readonly #contactAt: Float64Array
  readonly #advocateAt: Float64Array
  /** How many leads have begun. */
  #begun = 0

  /** @param leads in the order of their ids */
  constructor(leads: readonly JourneyLead[]) {
    this.#leads = leads
    this.#contactAt = new Float64Array(leads.length)
    this.#advocateAt = new Float64Array(leads.length)
  }

  /** The next decision: of the same lead as before, or of one after it. Of leads that were not named nothing is kept. */
  addDecision(lead: string, row: LedgerRow): void {
    while (this.#begun < this.#leads.length && (this.#begun === 0 || this.#at.id < lead)) this.#beginNext()
    if (this.#begun > 0 && this.#at.id === lead) this.#ledger.add(row)
  }

  build({ asOf, catalogue, frame, touches }: JourneyHistory): Journeys {
    while (this.#begun < this.#leads.length) this.#beginNext()
    if (this.#begun > 0) this.#end()
    const facts = historyFacts(frame, catalogue)
    const ids = this.#leads.map(({ id }) => id)
    const positions = new Map(ids.map((id, position) => [id, position]))
    const inFrame = positionsInFrame(ids, frame.leads)
    const columns = this.#columns(ids, positions, inFrame, facts)
    return {
      asOf,
      leads: { ...columns, activeMonths: activeMonths(columns.contactAt, frame, facts, inFrame) },
      cycles: withDeals(this.#ledger.done(), facts, frame, positions),
      touches: touchesOf(touches, positions, columns.root),
      acts: spread(facts.acts, inFrame),
      contents: spread(facts.contents, inFrame),
      reads: spread(facts.reads, inFrame),
      renewals: spread(facts.renewals, inFrame),
    }
  }

  get #at(): JourneyLead {
    return this.#leads[this.#begun - 1]!
  }

  #beginNext(): void {
    if (this.#begun > 0) this.#end()
    this.#ledger.beginLead()
    this.#begun += 1
  }

  /** The lead at hand has no further decisions. */
  #end(): void {
    const { handoff, machine } = this.#at
    if (handoff) this.#ledger.addOpenHandoff(handoff)
    if (machine) this.#ledger.addMachine()
    const { contactAt, advocateAt } = this.#ledger.leadSoFar()
    this.#contactAt[this.#begun - 1] = contactAt
    this.#advocateAt[this.#begun - 1] = advocateAt
  }

  #columns(
    ids: readonly string[],
    positions: ReadonlyMap<string, number>,
    inFrame: Int32Array,
    facts: HistoryFacts,
  ): Omit<LeadColumns, 'activeMonths'> {
    const of = (column: Float64Array, empty: number) =>
      Float64Array.from(inFrame, (position) => (position < 0 ? empty : column[position]!))
    return {
      id: ids,
      seenAt: of(facts.seenAt, NEVER),
      activeAt: of(facts.activeAt, -NEVER),
      contactAt: this.#contactAt,
      advocateAt: this.#advocateAt,
      root: rootsOf(this.#leads, positions),
      stage: Uint8Array.from(this.#leads, ({ stage }) => STAGES.indexOf(stage)),
      waiting: Uint8Array.from(this.#leads, ({ waiting }) => Number(waiting)),
      dimensions: dimensionsOf(facts, inFrame),
    }
  }
}

/** By lead: its position in the frame; -1 where it has no history of its own. Both are in order of ids. */
function positionsInFrame(ids: readonly string[], frameIds: readonly string[]): Int32Array {
  const byId = new Map(frameIds.map((id, position) => [id, position]))
  return Int32Array.from(ids, (id) => byId.get(id) ?? -1)
}

function dimensionsOf({ dimensions }: HistoryFacts, inFrame: Int32Array): LeadColumns['dimensions'] {
  return Object.fromEntries(
    LEAD_DIMENSIONS.map((name): [string, Coded] => {
      const { codes, names } = dimensions[name]
      return [name, { names, codes: Uint32Array.from(inFrame, (at) => (at < 0 ? 0 : codes[at]!)) }]
    }),
  ) as unknown as LeadColumns['dimensions']
}

function rootsOf(leads: readonly JourneyLead[], positions: ReadonlyMap<string, number>): Uint32Array {
  const parent = Int32Array.from(leads, ({ joinedTo }) =>
    joinedTo === null ? -1 : (positions.get(joinedTo) ?? -1),
  )
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
  const told: Told[] = []
  for (const row of rows) {
    const lead = positions.get(row.lead)
    if (lead !== undefined) told.push({ lead: root[lead]!, at: row.at, row })
  }
  told.sort((a, b) => a.lead - b.lead || a.at - b.at)
  const visits = told.filter((one, index) => !isSameVisit(told[index - 1], one))
  const [sources, mediums, campaigns] = [new Names(), new Names(), new Names()]
  const offsets = new Uint32Array(root.length + 1)
  for (const { lead } of visits) offsets[lead + 1]! += 1
  for (let lead = 0; lead < root.length; lead++) offsets[lead + 1]! += offsets[lead]!
  return {
    offsets,
    at: Float64Array.from(visits, ({ at }) => at),
    source: { codes: Uint32Array.from(visits, ({ row }) => sources.code(row.source)), names: sources.names },
    medium: { codes: Uint32Array.from(visits, ({ row }) => mediums.code(row.medium)), names: mediums.names },
    campaign: {
      codes: Uint32Array.from(visits, ({ row }) => campaigns.code(row.campaign)),
      names: campaigns.names,
    },
  }
}

interface Told {
  readonly lead: number
  readonly at: number
  readonly row: TouchRow
}

const VISIT_MS = 30 * 60_000

/** A page that was loaded again, or several events of one visit: people came once. */
function isSameVisit(before: Told | undefined, { lead, at, row }: Told): boolean {
  return (
    before !== undefined &&
    before.lead === lead &&
    at - before.at < VISIT_MS &&
    before.row.source === row.source &&
    before.row.medium === row.medium &&
    before.row.campaign === row.campaign
  )
}
