/** Leads as they are shown to whoever must not know whom they are: facts that say nothing about the person, and what they did. */
import {
  type Catalogue,
  type CompiledAgreement,
  foldHistory,
  type LeadEvent,
  type Value,
} from '@baton/engine'
import type { BlindLead } from '@baton/protocol'

const DAY_MS = 86_400_000
/** Most lines of what a lead did. */
const DEEDS_MAX = 12
/** Not personal in law, but they name somebody all the same. */
const NAMING: ReadonlySet<string> = new Set(['name', 'domain', 'website'])

export function blindLead(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  asOf: number,
): Omit<BlindLead, 'position' | 'label'> {
  const seen = events.filter(({ occurredAt }) => occurredAt <= asOf)
  const { state } = foldHistory(compiled, seen, asOf)
  const { catalogue } = compiled
  return {
    lead: shown(state.lead, catalogue.lead),
    company: shown(state.company, catalogue.company),
    did: deeds(catalogue, seen, asOf),
  }
}

function shown(
  standings: Readonly<Record<string, readonly [value: Value | null, rank: number]>>,
  fields: Catalogue['lead'],
): Record<string, Value> {
  const facts: Record<string, Value> = {}
  for (const { name, personal } of fields) {
    const value = standings[name]?.[0]
    if (value !== null && value !== undefined && personal !== true && !NAMING.has(name)) facts[name] = value
  }
  return facts
}

/** The lead's own acts: what sales and we did would tell what was thought of it. */
function deeds(catalogue: Catalogue, seen: readonly LeadEvent[], asOf: number): BlindLead['did'] {
  const known = new Map(catalogue.events.map((event) => [event.name, event]))
  const lines = new Map<string, { event: string; what: string | null; times: number; last: number }>()
  for (const { name, properties, occurredAt, colleague } of seen) {
    const event = known.get(name)
    if (colleague || event?.side !== 'engagement') continue
    const field = event.fields.find(({ values, name: own }) => values && typeof properties[own] === 'string')
    const what = field ? String(properties[field.name]) : null
    const line = lines.get(`${name} ${what}`) ?? { event: name, what, times: 0, last: 0 }
    line.times += 1
    line.last = Math.max(line.last, occurredAt)
    lines.set(`${name} ${what}`, line)
  }
  return [...lines.values()]
    .toSorted((a, b) => b.last - a.last)
    .slice(0, DEEDS_MAX)
    .map(({ event, what, times, last }) => ({
      event,
      what,
      times,
      daysBefore: Math.floor((asOf - last) / DAY_MS),
    }))
}
