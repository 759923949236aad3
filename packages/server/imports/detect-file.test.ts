import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectFile, headerHash } from './detect-file.ts'
import { mapRow } from './map-row.ts'
import { mappingDocument } from './mapping-document.ts'
import { readMapping } from './read-mapping.ts'

const NOW = Date.UTC(2027, 0, 10)

function toldBy(header: readonly string[], cells: readonly string[], change = {}) {
  const detected = detectFile(header, 'a-file')
  const { text, faults } = mappingDocument({ ...detected.mapping, ...change }, header, new Date(NOW - 1000))
  assert.deepEqual(faults, [])
  const { mapping, problems } = readMapping(text)
  assert.deepEqual(problems, [])
  const row = { cell: (name: string) => cells[header.indexOf(name)] ?? '' }
  const mapped = mapRow(mapping!, row, NOW)
  assert.ok('events' in mapped, JSON.stringify(mapped))
  return { kind: detected.kind, events: mapped.events }
}

test('an export of HubSpot’s contacts is known, with its stages and their dates', () => {
  const header = [
    'Record ID',
    'First Name',
    'Last Name',
    'Email',
    'Phone Number',
    'Job Title',
    'Company Name',
    'Lifecycle Stage',
    'Became a Marketing Qualified Lead Date',
    'Became a Customer Date',
    'Create Date',
    'Unsubscribed from all email',
    'Contact owner',
  ]
  const { kind, events } = toldBy(header, [
    '77',
    'Ada',
    'Lovelace',
    'ada@acme.example',
    '+49 30 1',
    'CTO',
    'Acme',
    'Customer',
    '2026-02-01',
    '2026-05-01',
    '2026-01-01',
    'true',
    'x',
  ])
  assert.equal(kind, 'hubspot-contacts')
  assert.deepEqual(
    events.map(({ name, occurredAt, properties }) => [
      name,
      new Date(occurredAt).toISOString().slice(0, 10),
      properties,
    ]),
    [
      ['Stage Reported', '2026-02-01', { system: 'hubspot', stage: 'mql' }],
      ['Stage Reported', '2026-05-01', { system: 'hubspot', stage: 'customer' }],
      ['Opportunity Won', '2026-05-01', {}],
      ['Stage Reported', '2027-01-09', { system: 'hubspot', stage: 'customer' }],
      ['Email Unsubscribed', '2027-01-09', {}],
    ],
  )
  assert.deepEqual(events[0]!.identity, { externalId: '77', email: 'ada@acme.example' })
  assert.deepEqual(events[0]!.lead, {
    first_name: 'Ada',
    last_name: 'Lovelace',
    phone: '+49 30 1',
    title: 'CTO',
  })
})

test('Salesforce’s leads are known by labels and by names of the interface', () => {
  for (const header of [
    [
      'Lead ID',
      'First Name',
      'Last Name',
      'Title',
      'Company / Account',
      'Email',
      'Lead Source',
      'Lead Status',
      'Converted Date',
    ],
    ['Id', 'FirstName', 'LastName', 'Title', 'Company', 'Email', 'LeadSource', 'Status', 'ConvertedDate'],
  ]) {
    const { kind, events } = toldBy(header, [
      '00Q1',
      'Grace',
      'Hopper',
      'VP',
      'Navy',
      'grace@navy.example',
      'Web',
      'Closed - Converted',
      '2026-03-01',
    ])
    assert.equal(kind, 'salesforce-leads')
    assert.deepEqual(
      events.map(({ name }) => name),
      ['Stage Reported', 'Opportunity Opened', 'Stage Reported'],
    )
    assert.equal(events[0]!.identity.externalId, '00Q1')
  }
})

test('attendees of a webinar, guests of a fair, and a plain German list are known', () => {
  const webinar = toldBy(
    ['User Name (Original Name)', 'Email', 'Join Time', 'Time in Session (minutes)'],
    ['Ada L', 'ada@acme.example', '2026-11-03T14:02:00Z', '42'],
  )
  assert.equal(webinar.kind, 'webinar-attendees')
  assert.deepEqual(
    [webinar.events[0]!.name, webinar.events[0]!.properties],
    ['Webinar Attended', { minutes: 42 }],
  )
  const fair = toldBy(
    ['Name', 'E-Mail', 'Messe', 'Datum'],
    ['Ada', 'ada@acme.example', 'Hannover', '2026-04-20'],
  )
  assert.deepEqual(
    [fair.kind, fair.events[0]!.name, fair.events[0]!.properties],
    ['event-attendees', 'Event Attended', { title: 'Hannover' }],
  )
  const list = toldBy(
    ['Vorname', 'Nachname', 'E-Mail-Adresse', 'Firma', 'Mitarbeiter'],
    ['Ada', 'L', 'ada@acme.example', 'Acme', '250'],
  )
  assert.deepEqual(
    [list.kind, list.events[0]!.name, list.events[0]!.company?.fields['employees']],
    ['leads', 'Lead Identified', 250],
  )
  assert.equal(detectFile(['a', 'b'], 'x').kind, 'unknown')
})

