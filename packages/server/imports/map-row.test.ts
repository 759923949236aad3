import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mapRow, type MappedRow } from './map-row.ts'
import { readMapping } from './read-mapping.ts'

const NOW = Date.UTC(2026, 10, 22)

const MAPPING = `
source: crm
lead: { id: no, email: mail }
company: { domain: site }
key: [no]
times: { zone: UTC }
facts:
  lead.source: { column: origin, empty: (none) }
  company.employees: staff
  at: seen
events:
  - event: Demo Requested
    at: asked
    when: { asked_for: [demo, tour] }
  - event: Opportunity Won
    at: won
    properties: { amount: value }
`

const mapped = (cells: Readonly<Record<string, string>>, text = MAPPING): MappedRow => {
  const { mapping } = readMapping(text)
  return mapRow(mapping!, { cell: (column) => cells[column] ?? '' }, NOW)
}
const eventsOf = (cells: Readonly<Record<string, string>>, text?: string) => {
  const row = mapped(cells, text)
  assert.ok('events' in row, JSON.stringify(row))
  return row.events
}
const reasonsOf = (cells: Readonly<Record<string, string>>) => {
  const row = mapped(cells)
  return 'rejections' in row ? row.rejections.map(({ column, reason }) => `${column}: ${reason}`) : []
}

const ROW = {
  no: '7',
  mail: 'a@b.example',
  site: 'B.example',
  origin: 'ads',
  staff: '40',
  asked: '2026-01-05',
  asked_for: 'Demo',
}

test('a row tells the events whose time it has and whose condition holds', () => {
  assert.deepEqual(
    eventsOf({ ...ROW, won: '2026-03-01 10:00', value: '1,200' }).map(({ name, properties }) => [
      name,
      properties,
    ]),
    [
      ['Demo Requested', {}],
      ['Opportunity Won', { amount: 1200 }],
    ],
  )
  assert.deepEqual(
    eventsOf({ ...ROW, asked_for: 'brochure', won: '2026-03-01 10:00' }).map(({ name }) => name),
    ['Opportunity Won'],
  )
})

test('facts ride on the first event of the row', () => {
  const [first, second] = eventsOf({ ...ROW, won: '2026-03-01 10:00' })
  assert.deepEqual(first?.lead, { source: 'ads' })
  assert.deepEqual(first?.company, { domain: 'b.example', fields: { employees: 40 } })
  assert.equal(second?.lead, undefined)
})

test('a row without an event states its facts by themselves, at the time the mapping gives', () => {
  const [only] = eventsOf({ ...ROW, asked: '', seen: '2026-01-04' })
  assert.equal(only?.name, 'Lead Identified')
  assert.equal(only?.occurredAt, Date.UTC(2026, 0, 4))
})

test('a row without event and time tells nothing', () => {
  assert.deepEqual(eventsOf({ ...ROW, asked: '' }), [])
})

test('where only the day is known, the event says so', () => {
  assert.deepEqual(eventsOf(ROW)[0]?.context, { time: 'day' })
  assert.deepEqual(eventsOf({ ...ROW, asked: '2026-01-05 09:30' })[0]?.context, {})
})

test('the same row has the same message id in every file; another row, event or source has another', () => {
  const idOf = (cells: Readonly<Record<string, string>>, text?: string) => eventsOf(cells, text)[0]!.messageId
  assert.equal(idOf(ROW), idOf({ ...ROW, origin: 'corrected', staff: '41' }))
  assert.notEqual(idOf(ROW), idOf({ ...ROW, no: '8' }))
  assert.notEqual(idOf(ROW), idOf(ROW, MAPPING.replace('source: crm', 'source: shop')))
  const [demo, won] = eventsOf({ ...ROW, won: '2026-01-05' })
  assert.notEqual(demo!.messageId, won!.messageId)
})

test('without a key, what is told makes the message id', () => {
  const text = MAPPING.replace('key: [no]\n', '')
  const idOf = (cells: Readonly<Record<string, string>>) => eventsOf(cells, text)[0]!.messageId
  assert.equal(idOf(ROW), idOf({ ...ROW, staff: '41' }))
  assert.notEqual(idOf(ROW), idOf({ ...ROW, asked: '2026-01-06' }))
})

test('a row with any fault tells nothing and names all its faults', () => {
  assert.deepEqual(reasonsOf({ ...ROW, staff: 'many', won: '5/6/2026' }), [
    'staff: is not a number with `.` before its decimals',
    'won: is no time that can be read: state `times.format`, such as dd/MM/yyyy HH:mm',
  ])
})

test('the future is refused, and so is a row about nobody', () => {
  assert.deepEqual(reasonsOf({ ...ROW, asked: '2026-11-23' }), [': lies in the future'])
  assert.deepEqual(reasonsOf({ ...ROW, no: '', mail: '' }), ['no: says nothing of who it is about'])
})

const LOG = `
source: log
lead: { id: case }
key: [case, nr]
events:
  - event: { column: act, is: { DEMO: Demo Requested, WON: Opportunity Won }, otherwise: skip }
    at: time
`

test('a log names its events in a column; what the table lacks is skipped, kept or refused', () => {
  const row = { case: '1', nr: '1', act: 'OTHER', time: '2026-01-05T10:00:00Z' }
  assert.equal(eventsOf({ ...row, act: 'WON' }, LOG)[0]?.name, 'Opportunity Won')
  assert.deepEqual(eventsOf(row, LOG), [])
  assert.equal(eventsOf(row, LOG.replace('skip', 'keep'))[0]?.name, 'OTHER')
  assert.ok('rejections' in mapped(row, LOG.replace('skip', 'reject')))
})
