/** Random journeys: ledgers of every kind, merged leads, machines, versions, people who wait; and where they came from. */
import fc from 'fast-check'
import { standardCatalogue } from '../../catalogue/standard-catalogue.ts'
import type { Stage } from '../../agreement/agreement.ts'
import { FrameBuilder } from '../../replay/index.ts'
import { DAY, START } from '../../testing/given.ts'
import { JourneyBuilder, type JourneyLead, type TouchRow } from '../build-journeys.ts'
import type { Journeys } from '../journeys.ts'
import type { LedgerRow } from '../ledger-cycles.ts'

/** How a random pass goes on from its begin. */
const COURSES = ['open', 'accepted', 'sql', 'opportunity', 'won'] as const
const ENDINGS = ['none', 'rejected', 'overdue', 'disqualified', 'withdrawn', 'reopened'] as const

const pass = fc.record({
  bySales: fc.constantFrom(false, false, false, true),
  course: fc.constantFrom(...COURSES),
  ending: fc.constantFrom(...ENDINGS),
  /** Days from one thing to the next. */
  gaps: fc.array(fc.constantFrom(0, 0.5, 1, 3, 10, 40), { minLength: 7, maxLength: 7 }),
  tier: fc.constantFrom('hot', 'cool'),
  version: fc.constantFrom(1, 2),
  reason: fc.constantFrom('bad-timing', 'no-budget'),
  contested: fc.constantFrom(null, 'fit.industry'),
  owner: fc.constantFrom(null, 'ben', 'cleo'),
  addedBy: fc.constantFrom<LedgerRow['addedBy'][]>('fold', 'fold', 'signing'),
})

const person = fc.record({
  begins: fc.integer({ min: 0, max: 60 }),
  isLead: fc.constantFrom(true, true, true, false),
  passes: fc.array(pass, { maxLength: 3 }),
  isMerged: fc.constantFrom(false, false, false, true),
  waiting: fc.boolean(),
  machine: fc.boolean(),
  source: fc.constantFrom('search', 'social', null),
  touches: fc.array(fc.record({ day: fc.integer({ min: 0, max: 120 }), source: fc.constantFrom('search', 'mail', null) }), { maxLength: 4 }), // prettier-ignore
})

export interface RandomJourneysOptions {
  readonly maxLeads?: number
}

/** Days from START on which everything has happened. */
export const RANDOM_DAYS = 400

export function randomJourneys({ maxLeads = 12 }: RandomJourneysOptions = {}): fc.Arbitrary<Journeys> {
  return fc.array(person, { maxLength: maxLeads }).map((people) => {
    const builder = new FrameBuilder(standardCatalogue)
    const leads: JourneyLead[] = []
    const ledgers: (readonly LedgerRow[])[] = []
    const touches: TouchRow[] = []
    for (const [index, one] of people.entries()) {
      const id = `lead-${String(index).padStart(4, '0')}`
      const joinedTo = one.isMerged && index > 0 ? leads[(index * 7) % index]!.id : null
      const ledger = ledgerOf(one)
      ledgers.push(ledger)
      const last = ledger.findLast(({ kind }) => kind === 'stage')
      const stage = last?.to ?? (one.isLead ? 'lead' : 'visitor')
      leads.push({
        id,
        joinedTo,
        stage,
        waiting: one.waiting && (stage === 'lead' || stage === 'recycled'),
        handoff: null,
        machine: one.machine,
      })
      const at = START + one.begins * DAY
      if (joinedTo === null) {
        builder.addLead(id, null)
        builder.addEvent({ ...EVENT, lead: id, seq: 2 * index + 1, occurredAt: at, name: 'Page Viewed' })
        const facts: Record<string, string> = one.source === null ? {} : { source: one.source }
        builder.addEvent({ ...EVENT, lead: id, seq: 2 * index + 2, occurredAt: at, name: 'Lead Identified', leadFacts: facts }) // prettier-ignore
      }
      for (const touch of one.touches)
        touches.push({
          lead: id,
          at: START + touch.day * DAY,
          source: touch.source,
          medium: null,
          campaign: null,
        })
    }
    const asOf = START + RANDOM_DAYS * DAY
    const journeys = new JourneyBuilder(leads)
    for (const [index, ledger] of ledgers.entries())
      for (const row of ledger) journeys.addDecision(leads[index]!.id, row)
    return journeys.build({
      asOf,
      catalogue: standardCatalogue,
      frame: builder.build({ until: asOf }),
      touches,
    })
  })
}

