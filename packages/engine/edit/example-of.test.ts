import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import type { LeadEvent } from '../event.ts'
import { compiledOf, DAY, shippedAgreement, START } from '../testing/given.ts'
import { runExamples } from '../verdict/run-examples.ts'
import { withEntry } from './document-edit.ts'
import { exampleOf } from './example-of.ts'
import type { EditValue } from './written-value.ts'

const text = shippedAgreement('northbeam-b2b')
const compiled = compiledOf(text)
let seq = 0

function event(day: number, name: string, more: Partial<LeadEvent> = {}): LeadEvent {
  seq += 1
  return { id: `e${seq}`, seq, name, occurredAt: START + day * DAY, trust: 'server', properties: {}, ...more }
}

const FACTS = {
  identified: true,
  lead: { email: 'zq@canary.example', name: 'Zq Canary', seniority: 'director', email_class: 'business' },
  company: { name: 'Canary Ltd', employees: 200, industry: 'software' },
}

/** Everything that a lead came to: by interest in the product, by asking, not at all. */
const HISTORIES: Readonly<Record<string, readonly LeadEvent[]>> = {
  product: [
    event(0, 'Lead Identified', FACTS),
    event(1, 'Trial Started', { trust: 'public' }),
    event(2, 'Page Viewed', { properties: { page_group: 'pricing', title: 'zq canary' } }),
    event(3, 'Calculator Used'),
    event(9, 'Content Downloaded', { properties: { funnel: 'bottom' } }),
    event(9.1, 'Quote Requested'),
  ],
  reader: [
    event(0, 'Lead Identified', FACTS),
    event(1, 'Content Downloaded'),
    event(3, 'Page Viewed', { properties: { page_group: 'blog' } }),
  ],
  unknown: [
    event(0, 'Lead Identified', { identified: true, lead: { email: 'zq@canary.example' } }),
    event(1, 'Demo Requested'),
  ],
}

const keptOf = (name: string, day = 10) =>
  exampleOf(compiled, HISTORIES[name]!, { asOf: START + day * DAY, name: `kept: ${name}` })

test('[E7] a golden lead that is kept from a real one comes out as the real one does', () => {
  for (const [name, day] of [
    ['product', 10],
    ['product', 4],
    ['reader', 10],
    ['unknown', 10],
  ] as const) {
    const example = keptOf(name, day)
    const document = withEntry(text, ['examples', 0], example as unknown as EditValue)
    const { agreement, problems } = readAgreement(document, standardCatalogue)
    assert.ok(agreement, JSON.stringify(problems))
    const result = runExamples(compiledOf(document)).at(-1)!
    assert.ok(result.passed, JSON.stringify([name, day, result.expected, result.observed]))
  }
  assert.deepEqual(keptOf('product').expect, { stage: 'mql', tier: 'hand-raiser', grade: 'A' })
  assert.equal(keptOf('unknown').expect['stage'], 'lead')
})

test('[E7] it names nobody, and says only what is asked for', () => {
  for (const name of Object.keys(HISTORIES)) assert.doesNotMatch(JSON.stringify(keptOf(name)), /zq|Canary/i)
  const { lead, company, events } = keptOf('product')
  assert.deepEqual(
    [lead, company],
    [
      { email_class: 'business', seniority: 'director' },
      { employees: 200, industry: 'software' },
    ].map((facts) => facts),
  )
  assert.equal(events.length, 5)
  assert.deepEqual(events[1], { 'Page Viewed': '8 days ago', with: { page_group: 'pricing' } })
  assert.equal(keptOf('reader').events.length, 1)
  assert.deepEqual(keptOf('unknown').company, { name: null })
})
