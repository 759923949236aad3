import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { shippedAgreement } from '../testing/given.ts'
import { withEntry, withoutEntry, withValue } from './document-edit.ts'

const NORTHBEAM = shippedAgreement('northbeam-b2b')

function agreementOf(text: string) {
  const { agreement, problems } = readAgreement(text, standardCatalogue)
  assert.ok(agreement, JSON.stringify(problems))
  return agreement
}

/** Lines of either that the other does not have. */
function changedLines(before: string, after: string): readonly [readonly string[], readonly string[]] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))]
}

test('[E1] a value is exchanged in its place; comments and every other line stay to the byte', () => {
  const edited = withValue(NORTHBEAM, ['meters', 'intent', 'half-life'], '60 days')
  assert.deepEqual(changedLines(NORTHBEAM, edited), [
    ['  intent:   { half-life: 90 days, max: 120 }   # they want to buy something'],
    ['  intent:   { half-life: 60 days, max: 120 }   # they want to buy something'],
  ])
  assert.equal(withValue(edited, ['meters', 'intent', 'half-life'], '90 days'), NORTHBEAM)
})

test('[E1] a key that is missing is added to its map, in the map’s manner', () => {
  const limited = withValue(NORTHBEAM, ['points', 'demo-requested', 'limit'], '1 per day')
  assert.deepEqual(changedLines(NORTHBEAM, limited)[1], [
    '  demo-requested:   { on: Demo Requested,      give: 50, to: intent, limit: 1 per day }',
  ])
  const block = 'a:\n  b: 1 # one\nc: 2\n'
  assert.equal(withValue(block, ['a', 'd'], 'x'), 'a:\n  b: 1 # one\n  d: x\nc: 2\n')
})

test('[E1] a map or a list of several lines becomes one beside its key, and nothing written becomes something', () => {
  const tiers = 'tiers:   # the first wins\n  - { id: x }\n  - id: y # two\nnext: 1\n'
  assert.equal(
    withValue(tiers, ['tiers'], [{ id: 'z' }]),
    'tiers: [ { id: z } ]   # the first wins\nnext: 1\n',
  )
  assert.equal(
    withValue(tiers, ['tiers', 1], { id: 'z' }),
    tiers.replace('- id: y # two', '- { id: z } # two'),
  )
  assert.equal(withValue('a:\nb: 1\n', ['a'], 2), 'a: 2\nb: 1\n')
  assert.equal(withValue('a: { b, c: }\n', ['a', 'b'], 2), 'a: { b: 2, c: }\n')
  assert.equal(withValue('a: |\n  one\n  two\nb: 1\n', ['a'], 'x'), 'a: x\nb: 1\n')
})

test('[E1] what has no place is refused by its path, and so is a document that cannot be read', () => {
  assert.throws(() => withValue(NORTHBEAM, ['meters', 'none', 'max'], 1), /no meters\.none\.max/)
  assert.throws(() => withValue(NORTHBEAM, ['mql', 'tiers', 9], 1), /no mql\.tiers\.9/)
  assert.throws(() => withValue(NORTHBEAM, ['agreement', 'x'], 1), /no agreement\.x/)
  assert.throws(() => withValue(NORTHBEAM, [], 1), /no path/)
  assert.throws(() => withValue('a: [1\n', ['a'], 1), /cannot be edited before it can be read/)
  assert.throws(
    () => withEntry(NORTHBEAM, ['points', 'trial-used'], {}),
    /points\.trial-used is there already/,
  )
  assert.throws(() => withEntry(NORTHBEAM, ['points', '-'], {}), /points is something else/)
  assert.throws(() => withEntry(NORTHBEAM, ['points', 'x'], {}, { after: 'y' }), /no y to put x behind/)
})

test('[E2] an entry is taken out with its line, and a section with its last entry', () => {
  const fewer = withoutEntry(NORTHBEAM, ['points', 'trial-used'])
  const [gone, come] = changedLines(NORTHBEAM, fewer)
  assert.deepEqual([gone.length, come], [1, []])
  assert.match(gone[0]!, /trial-used/)
  const tier = withoutEntry(NORTHBEAM, ['mql', 'tiers', 1])
  assert.deepEqual(
    agreementOf(tier).tiers.map(({ id }) => id),
    ['hand-raiser', 'content'],
  )
  assert.equal(withoutEntry('a: { b: 1, c: 2, d: 3 } # x\n', ['a', 'c']), 'a: { b: 1, d: 3 } # x\n')
  assert.equal(withoutEntry('a: [1, 2, 3]\n', ['a', 2]), 'a: [1, 2]\n')
  assert.equal(withoutEntry('a:\n  b: 1\nc: 2\n', ['a', 'b']), 'c: 2\n')
  assert.throws(() => withoutEntry(NORTHBEAM, ['points', 'nothing']), /points\.nothing/)
})