const EVENT = { trust: 'server', identified: true, properties: null } as const

type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never
type Pass = typeof pass extends fc.Arbitrary<infer Value> ? Value : never

function ledgerOf({ begins, isLead, passes }: Person): readonly LedgerRow[] {
  const rows: LedgerRow[] = []
  if (!isLead) return rows
  let at = START + begins * DAY
  let stage: Stage = 'visitor'
  const add = (to: Stage, more: Partial<LedgerRow>) => {
    rows.push({ ...ROW, at, decidedAt: at, from: stage, to, ...more })
    stage = to
  }
  add('lead', {})
  for (const [index, one] of passes.entries()) {
    const told = { cycle: index + 1, tier: one.tier, version: one.version, addedBy: one.addedBy }
    const days = [...one.gaps]
    const wait = () => (at += (days.shift() ?? 0) * DAY)
    wait()
    add(one.bySales ? 'sal' : 'mql', told)
    if (one.owner !== null)
      rows.push({ ...ROW, ...told, kind: 'assigned', at, decidedAt: at, from: stage, to: stage, handoff: handoffOf(one, at) }) // prettier-ignore
    for (const to of WAY.slice(0, COURSES.indexOf(one.course))) {
      wait()
      if (to !== stage) add(to, told)
    }
    wait()
    if (!endPass(one, stage, add, told)) return rows
    wait()
  }
  return rows
}

const WAY: readonly Stage[] = ['sal', 'sql', 'opportunity', 'customer']

/** False: the pass goes on, so no other begins. */
function endPass(
  { ending, reason, contested }: Pass,
  stage: Stage,
  add: (to: Stage, more: Partial<LedgerRow>) => void,
  told: Partial<LedgerRow>,
): boolean {
  if (stage === 'customer' && ending !== 'withdrawn') return false
  switch (ending) {
    case 'none':
      return false
    case 'rejected':
      add('recycled', { ...told, clause: `recycle.${reason}`, contested })
      return true
    case 'reopened':
      add('recycled', { ...told, clause: `recycle.${reason}` })
      add('opportunity', told)
      return false
    case 'overdue':
      add('recycled', { ...told, clause: 'recycle.overdue', timer: 'decide' })
      return true
    case 'disqualified':
      add('disqualified', { ...told, clause: 'disqualify.competitor' })
      add('lead', told)
      return true
    case 'withdrawn':
      add('lead', { ...told, addedBy: 'refold', supersedes: true })
      return true
    default:
      return ending satisfies never
  }
}

const ROW: LedgerRow = {
  kind: 'stage',
  at: 0,
  decidedAt: 0,
  addedBy: 'fold',
  supersedes: false,
  from: 'visitor',
  to: 'lead',
  cycle: 0,
  tier: null,
  version: 1,
  grade: 'B',
  score: 60,
  clause: null,
  timer: null,
  contested: null,
  handoff: null,
}

function handoffOf({ owner, gaps }: Pass, at: number): LedgerRow['handoff'] {
  return {
    openedAt: at,
    cause: 'e',
    clock: 'hot',
    team: 'emea',
    owner,
    hours: null,
    hadBy: [],
    startedAt: at,
    routesTried: 1,
    firstTouchDue: at + DAY,
    decideDue: at + 3 * DAY,
    touchedAt: gaps[0]! > 1 ? at + DAY / 4 : null,
    decidedAt: null,
    overdue: [],
    attempts: gaps.length % 4,
    channels: ['call'],
  }
}
