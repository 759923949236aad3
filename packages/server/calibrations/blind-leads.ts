/** Leads as they are shown to whoever must not know whom they are: facts that say nothing about the person, and what they did. */
import {
  type Catalogue,
  type CatalogueField,
  type CompiledAgreement,
  foldHistory,
  type LeadEvent,
  type LeadState,
  type Value,
} from '@baton/engine'
import type { BlindLead } from '@baton/protocol'

const DAY_MS = 86_400_000
/** Most lines of what a lead did. */
const DEEDS_MAX = 12
/** Not personal in law, but they name somebody all the same. */
const NAMING: ReadonlySet<string> = new Set(['name', 'domain', 'website'])
/** Shorter parts of a name stand in anything. */
const TELLING_LENGTH = 3

export function blindLead(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  asOf: number,
): Omit<BlindLead, 'position' | 'label'> {
  const seen = events.filter(({ occurredAt }) => occurredAt <= asOf)
  const { state } = foldHistory(compiled, seen, asOf)
  const { catalogue } = compiled
  const tells = tellsWho(state, catalogue)
  const shown = (standings: Standings, fields: Catalogue['lead']) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = standings[field.name]?.[0] ?? null
        return value === null || names(field) || tells(value) ? [] : [[field.name, value]]
      }),
    )
  return {
    lead: shown(state.lead, catalogue.lead),
    company: shown(state.company, catalogue.company),
    did: deeds(catalogue, seen, asOf),
  }
}

type Standings = LeadState['lead']

function names({ name, personal }: CatalogueField): boolean {
  return personal === true || NAMING.has(name)
}

/** Whether a fact repeats what names them: a campaign that was made for one company, a title with the employer in it. */
function tellsWho(state: LeadState, catalogue: Catalogue): (value: Value) => boolean {
  const said = (standings: Standings, fields: Catalogue['lead']) =>
    fields.filter(names).flatMap(({ name }) => {
      const value = standings[name]?.[0]
      return typeof value === 'string' ? [value] : []
    })
  const ofLead = said(state.lead, catalogue.lead)
  const ofCompany = said(state.company, catalogue.company)
  const telling = [
    ...ofLead.flatMap((text) => [text, ...ownPart(text).split(/[^\p{L}\p{N}]+/u)]),
    // Words of a company's name are often plain ones: `Software`.
    ...ofCompany.flatMap((text) => [text, text.replaceAll(/\s+/g, '-'), text.split('.')[0]!]),
  ].filter((text) => text.length >= TELLING_LENGTH)
  if (telling.length === 0) return () => false
  const words = telling.map((text) => RegExp.escape(text)).join('|')
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu')
  return (value) => typeof value === 'string' && pattern.test(value)
}

/** Of an address or a link, what is theirs in it. */
function ownPart(text: string): string {
  return text.split('@')[0]!.replace(/\/+$/, '').split('/').at(-1)!
}

/** The lead's own acts: what sales and we did would tell what was thought of it. */
function deeds(catalogue: Catalogue, seen: readonly LeadEvent[], asOf: number): BlindLead['did'] {
  const known = new Map(catalogue.events.map((event) => [event.name, event]))
  const lines = new Map<string, { event: string; what: string | null; times: number; last: number }>()
  for (const { name, properties, occurredAt, colleague } of seen) {
    const event = known.get(name)
    if (colleague || event?.side !== 'engagement') continue
    // Listed values only: anything else may be about one person.
    const field = event.fields.find(({ values, name: own }) => values?.includes(properties[own] as string))
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
