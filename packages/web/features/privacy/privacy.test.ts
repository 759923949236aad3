import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retentionSchema, purposeSchema } from '@baton/protocol'
import { renamed, withPurpose } from './purpose-list.ts'
import { daysProblem, RETENTION_CLASSES, retentionOf, typedDays } from './retention-days.ts'

const DAYS = { visitors: 180, context: 395, hits: 90, mails: 90, refused: 30 }

test('every class of data has its days and its words', () => {
  assert.deepEqual(RETENTION_CLASSES.toSorted(), Object.keys(retentionSchema.shape).toSorted())
  assert.deepEqual(retentionOf(typedDays(DAYS)), DAYS)
})

test('days that the server would refuse are not sent', () => {
  for (const text of ['', '0', '-1', '3651', '1.5', 'a year', '1e3']) {
    assert.notEqual(daysProblem(text), '', text)
    assert.equal(retentionOf({ ...typedDays(DAYS), hits: text }), null)
  }
})

test('a new purpose has an id of its own that the server takes', () => {
  const kept = [{ id: 'phone', name: 'Calls', about: '', kept: true }]
  const list = renamed(withPurpose(kept), 1, { name: 'Phone!' })
  assert.equal(list[1]!.id, 'phone-2')
  assert.ok(purposeSchema.shape.id.safeParse(list[1]!.id).success)
})

test('a purpose under which consents stand keeps its id', () => {
  const kept = [{ id: 'phone', name: 'Calls', about: '', kept: true }]
  assert.equal(renamed(kept, 0, { name: 'Telephone' })[0]!.id, 'phone')
})
