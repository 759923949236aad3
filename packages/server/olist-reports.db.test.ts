/**
 * Reports over a public data set, held against figures that are worked out from its files by plain loops. The data lies beside the
 * repository, never in it; without it the test is skipped.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { standardCatalogue } from '@baton/engine'
import { Cells, flow, funnel, type FunnelGroup, type Journeys, statement } from '@baton/engine/reports'
import { startOfDay } from '@baton/zones/days'
import { parse } from 'csv-parse/sync'
import { DATA_SETS, importOlist, skipWithoutData as skip } from './imports/testing/import-data-set.ts'
import { testDatabase, type TestDatabase } from './platform/testing/test-database.ts'
import { readJourneys } from './reports/index.ts'

/** The publisher states no zone; the marketplace and its sales team are Brazilian, and the mapping says so. */
const ZONE = 'America/Sao_Paulo'

interface Contact {
  readonly mql_id: string
  readonly first_contact_date: string
  readonly landing_page_id: string
  readonly origin: string
}

describe('Olist, imported', { skip }, () => {
  let database: TestDatabase
  let journeys: Journeys
  let contacts: readonly Contact[]
  let wonAt: ReadonlyMap<string, string>
  const directory = mkdtempSync(join(tmpdir(), 'baton-olist-'))

  before(async () => {
    const read = <Row>(file: string) =>
      parse<Row>(readFileSync(join(DATA_SETS, 'olist', file), 'utf8'), { columns: true })
    contacts = read<Contact>('olist_marketing_qualified_leads.csv')
    const deals = read<{ mql_id: string; won_date: string }>('olist_closed_deals.csv')
    // Of those who are among the contacts, as the import has them.
    const known = new Set(contacts.map(({ mql_id }) => mql_id))
    wonAt = new Map(
      deals.flatMap((deal) => (known.has(deal.mql_id) ? [[deal.mql_id, deal.won_date] as const] : [])),
    )
    database = await testDatabase()
    await importOlist(database)
    journeys = await readJourneys(database.pool, directory, standardCatalogue)
  })
  after(async () => {
    await database.drop()
    rmSync(directory, { recursive: true })
  })

  const ALWAYS = { from: Date.UTC(2017, 0, 1), to: Date.UTC(2019, 0, 1) }
  const shareOf = ({ entered, steps }: FunnelGroup) => [entered.count, steps.at(-1)!.reached.count]

  /** Entered and won by group, straight from the files. */
  function counted(groupOf: (contact: Contact) => string): Record<string, number[]> {
    const groups: Record<string, [number, number]> = {}
    for (const contact of contacts) {
      const group = (groups[groupOf(contact)] ??= [0, 0])
      group[0] += 1
      if (wonAt.has(contact.mql_id)) group[1] += 1
    }
    return groups
  }

  function reported(by: 'source' | 'landing-page'): Record<string, number[]> {
    const { groups } = funnel(journeys, { period: ALWAYS, entry: 'lead', filter: {}, by, followDays: null })
    return Object.fromEntries(groups.map((group) => [group.name!, shareOf(group)]))
  }

  test('conversion by origin and by landing page is that of the files', () => {
    const byOrigin = counted(({ origin }) => (origin === '' ? '(empty)' : origin))
    assert.deepEqual(reported('source'), byOrigin)
    // As the page about the data says it.
    assert.deepEqual(byOrigin['organic_search'], [1678, 121])
    const byPage = counted(({ landing_page_id }) => landing_page_id)
    assert.ok(Object.keys(byPage).length > 100)
    assert.deepEqual(reported('landing-page'), byPage)
  })

  test('conversion by month of first contact is that of the files', () => {
    const months = counted(({ first_contact_date }) => first_contact_date.slice(0, 7))
    // One seller joined a day before the first contact that is on record: known from that day on.
    const early = contacts.filter(
      ({ mql_id, first_contact_date }) => (wonAt.get(mql_id) ?? '9') < first_contact_date,
    )
    assert.equal(early.length, 1)
    assert.equal(wonAt.get(early[0]!.mql_id)!.slice(0, 7), early[0]!.first_contact_date.slice(0, 7))
    for (const [month, expected] of Object.entries(months)) {
      const [year, number] = month.split('-').map(Number) as [number, number]
      const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
      // A contact has a day and no time, and stays that day in UTC.
      const period = { from: startOfDay('UTC', `${month}-01`), to: startOfDay('UTC', next) }
      const { whole } = funnel(journeys, { period, entry: 'lead', filter: {}, by: null, followDays: null })
      assert.deepEqual(shareOf(whole), expected, month)
    }
  })

  test('who won within so many days of the first contact is who did by the files', () => {
    const toZone = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) + offsetOf(text)
    for (const days of [7, 30, 90]) {
      let expected = 0
      for (const { mql_id, first_contact_date } of contacts) {
        const won = wonAt.get(mql_id)
        if (won === undefined) continue
        const from = Math.min(Date.parse(`${first_contact_date}T00:00:00Z`), toZone(won))
        if (toZone(won) <= from + days * 86_400_000) expected += 1
      }
      const { whole } = funnel(journeys, {
        period: ALWAYS,
        entry: 'lead',
        filter: {},
        by: null,
        followDays: days,
      })
      assert.equal(whole.steps.at(-1)!.reached.count, expected, `${days} days`)
      assert.equal(whole.immature.count, 0)
    }
  })

  test('everybody is somewhere, and asking and joining differ by what the files say', () => {
    const { entered, places } = flow(journeys, { period: ALWAYS, entry: 'lead', filter: {}, by: null })
    assert.equal(entered.count, contacts.length)
    assert.equal(places.find(({ place }) => place.kind === 'won')?.count, wonAt.size)
    const side = { period: ALWAYS, periodElsewhere: ALWAYS, version: null, once: false }
    const cells = new Cells('["statement","both"]')
    const { ours, theirs, both } = statement(
      journeys,
      { ours: { ...side, figure: 'promoted' }, theirs: { ...side, figure: 'won' }, filter: {} },
      cells,
    )
    // The one who joined before asking was promoted all the same: when the contacts came, nobody knew of the deals.
    assert.deepEqual([ours.count, theirs.count, both.count], [contacts.length, wonAt.size, wonAt.size])
    assert.equal(cells.leads()!.length, wonAt.size)
  })

  /** How far São Paulo is behind UTC at a local time, in milliseconds: two hours in summer, else three. */
  function offsetOf(local: string): number {
    const day = local.slice(0, 10)
    return startOfDay(ZONE, day) - startOfDay('UTC', day)
  }
})
