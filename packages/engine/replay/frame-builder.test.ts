import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { DAY, START } from '../testing/given.ts'
import { FrameBuilder, type FrameEvent } from './frame-builder.ts'
import { leadEvents } from './lead-events.ts'

function row(seq: number, more: Partial<FrameEvent> = {}): FrameEvent {
  return {
    lead: 'ada',
    seq,
    occurredAt: START + seq * 1000,
    name: 'Page Viewed',
    trust: 'server',
    identified: true,
    properties: {},
    ...more,
  }
}

function frameOf(rows: readonly FrameEvent[], members: Readonly<Record<string, string>> = {}) {
  const builder = new FrameBuilder(standardCatalogue)
  for (const [lead, company] of Object.entries(members)) builder.addLead(lead, company)
  for (const event of rows) builder.addEvent(event)
  return builder.build({ until: START + 100 * DAY })
}

function seqsOf(frame: ReturnType<typeof frameOf>): Record<string, readonly number[]> {
  return Object.fromEntries(
    frame.leads.map((id, lead) => [
      id,
      Array.from(frame.seq.subarray(frame.offsets[lead], frame.offsets[lead + 1])),
    ]),
  )
}

test('[Y2] each lead’s events stand together in fold order, in whatever order they came', () => {
  const event = fc.record({
    lead: fc.constantFrom('ada', 'ben', 'cleo'),
    // Before 1970, ties, and the ends of a day.
    occurredAt: fc.constantFrom(-1, 0, START, START + 1, START + DAY - 1, START + DAY),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 300, size: 'max' }), fc.nat(), (events, shift) => {
      const rows = events.map((more, seq) => row(seq + 1, more))
      const arrived = rows.toSorted((a, b) => ((a.seq * 31 + shift) % 101) - ((b.seq * 31 + shift) % 101))
      const frame = frameOf(arrived)
      for (const [lead, seqs] of Object.entries(seqsOf(frame))) {
        const own = rows.filter((row) => row.lead === lead)
        const inOrder = own.toSorted((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq)
        assert.deepEqual(
          seqs,
          inOrder.map(({ seq }) => seq),
        )
      }
      const times = frame.leads.flatMap((_, lead) =>
        leadEvents(frame, lead).map(({ occurredAt }) => occurredAt),
      )
      const bySeq = new Map(rows.map(({ seq, occurredAt }) => [seq, occurredAt]))
      assert.deepEqual(
        times,
        [...frame.seq].map((seq) => bySeq.get(seq)),
      )
      assert.equal(frame.throughSeq, rows.length)
    }),
    { numRuns: 200, seed: 20261122 },
  )
})

test('[Y2] what an event states about a company reaches every other lead of that company, and nobody else', () => {
  const members = { ada: 'core', ben: 'core', cleo: 'rim' }
  const about = (company: string | null) => ({ companyFacts: { employees: 200 }, company })
  const frame = frameOf([row(1, about('core')), row(2, about('rim')), row(3, about(null)), row(4)], members)
  assert.deepEqual(seqsOf(frame), { ada: [1, 2, 3, 4], ben: [1], cleo: [2] })
  const [told] = leadEvents(frame, 1)
  assert.deepEqual(
    [told!.colleague, told!.identified, told!.name, told!.company, told!.lead],
    [true, false, 'Page Viewed', { employees: 200 }, undefined],
  )
})

test('[Y2] a lead may be said to belong to a company after its events came, and leads without events have a place', () => {
  const builder = new FrameBuilder(standardCatalogue)
  builder.addEvent(row(1, { lead: 'ben', companyFacts: '{"employees":4}', company: 'core' }))
  builder.addLead('ada', 'core')
  builder.addLead('cleo', null)
  const frame = builder.build({ until: START })
  assert.deepEqual(seqsOf(frame), { ben: [1], ada: [1], cleo: [] })
})

