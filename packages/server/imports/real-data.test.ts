/**
 * Public data sets, imported with the mappings that the documentation shows. The data lies beside the repository, never in it;
 * without it these tests are skipped.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { columnProblems } from './check-columns.ts'
import { dryRun, type DryRun } from './dry-run.ts'
import { inspectFile } from './inspect-file.ts'
import { mapRow, type MappedEvent } from './map-row.ts'
import type { Mapping } from './mapping.ts'
import { readMapping } from './read-mapping.ts'
import { readRows } from './read-rows.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..', '..')
const DATA = join(REPOSITORY, '..', 'shared', 'data')
const MAPPINGS = join(REPOSITORY, 'docs', 'how-to')
const skip = existsSync(DATA) ? false : `the public data sets are not in ${DATA}`
const NOW = Date.UTC(2026, 10, 22)

function mappingAt(path: string): Mapping {
  const { mapping, problems } = readMapping(readFileSync(join(MAPPINGS, path), 'utf8'))
  assert.deepEqual(problems, [])
  return mapping!
}

async function tried(data: string, mapping: Mapping): Promise<DryRun> {
  const file = await inspectFile(
    join(DATA, data),
    mapping.csv,
    mapping.columns.map(({ column }) => column),
  )
  assert.deepEqual(columnProblems(mapping, file), [])
  return await dryRun(mapping, file, NOW)
}

async function eventsIn(data: string, mapping: Mapping): Promise<MappedEvent[]> {
  const file = await inspectFile(
    join(DATA, data),
    mapping.csv,
    mapping.columns.map(({ column }) => column),
  )
  const events: MappedEvent[] = []
  for await (const row of readRows(file, mapping.csv)) {
    const mapped = mapRow(mapping, row, NOW)
    if ('events' in mapped) events.push(...mapped.events)
  }
  return events
}

test('Olist: 5,625 contacts and 360 wins, by origin as published', { skip }, async () => {
  const contacts = await eventsIn(
    'olist/olist_marketing_qualified_leads.csv',
    mappingAt('import-olist/contacts.yaml'),
  )
  const wins = await eventsIn('olist/olist_closed_deals.csv', mappingAt('import-olist/deals.yaml'))
  const won = new Set(wins.map(({ identity }) => identity.userId))
  const counts: Record<string, [number, number]> = {}
  for (const { lead, identity } of contacts) {
    const count = (counts[String(lead?.source)] ??= [0, 0])
    count[0]++
    if (won.has(identity.userId)) count[1]++
  }
  assert.deepEqual([contacts.length, wins.length, won.size], [5625, 360, 360])
  assert.deepEqual(counts, OLIST_BY_ORIGIN)
})

const OLIST_BY_ORIGIN = {
  organic_search: [1678, 121],
  paid_search: [1099, 75],
  unknown: [824, 82],
  social: [809, 27],
  email: [361, 5],
  direct_traffic: [357, 31],
  referral: [193, 5],
  other: [121, 2],
  display: [95, 3],
  other_publicities: [50, 2],
  '(empty)': [38, 7],
}

test('Olist: the one win that precedes its contact stays where the file has it', { skip }, async () => {
  const contacts = await eventsIn(
    'olist/olist_marketing_qualified_leads.csv',
    mappingAt('import-olist/contacts.yaml'),
  )
  const wins = await eventsIn('olist/olist_closed_deals.csv', mappingAt('import-olist/deals.yaml'))
  const contactedAt = new Map(contacts.map(({ identity, occurredAt }) => [identity.userId, occurredAt]))
  const early = wins.filter(({ identity, occurredAt }) => occurredAt < contactedAt.get(identity.userId)!)
  assert.equal(early.length, 1)
})

test('BPI 2012: every row of the log is one event, none refused', { skip }, async () => {
  const { rows, events, leads, rejected, silent } = await tried(
    'bpi2012/bpi2012_events.csv.gz',
    mappingAt('import-bpi2012/events.yaml'),
  )
  assert.deepEqual([rows, rejected, silent], [158_818, 0, 0])
  assert.equal(
    Object.values(events).reduce((sum, count) => sum + count, 0),
    158_818,
  )
  assert.deepEqual(
    [leads, events['Application Submitted'], events['Opportunity Won'], events['Handoff Accepted']],
    [8617, 8617, 1267, 3293],
  )
})
