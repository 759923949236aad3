/**
 * Where did everyone go: each member of a cohort on its way from stage to stage to where it is now. Everybody is somewhere:
 * what comes into a place goes out of it or stays in it, and what stays is named.
 */
import { STAGES } from '../agreement/agreement.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { cohortOf, type CohortQuery, ENTRY_STAGES, type EntryStage, type Member } from './cohort.ts'
import { counts, END, ENDS, type End, type Journeys, nameOf, NEVER, WAY_OF_CYCLE } from './journeys.ts'
import { DAY_MS } from './selection.ts'

/** Where somebody is who goes no further for now. */
export type Rest =
  /** Off the way: how, and why as sales or the agreement says it. */
  | {
      readonly kind: 'left'
      readonly end: Exclude<End, 'open' | 'won' | 'withdrawn'>
      readonly reason: string
    }
  /** With sales, in this stage. */
  | { readonly kind: 'open'; readonly stage: EntryStage }
  /** A tier holds, and the packet lacks something. */
  | { readonly kind: 'waiting' }
  /** Known to be no buyer before sales had it. */
  | { readonly kind: 'disqualified' }
  /** Did something within the last 90 days, or did not. */
  | { readonly kind: 'active' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'won' }

export interface FlowPlace extends Counted {
  readonly key: string
  /** A stage that was passed or is stood in; or where the way ends for now. */
  readonly place: { readonly kind: 'stage'; readonly stage: EntryStage } | Rest
}

export interface FlowLink extends Counted {
  /** Keys of places. */
  readonly from: string
  readonly to: string
}

export interface Flow {
  readonly unit: 'lead' | 'cycle'
  readonly entered: Counted
  readonly places: readonly FlowPlace[]
  readonly links: readonly FlowLink[]
}

export const QUIET_DAYS = 90

export function flow(journeys: Journeys, query: CohortQuery, cells = new Cells()): Flow {
  const { unit, members } = cohortOf(journeys, { ...query, by: null })
  const entered = cells.of('flow', 'entered')
  const places = new Map<string, Place>()
  const comeTo = (place: FlowPlace['place'], lead: number): Place => {
    const key = keyOf(place)
    let known = places.get(key)
    if (!known) places.set(key, (known = { key, place, cell: cells.of('flow', 'at', key), links: new Map() }))
    known.cell.add(lead)
    return known
  }
  for (const member of members) {
    const { lead } = member
    entered.add(lead)
    let from = comeTo(stageOf(query.entry), lead)
    for (const place of placesAfter(journeys, member, query.entry)) {
      const to = comeTo(place, lead)
      let link = from.links.get(to)
      if (!link) from.links.set(to, (link = cells.of('flow', 'from', from.key, 'to', to.key)))
      link.add(lead)
      from = to
    }
  }
  const all = [...places.values()]
  return {
    unit,
    entered: entered.counted(),
    places: all.map(({ key, place, cell }) => ({ key, place, ...cell.counted() })),
    links: all.flatMap((from) =>
      [...from.links].map(([to, cell]) => ({ from: from.key, to: to.key, ...cell.counted() })),
    ),
  }
}

interface Place {
  readonly key: string
  readonly place: FlowPlace['place']
  readonly cell: Cell
  /** By place that they lead to. */
  readonly links: Map<Place, Cell>
}

/** The stages that a member really was in after its entry, and where it is now; it ends in exactly one rest. */
function placesAfter(journeys: Journeys, member: Member, entry: EntryStage): readonly FlowPlace['place'][] {
  const cycle = cycleNow(journeys, member, entry)
  const way = entry === 'visitor' && journeys.leads.contactAt[member.lead] !== NEVER ? [stageOf('lead')] : []
  if (cycle < 0) return [...way, beforeSales(journeys, member.lead)]
  const { cycles } = journeys
  const times = [cycles.promotedAt, cycles.acceptedAt, cycles.sqlAt, cycles.opportunityAt, cycles.wonAt]
  const from = WAY_OF_CYCLE.indexOf(entry as (typeof WAY_OF_CYCLE)[number])
  const stages = WAY_OF_CYCLE.filter((_, step) => step > from && times[step]![cycle] !== NEVER)
  return [...way, ...stages.map(stageOf), restOf(journeys, cycle, stages.at(-1) ?? entry)]
}

const STAGE_PLACES = Object.fromEntries(
  ENTRY_STAGES.map((stage) => [stage, { kind: 'stage', stage } as const]),
) as Readonly<Record<EntryStage, FlowPlace['place']>>

function stageOf(stage: EntryStage): FlowPlace['place'] {
  return STAGE_PLACES[stage]
}

/** Of people the pass that was won, else the latest; of passes the pass itself. */
function cycleNow(journeys: Journeys, { lead, cycle }: Member, entry: EntryStage): number {
  if (entry !== 'visitor' && entry !== 'lead') return cycle
  const { cycles } = journeys
  let last = -1
  for (let one = cycles.offsets[lead]!; one < cycles.offsets[lead + 1]!; one++) {
    if (!counts(journeys, one)) continue
    if (cycles.wonAt[one] !== NEVER) return one
    last = one
  }
  return last
}

function beforeSales({ leads, asOf }: Journeys, lead: number): Rest {
  if (STAGES[leads.stage[lead]!] === 'disqualified') return { kind: 'disqualified' }
  if (leads.waiting[lead] === 1) return { kind: 'waiting' }
  return { kind: leads.activeAt[lead]! >= asOf - QUIET_DAYS * DAY_MS ? 'active' : 'quiet' }
}

function restOf({ cycles }: Journeys, cycle: number, stage: EntryStage): Rest {
  if (cycles.wonAt[cycle] !== NEVER) return { kind: 'won' }
  const end = ENDS[cycles.end[cycle]!]!
  if (end === 'open' || end === 'won' || end === 'withdrawn') return { kind: 'open', stage }
  return { kind: 'left', end, reason: reasonOf(cycles, cycle) }
}

/** Why a cycle ended, by the name that says most: why the deal was lost, else the reason given. */
export function reasonOf(cycles: Journeys['cycles'], cycle: number): string {
  if (cycles.end[cycle] === END.lost) return nameOf(cycles.loss, cycle)
  return nameOf(cycles.reason, cycle)
}

function keyOf(place: FlowPlace['place']): string {
  switch (place.kind) {
    case 'stage':
      return place.stage
    case 'left':
      return `left ${place.end} ${place.reason}`
    case 'open':
      return `open ${place.stage}`
    default:
      return place.kind
  }
}
