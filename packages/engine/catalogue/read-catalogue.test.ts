import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAgreement } from '../agreement/read-agreement.ts'
import { findEvent, findSubjectField } from './catalogue.ts'
import { readCatalogue } from './read-catalogue.ts'
import { standardCatalogue } from './standard-catalogue.ts'

const ADDITIONS = `
catalogue:
  events:
    Application Submitted: { side: engagement, about: asked for a loan, fields: { amount: number } }
    Handoff Rejected: { fields: { resource: text } }
  lead:
    amount_requested: number
    nickname: { type: text, personal: true }
`

test('[C1] a data set adds events and fields, and known events keep theirs', () => {
  const { catalogue } = readCatalogue(ADDITIONS)
  assert.deepEqual(
    findEvent(catalogue!, 'Application Submitted')!.fields.map(({ name }) => name),
    ['amount'],
  )
  assert.deepEqual(
    findEvent(catalogue!, 'Handoff Rejected')!.fields.map(({ name }) => name),
    ['reason', 'clause', 'field', 'value', 'note', 'by', 'resource'],
  )
  assert.equal(findEvent(catalogue!, 'Handoff Rejected')!.side, 'sales')
  assert.equal(findSubjectField(catalogue!, 'lead.nickname')!.personal, true)
  const text =
    'agreement: x\nmql: { tiers: [ { id: t, all: [ { did: Application Submitted, where: { amount: { from: 9 } } } ] } ] }\n'
  assert.deepEqual(readAgreement(text, catalogue!).problems, [])
})

test('[C1] every problem of an addition has its place', () => {
  const { catalogue, problems } = readCatalogue(
    'catalogue:\n  events:\n    Loan Paid: { side: outcom }\n  lead: { a: numbr }\n',
  )
  assert.equal(catalogue, null)
  assert.deepEqual(
    problems.map(({ line, remedy }) => `${line} ${remedy}`),
    ['3 did you mean `outcome`?', '4 did you mean `number`?'],
  )
})

test('[C2] acts of sales and outcomes say who did it, and what is said in own words is personal', () => {
  for (const { name, side, fields } of standardCatalogue.events) {
    const by = fields.find((field) => field.name === 'by')
    // Whoever entered by hand what a lead did is told, too.
    if (side === 'sales' || side === 'outcome' || by) assert.equal(by?.detail, true, name)
  }
  const free = ['note', 'challenges', 'features', 'tools', 'said_by', 'place', 'next_step']
  const told = standardCatalogue.events.flatMap(({ fields }) => fields)
  for (const field of told.filter(({ name }) => free.includes(name))) {
    assert.deepEqual([field.personal, field.detail], [true, true], field.name)
  }
})