test('[E2] what the language asks for stays, and is empty; sections stay one line apart', () => {
  const one =
    'agreement: x\n\nfit:\n  points:   # who fits\n    size: { give: 1 }\n  grades: { A: 1, B: 1, C: 1 }\n\nsql:\n  all: [x]\n'
  assert.match(withoutEntry(one, ['fit', 'points', 'size']), /\n {2}points: \{\} {3}# who fits\n {2}grades/)
  assert.equal(withoutEntry(one, ['sql', 'all', 0]), one.replace('\nsql:\n  all: [x]\n', ''))
  assert.equal(withoutEntry(one, ['fit']), 'agreement: x\n\nsql:\n  all: [x]\n')
  assert.equal(withoutEntry('a:\n  - b: 1 # b\n    c: 2\n', ['a', 0, 'b']), 'a:\n  - c: 2\n')
  const commented = 'a: {\n  b: 1, # one\n  # about c\n  c: 2 # two\n}\n'
  assert.equal(withoutEntry(commented, ['a', 'c']), 'a: {\n  b: 1 # one\n  # about c\n}\n')
  assert.equal(withoutEntry(commented, ['a', 'b']), 'a: {\n  # about c\n  c: 2 # two\n}\n')
})

test('[E3] an entry is added after its siblings, in their manner and indentation', () => {
  const more = withEntry(NORTHBEAM, ['points', 'ad-clicked'], { on: 'Ad Clicked', give: 2, to: 'reach' })
  const lines = more.split('\n')
  const at = lines.findIndex((line) => line.includes('ad-clicked'))
  assert.match(lines[at - 1]!, /unsubscribed/)
  assert.equal(lines[at], '  ad-clicked: { on: Ad Clicked, give: 2, to: reach }')
  assert.deepEqual(changedLines(NORTHBEAM, more)[0], [])
})

test('[E3] a golden lead that is longer than a line stands one part a line', () => {
  const example = {
    name: 'Asked for a quote, and nobody knows the size of the company: still a call',
    company: { industry: 'software' },
    events: [{ 'Quote Requested': '0 days ago' }],
    expect: { stage: 'lead' },
  }
  const more = withEntry(NORTHBEAM, ['examples', 0], example)
  assert.deepEqual((parse(more) as { examples: unknown[] }).examples.at(-1), example)
  assert.match(more, /\n {2}- name: /)
  assert.equal(agreementOf(more).examples.length, agreementOf(NORTHBEAM).examples.length + 1)
})

test('[E3] a section that is missing is begun where the language has it', () => {
  const bare = 'agreement: bare\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n'
  const begun = withEntry(bare, ['meters', 'intent'], { max: 100 })
  assert.equal(
    begun,
    'agreement: bare\n\nmeters:\n  intent: { max: 100 }\n\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n',
  )
  const examples = withEntry(bare, ['examples', 0], {
    name: 'Asked',
    events: [{ 'Demo Requested': '0 days ago' }],
    expect: { stage: 'mql' },
  })
  assert.equal(agreementOf(examples).examples[0]?.name, 'Asked')
})

test('[E3] what is begun below a section stands in lines, and an entry goes behind the one that is named', () => {
  const clause = { where: { 'company.employees': { from: 20 } }, give: 10 }
  assert.equal(
    withEntry('agreement: x\nmql: {}\n', ['fit', 'points', 'size'], clause),
    'agreement: x\n\nfit:\n  points:\n    size: { where: { company.employees: { from: 20 } }, give: 10 }\n\nmql: {}\n',
  )
  assert.equal(
    withEntry('fit:\n  points: {} # none\n', ['fit', 'points', 'size'], { give: 1 }),
    'fit:\n  points: # none\n    size: { give: 1 }\n',
  )
  assert.equal(
    withEntry('mql:\n  tiers: [x]\n', ['mql', 'complete', '-'], 'lead.email'),
    'mql:\n  tiers: [x]\n  complete: [lead.email]\n',
  )
  const second = withEntry(NORTHBEAM, ['mql', 'tiers', '-'], { id: 'x', any: [{ score: 9 }] }, { after: 0 })
  const lines = second.split('\n')
  assert.match(lines[lines.indexOf('    - { id: x, any: [ { score: 9 } ] }') - 1]!, /hand-raiser/)
  const block = 'points:\n  a:\n    on: A\n  # more to come\n'
  assert.equal(
    withEntry(block, ['points', 'b'], { on: 'B', give: 1 }),
    'points:\n  a:\n    on: A\n  b:\n    on: B\n    give: 1\n  # more to come\n',
  )
  assert.equal(withEntry('', ['agreement'], 'x'), '\nagreement: x\n'.slice(1))
})

test('[E4] JSON stays JSON, and line breaks stay what they are', () => {
  const json = JSON.stringify(parse(NORTHBEAM), null, 2)
  const turnedJson = withValue(json, ['points', 'demo-requested', 'on'], 'Quote Requested')
  assert.equal(
    (JSON.parse(turnedJson) as { points: Record<string, { on: string }> }).points['demo-requested']!.on,
    'Quote Requested',
  )
  assert.doesNotThrow(() => JSON.parse(withoutEntry(json, ['points', 'demo-requested'])))
  assert.doesNotThrow(() =>
    JSON.parse(withEntry(json, ['points', 'new-one'], { on: 'Ad Clicked', give: 2, to: 'reach' })),
  )
  const crlf = NORTHBEAM.replaceAll('\n', '\r\n')
  const more = withEntry(crlf, ['points', 'ad-clicked'], { on: 'Ad Clicked', give: 2, to: 'reach' })
  assert.equal(more.replaceAll('\r\n', '').includes('\n'), false)
})

test('[E5] texts are quoted where they would be read as something else, and only there', () => {
  for (const value of [
    'Demo Requested',
    '90 days',
    '50%',
    '3 per 7 days',
    'c-level',
    'right size, and asked',
    '09:00',
  ])
    assert.equal(withValue('a: 1\n', ['a'], value), `a: ${value}\n`)
  for (const value of ['true', '12', 'null', 'a: b', '- x', '', '# x', ' x', '*x'])
    assert.equal(withValue('a: 1\n', ['a'], value), `a: ${JSON.stringify(value)}\n`)
  assert.equal(withValue('a: [x]\n', ['a', 0], 'right size, and asked'), 'a: ["right size, and asked"]\n')
  assert.equal(withValue("a: 'x'\n", ['a'], "it's"), "a: 'it''s'\n")
  assert.equal(withValue('a: "x"\n', ['a'], 'y'), 'a: "y"\n')
})
