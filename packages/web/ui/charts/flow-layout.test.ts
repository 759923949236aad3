import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flowImbalances, flowLayout, linkPath, type FlowLinkIn, type FlowNodeIn } from './flow-layout.ts'

const space = { width: 600, height: 200, nodeWidth: 8, slot: 20, gap: 6 }

const nodes: readonly FlowNodeIn[] = [
  { key: 'all', column: 0, kind: 'way', count: 100 },
  { key: 'lost', column: 1, kind: 'leak', count: 56 },
  { key: 'next', column: 1, kind: 'way', count: 40 },
  { key: 'open', column: 1, kind: 'open', count: 4 },
  { key: 'gone', column: 2, kind: 'leak', count: 39 },
  { key: 'won', column: 2, kind: 'won', count: 1 },
]
const links: readonly FlowLinkIn[] = [
  { from: 'all', to: 'lost', count: 56 },
  { from: 'all', to: 'open', count: 4 },
  { from: 'all', to: 'next', count: 40 },
  { from: 'next', to: 'gone', count: 39 },
  { from: 'next', to: 'won', count: 1 },
]
const layout = flowLayout(nodes, links, space)
const node = (key: string) => layout.nodes.find((one) => one.key === key)!

test('columns stand from the left edge to the right one', () => {
  assert.deepEqual([node('all').x, node('next').x, node('won').x], [0, 296, 592])
})

test('in a column the way stands above, then what was won, what is open, what was lost', () => {
  assert.ok(node('next').y < node('open').y && node('open').y < node('lost').y)
  assert.ok(node('won').y < node('gone').y)
})

test('no label reaches into another: small nodes push down what is below them', () => {
  for (const a of layout.nodes) {
    for (const b of layout.nodes) {
      if (a === b || a.x !== b.x || a.slotY > b.slotY) continue
      assert.ok(a.slotY + a.slotHeight + space.gap <= b.slotY + 1e-9, `${a.key} reaches into ${b.key}`)
    }
    assert.ok(a.slotHeight >= space.slot && a.slotY + a.slotHeight <= layout.height)
  }
})

test('links are as wide as their counts, and fill what they leave without lying on each other', () => {
  for (const [index, link] of layout.links.entries()) {
    assert.ok(Math.abs(link.width - links[index]!.count * layout.scale) < 1e-9)
  }
  const out = layout.links.filter(({ from }) => from === 'all').toSorted((a, b) => a.y0 - b.y0)
  const { y, height } = node('all')
  assert.ok(Math.abs(out[0]!.y0 - out[0]!.width / 2 - y) < 1e-9)
  for (const [index, link] of out.slice(1).entries()) {
    const above = out[index]!
    assert.ok(Math.abs(above.y0 + above.width / 2 - (link.y0 - link.width / 2)) < 1e-9)
  }
  assert.ok(Math.abs(out.at(-1)!.y0 + out.at(-1)!.width / 2 - (y + height)) < 1e-9)
})

test('links that leave one node do not cross each other', () => {
  const out = layout.links.filter(({ from }) => from === 'all')
  const leaving = out.toSorted((a, b) => a.y0 - b.y0).map(({ to }) => to)
  const arriving = out.toSorted((a, b) => a.y1 - b.y1).map(({ to }) => to)
  assert.deepEqual(leaving, arriving)
})

test('siblings are sorted by where they come from', () => {
  const two = flowLayout(
    [
      { key: 'a', column: 0, kind: 'way', count: 9 },
      { key: 'b', column: 0, kind: 'way', count: 8 },
      { key: 'of b', column: 1, kind: 'leak', count: 8 },
      { key: 'of a', column: 1, kind: 'leak', count: 9 },
    ],
    [
      { from: 'b', to: 'of b', count: 8 },
      { from: 'a', to: 'of a', count: 9 },
    ],
    space,
  )
  const order = two.nodes.filter(({ x }) => x > 0).toSorted((a, b) => a.y - b.y)
  assert.deepEqual(
    order.map(({ key }) => key),
    ['of a', 'of b'],
  )
})

test('counts are conserved, and where they are not it is told', () => {
  assert.deepEqual(flowImbalances(nodes, links), [])
  assert.deepEqual(flowImbalances(nodes, links.slice(1)), [{ key: 'all', count: 100, into: 0, out: 44 }])
})

test('nothing, one column and links to nowhere are no error', () => {
  assert.deepEqual(flowLayout([], [], space), { nodes: [], links: [], height: 0, scale: 0 })
  const one = flowLayout(nodes.slice(0, 1), links, space)
  assert.equal(one.nodes[0]!.height, 200)
  assert.deepEqual(one.links, [])
})

test('a link is a curve from one node to the other', () => {
  assert.equal(linkPath({ from: 'a', to: 'b', width: 4, x0: 0, y0: 2, x1: 10, y1: 8 }), 'M0 2C5 2 5 8 10 8')
})
