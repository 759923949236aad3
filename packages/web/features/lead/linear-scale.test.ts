import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scaleLinear } from 'd3-scale'
import { linearScale } from './linear-scale.ts'

test('A value stands where the scale of d3 puts it, and a pixel reads as the value that it does there', () => {
  const now = Date.UTC(2026, 10, 28)
  for (const [domain, range] of [
    [
      [now - 90 * 86_400_000, now],
      [1, 811],
    ] as const,
    [
      [0, 106],
      [106, 26],
    ] as const,
  ]) {
    const ours = linearScale(domain, range)
    const theirs = scaleLinear(domain, range)
    for (const share of [-0.1, 0, 0.25, 1 / 3, 0.99, 1, 1.2]) {
      const value = domain[0] + share * (domain[1] - domain[0])
      const pixel = range[0] + share * (range[1] - range[0])
      assert.ok(Math.abs(ours.at(value) - theirs(value)) < 1e-9)
      assert.ok(Math.abs(ours.invert(pixel) - theirs.invert(pixel)) < 1e-3)
    }
  }
})
