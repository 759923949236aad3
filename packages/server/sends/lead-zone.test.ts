import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneOfLead } from './lead-zone.ts'

test('a zone by name wins, a country of one time tells it, and one of several tells nothing', () => {
  const zone = (country: string | null, named: string | null = null) => zoneOfLead({ zone: named, country })
  assert.equal(zone('Germany', 'America/Denver'), 'America/Denver')
  for (const name of ['Germany', 'DE', 'de', ' Deutschland ']) assert.equal(zone(name), 'Europe/Berlin', name)
  assert.equal(zone('United Kingdom'), 'Europe/London')
  assert.equal(zone('Japan'), 'Asia/Tokyo')
  for (const name of ['US', 'United States', 'Brazil', 'Atlantis', '', 'constructor'])
    assert.equal(zone(name), null, name)
  assert.equal(zone(null), null)
  assert.equal(zone('France', 'Mars/Olympus'), 'Europe/Paris')
})
