import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedPart } from './network-of.ts'

test('neighbours share a part, however their addresses are spelt, and strangers do not', () => {
  const same = [
    ['203.0.113.7', '203.0.113.250', '::ffff:203.0.113.9', '::FFFF:203.0.113.9'],
    ['2001:db8:0:1::1', '2001:0db8:0000:ffff::', '2001:db8::1', '2001:DB8:0:0:0:0:0:9'],
    ['2001:db8:7::1', '2001:db8:7:8:9:a:b:c'],
    ['::1'],
    ['fe80::1%eth0', 'fe80::2'],
  ]
  const parts = same.map((addresses) => new Set(addresses.map(sharedPart)))
  assert.deepEqual(
    parts.map(({ size }) => size),
    [1, 1, 1, 1, 1],
  )
  assert.equal(new Set(parts.flatMap((part) => [...part])).size, 5)
})
