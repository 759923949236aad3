/** Golden leads: cases that both teams agreed on, kept in the document that they test. */
import { findSubjectField, type Catalogue } from '../catalogue/catalogue.ts'
import { TRUST_LEVELS, type Fields, type Value } from '../event.ts'
import { STAGES, type Example, type Grade, type Tier } from './agreement.ts'
import {
  choiceOf,
  entriesOf,
  isMapping,
  itemsOf,
  keysOf,
  numberOf,
  scalarOf,
  textOf,
  type Cursor,
} from '../document/document-cursor.ts'
import { checkEvent } from './read-conditions.ts'
import { agoOf } from './read-durations.ts'
import { lookUp, SUBJECT, valueOf } from './read-where.ts'

export function examplesOf(
  cursor: Cursor | undefined,
  catalogue: Catalogue,
  tiers: readonly Tier[],
): readonly Example[] {
  if (!cursor) return []
  return itemsOf(cursor, 'a list of examples').flatMap((item) => {
    const keys = keysOf(
      item,
      'an example',
      ['name', 'lead', 'company', 'events', 'expect'],
      ['name', 'expect'],
    )
    const name = keys.name && textOf(keys.name, 'a name')
    if (name === undefined) return []
    item.reading.places[`examples.${name}`] = item.reading.place(item.node, item.keyOffset)
    const events = keys.events ? itemsOf(keys.events, 'a list of events') : []
    return [
      {
        name,
        lead: keys.lead ? factsOf(keys.lead, catalogue, 'lead') : {},
        company: keys.company ? factsOf(keys.company, catalogue, 'company') : {},
        events: events
          .map((event) => exampleEventOf(event, catalogue))
          .filter((event) => event !== undefined),
        expect: keys.expect ? expectationOf(keys.expect, tiers) : {},
      },
    ]
  })
}

/** Facts about the example's person or company; null says that a field is not known. */
function factsOf(cursor: Cursor, catalogue: Catalogue, subject: 'lead' | 'company'): Fields {
  const facts: Record<string, Value | null> = {}
  for (const { key, value } of entriesOf(cursor, `${subject} fields`)) {
    if (!lookUp(value, `${subject}.${key}`, catalogue, SUBJECT)) continue
    const field = findSubjectField(catalogue, `${subject}.${key}`)!
    const fact = scalarOf(value) === null ? null : valueOf(value, field)
    if (fact !== undefined) facts[key] = fact
  }
  return facts
}

/** `{ Webinar Attended: 3 days ago, with: { minutes: 30 }, trust: server }`. */
function exampleEventOf(cursor: Cursor, catalogue: Catalogue): Example['events'][number] | undefined {
  const entries = entriesOf(cursor, 'an event such as `{ Demo Requested: 0 days ago }`')
  const named = entries.filter(({ key }) => key !== 'with' && key !== 'trust')
  if (named.length !== 1) {
    const found = entries.map(({ key }) => `\`${key}\``).join(', ') || 'nothing'
    if (isMapping(cursor)) {
      const remedy = 'write `{ Demo Requested: 0 days ago }`'
      cursor.reading.complain(cursor, 'bad-value', 'one event with its time, `with` and `trust`', remedy, {
        found,
      })
    }
    return undefined
  }
  const { key: name, value: when } = named[0]!
  const agoMs = agoOf(when)
  if (!checkEvent(when, name, catalogue) || agoMs === undefined) return undefined
  const properties: Record<string, Value> = {}
  const withEntry = entries.find(({ key }) => key === 'with')
  for (const { key, value } of withEntry ? entriesOf(withEntry.value, 'properties of the event') : []) {
    const field = lookUp(value, key, catalogue, { kind: 'event', event: name })
    const property = field && valueOf(value, field)
    if (property !== undefined) properties[key] = property
  }
  const trustEntry = entries.find(({ key }) => key === 'trust')
  return {
    name,
    agoMs,
    properties,
    trust: (trustEntry && choiceOf(trustEntry.value, TRUST_LEVELS)) ?? 'server',
  }
}

const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D']

function expectationOf(cursor: Cursor, tiers: readonly Tier[]): Example['expect'] {
  const keys = keysOf(cursor, 'what the verdict must be', ['stage', 'tier', 'grade', 'score'])
  const stage = keys.stage && choiceOf(keys.stage, STAGES)
  const grade = keys.grade && choiceOf(keys.grade, GRADES)
  const tier =
    keys.tier &&
    choiceOf(
      keys.tier,
      tiers.map((candidate) => candidate.id),
    )
  const score = keys.score && scoreOf(keys.score)
  return { ...(stage && { stage }), ...(tier && { tier }), ...(grade && { grade }), ...(score && { score }) }
}

function scoreOf(cursor: Cursor): { from?: number; to?: number } | undefined {
  if (!isMapping(cursor)) {
    const exact = numberOf(cursor, 'a number of points, or `{ from:, to: }`')
    return exact === undefined ? undefined : { from: exact, to: exact }
  }
  const keys = keysOf(cursor, 'a range of points', ['from', 'to'])
  const from = keys.from && numberOf(keys.from, 'a number of points')
  const to = keys.to && numberOf(keys.to, 'a number of points')
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
