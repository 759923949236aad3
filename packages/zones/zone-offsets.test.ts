import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isZone, zoneOffsets } from './zone-offsets.ts'

const at = (zone: string, iso: string) => {
  const time = Date.parse(iso)
  return zoneOffsets(zone).findLast(({ from }) => from <= time)!.minutes
}

test('summer time begins and ends to the minute', () => {
  assert.equal(at('Europe/Berlin', '2026-03-29T00:59:59Z'), 60)
  assert.equal(at('Europe/Berlin', '2026-03-29T01:00:00Z'), 120)
  assert.equal(at('Europe/Berlin', '2026-10-25T00:59:59Z'), 120)
  assert.equal(at('Europe/Berlin', '2026-10-25T01:00:00Z'), 60)
  assert.equal(at('America/New_York', '2026-03-08T06:59:59Z'), -300)
  assert.equal(at('America/New_York', '2026-03-08T07:00:00Z'), -240)
})

test('zones of half hours, of quarters, and without changes', () => {
  assert.equal(at('Asia/Kolkata', '2026-06-01T00:00:00Z'), 330)
  assert.equal(at('Asia/Kathmandu', '2026-06-01T00:00:00Z'), 345)
  assert.deepEqual(
    zoneOffsets('UTC').map(({ minutes }) => minutes),
    [0],
  )
  assert.equal(at('Australia/Lord_Howe', '2026-01-01T00:00:00Z'), 660)
})

test('a zone that does not exist is refused by name', () => {
  assert.throws(() => zoneOffsets('Europe/Atlantis'), /Atlantis/)
  assert.deepEqual([isZone('Europe/Atlantis'), isZone('Europe/Berlin')], [false, true])
})