test('what cannot be meant is said, with the column', () => {
  const header = ['Email', 'Mail', 'Minutes']
  const { mapping } = detectFile(header, 'x')
  const faults = (columns: string[], tells: string | null = null) =>
    mappingDocument({ ...mapping, columns, tells }, header, new Date(NOW)).faults.map(
      ({ column, message }) => `${column}: ${message.slice(0, 24)}`,
    )
  assert.deepEqual(faults(['ignore', 'ignore', 'ignore']), ['null: no column says who it is'])
  assert.deepEqual(faults(['identity.email', 'identity.email', 'property.minutes']), [
    'Mail: "Email" means this alrea',
    'Minutes: it belongs to what a row',
  ])
  assert.deepEqual(faults(['identity.email', 'ignore', 'ignore'], 'Webinar Attended'), [
    'null: choose the column that s',
  ])
})

test('a header is remembered whatever its case and signs', () => {
  assert.equal(headerHash(['E-Mail', 'First Name']), headerHash(['e mail', 'first_name']))
  assert.notEqual(headerHash(['a', 'b']), headerHash(['b', 'a']))
})

test('an id of Salesforce is one record with 15 and with 18 characters, in its identity and in its message ids', () => {
  const header = ['Id', 'LastName', 'Email', 'LeadSource', 'Status', 'HasOptedOutOfEmail']
  const told = (id: string) =>
    toldBy(header, [id, 'Hopper', 'grace@navy.example', 'Web', 'Working - Contacted', '1']).events
  const [short, long] = [told('00Q5g00000AbCdE'), told('00Q5g00000AbCdEEAV')]
  assert.equal(long[0]!.identity.externalId, '00Q5g00000AbCdE')
  assert.deepEqual(
    short.map(({ messageId }) => messageId),
    long.map(({ messageId }) => messageId),
  )
})

test('what is said without a date is one event, on whatever day the file is imported', () => {
  const header = [
    'Record ID',
    'Email',
    'Lifecycle Stage',
    'Became a Customer Date',
    'Unsubscribed from all email',
  ]
  const cells = (stage: string, date = '') => ['9', 'ada@acme.example', stage, date, 'true']
  const { mapping } = detectFile(header, 'a-file')
  const on = (day: number, row: readonly string[]) => {
    const { text } = mappingDocument(mapping, header, new Date(NOW - day * 86_400_000))
    const mapped = mapRow(
      readMapping(text).mapping!,
      { cell: (name) => row[header.indexOf(name)] ?? '' },
      NOW,
    )
    assert.ok('events' in mapped)
    return mapped.events
  }
  const [today, earlier] = [on(0, cells('Customer')), on(9, cells('Customer'))]
  assert.deepEqual(
    today.map(({ name }) => name),
    ['Opportunity Won', 'Stage Reported', 'Email Unsubscribed'],
  )
  assert.deepEqual(
    today.map(({ messageId }) => messageId),
    earlier.map(({ messageId }) => messageId),
  )
  const dated = on(0, cells('Customer', '2026-05-01'))
  assert.equal(dated.filter(({ name }) => name === 'Opportunity Won').length, 1, 'a date says it better')
})

test('who registered and did not come was not there, and is a person all the same', () => {
  const header = ['Attended', 'First Name', 'Email', 'Join Time', 'Time in Session (minutes)']
  const preview = [['Yes', 'Ada', 'ada@acme.example', 'Jan 12, 2026 10:00:12', '42']]
  const { mapping } = detectFile(header, 'a-file', preview)
  assert.equal(mapping.times.format, 'MMM d, yyyy HH:mm:ss')
  const { events } = toldBy(header, ['No', 'Bob', 'bob@acme.example', '--', '--'])
  assert.deepEqual(
    events.map(({ name, lead }) => [name, lead]),
    [['Lead Identified', { first_name: 'Bob' }]],
  )
})

test('beside a given name in German, a name is the family’s', () => {
  const { mapping } = detectFile(['Vorname', 'Name', 'E-Mail'], 'x')
  assert.deepEqual(mapping.columns, ['fact.lead.first_name', 'fact.lead.last_name', 'identity.email'])
})