test('[Y3] only catalogued properties and facts are kept, and of personal ones only that they are known', () => {
  const facts = { email: 'ada@core.example', phone: '', name: null, seniority: 'vp', shoe_size: 40 }
  const properties = { page_group: 'pricing', seconds: null, path: ['no value'], mood: 'good' }
  const rows = [
    row(1, { properties, leadFacts: facts, companyFacts: { name: 'Core', secret: 1 } }),
    row(2, { name: 'Never Catalogued', properties, leadFacts: { shoe_size: 41 } }),
  ]
  const texts = rows.map((event) => ({
    ...event,
    properties: JSON.stringify(event.properties),
    leadFacts: JSON.stringify(event.leadFacts),
    companyFacts: event.companyFacts ? JSON.stringify(event.companyFacts) : null,
  }))
  for (const given of [rows, texts]) {
    const [first, second] = leadEvents(frameOf(given), 0)
    assert.deepEqual(first!.properties, { page_group: 'pricing', seconds: null })
    assert.deepEqual(first!.lead, { email: 'known', phone: null, name: null, seniority: 'vp' })
    assert.deepEqual(first!.company, { name: 'Core' })
    assert.deepEqual([second!.name, second!.properties, second!.lead], ['Never Catalogued', {}, undefined])
  }
})

test('[Y3] a personal property is kept as known only', () => {
  const catalogue: Catalogue = {
    ...standardCatalogue,
    events: [
      {
        name: 'Letter Sent',
        about: 'sent a letter',
        side: 'sales',
        fields: [{ name: 'address', type: 'text', about: 'where to', personal: true }],
      },
    ],
  }
  const builder = new FrameBuilder(catalogue)
  builder.addEvent(row(1, { name: 'Letter Sent', properties: { address: 'Core Lane 1' } }))
  assert.deepEqual(builder.build({ until: START }).shapes[0]!.properties, { address: 'known' })
})

test('[Y3] details of one occasion are not kept, and make no shapes', () => {
  const booked = (meeting: string, by: string) => ({
    meeting,
    by,
    starts_at: '2026-03-02T10:00Z',
    minutes: 30,
  })
  const frame = frameOf([
    row(1, { name: 'Meeting Booked', properties: booked('m1', 'ben') }),
    row(2, { name: 'Meeting Booked', properties: { ...booked('m2', 'cleo'), place: 'here' } }),
    row(3, { name: 'Touch Logged', properties: { channel: 'call', note: 'nobody there', by: 'ben' } }),
    row(4, { name: 'Touch Logged', properties: '{"channel":"call","note":"again"}' }),
    row(5, { name: 'Meeting Cancelled', properties: { meeting: 'm1' } }),
    row(6, { name: 'Meeting Cancelled', properties: {} }),
  ])
  assert.deepEqual(
    frame.shapes.map(({ properties }) => properties),
    [{ minutes: 30 }, { channel: 'call' }, {}],
  )
})

test('[Y3] events that differ in time and facts only are of one shape', () => {
  const frame = frameOf([
    row(1, { properties: '{"page_group":"pricing","mood":"good"}' }),
    row(2, { properties: '{"mood":"bad","page_group":"pricing"}' }),
    row(3, { properties: { page_group: 'pricing' }, lead: 'ben' }),
    row(4, { properties: { page_group: 'pricing' }, trust: 'public' }),
  ])
  assert.equal(frame.shapes.length, 2)
  assert.ok(frame.shape instanceof Uint16Array)
})

test('[Y2] columns are shared between threads when asked for', () => {
  const builder = new FrameBuilder(standardCatalogue)
  builder.addEvent(row(1, { leadFacts: { seniority: 'vp' } }))
  const { offsets, day, ms, shape, seq, facts } = builder.build({ until: START, shared: true })
  for (const { buffer } of [offsets, day, ms, shape, seq, facts.event, facts.field, facts.value])
    assert.ok(buffer instanceof SharedArrayBuffer)
})
