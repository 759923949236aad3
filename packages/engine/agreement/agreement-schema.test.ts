import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { PRESETS, shippedAgreement } from '../testing/given.ts'
import { agreementSchema } from './agreement-schema.ts'

const FILE = new URL('../../../agreements/agreement.schema.json', import.meta.url)
const schema = agreementSchema(standardCatalogue)
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)

test('[A12] the published schema is the one that the engine makes', () => {
  assert.deepEqual(JSON.parse(readFileSync(FILE, 'utf8')), JSON.parse(JSON.stringify(schema)))
})

test('[A12] the shipped agreements are valid', () => {
  for (const name of ['northbeam-b2b', ...PRESETS]) {
    assert.ok(validate(parse(shippedAgreement(name))), `${name}: ${JSON.stringify(validate.errors)}`)
  }
})

test('[A12] a misspelt key, an unknown event and a wrong duration are refused', () => {
  const text = shippedAgreement('northbeam-b2b')
  for (const [from, to] of [
    ['recycle:', 'recyle:'],
    ['on: Demo Requested', 'on: Demo Requestd'],
    ['half-life: 90 days', 'half-life: 90'],
    ['lead.seniority: manager', 'lead.email: manager'],
  ] as const) {
    assert.ok(text.includes(from))
    assert.equal(validate(parse(text.replace(from, to))), false, to)
  }
})
