import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse, parseDocument } from 'yaml'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { PRESETS, shippedAgreement } from '../testing/given.ts'
import { withEntry, withoutEntry, withValue } from './document-edit.ts'
import { knobsOf, type Knob } from './knobs.ts'
import { turned } from './turned.ts'

const DOCUMENTS = [...PRESETS, 'northbeam-b2b'].map((name) => ({ name, text: shippedAgreement(name) }))
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
    'agreement: bare\n\nmeters:\n  intent: { max: 100 }\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n',
  )
  const examples = withEntry(bare, ['examples', 0], {
    name: 'Asked',
    events: [{ 'Demo Requested': '0 days ago' }],
    expect: { stage: 'mql' },
  })
  assert.equal(agreementOf(examples).examples[0]?.name, 'Asked')
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
  const kept = (value: string) => (parse(withValue('a: 1\n', ['a'], value)) as { a: unknown }).a
  fc.assert(
    fc.property(fc.string(), (value) => assert.equal(kept(value), value)),
    { seed: 7, numRuns: 500 },
  )
  for (const value of ['Demo Requested', '90 days', '50%', '3 per 7 days', 'c-level'])
    assert.equal(withValue('a: 1\n', ['a'], value), `a: ${value}\n`)
  for (const value of ['true', '12', 'null', 'a: b', '- x', ''])
    assert.equal(withValue('a: 1\n', ['a'], value), `a: ${JSON.stringify(value)}\n`)
})

/** Another value within the bounds of a knob. */
function otherValue(knob: Knob, share: number): Knob['value'] {
  if (knob.kind === 'choices') {
    const one = knob.options[Math.floor(share * (knob.options.length - 1e-9))]!
    const rest = knob.value.filter((value) => value !== one)
    if (rest.length === knob.value.length)
      return knob.options.filter((value) => value === one || knob.value.includes(value))
    return rest.length > 0 ? rest : knob.options.slice(0, 1)
  }
  const steps = Math.floor((knob.max - knob.min) / knob.step + 1e-9)
  return Number((knob.min + Math.round(share * steps) * knob.step).toFixed(3))
}

test('[E6] a knob turned reads back as just that value, on its own line, and turned back as the very same text', () => {
  let count = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...DOCUMENTS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      ({ text }, share, at) => {
        const agreement = agreementOf(text)
        const knobs = knobsOf(agreement, standardCatalogue)
        const knob = knobs[at % knobs.length]!
        const value = otherValue(knob, share)
        const edited = turned(knob, value, text)
        const reading = readAgreement(edited, standardCatalogue)
        // What can never hold is refused by the reader, not by the knob: more points than all meters hold.
        if (!reading.agreement) return assert.ok(reading.problems.every(({ code }) => code === 'unreachable'))
        const after = knobsOf(reading.agreement, standardCatalogue)
        const same = (one: Knob) =>
          one.clause === knob.clause && one.what === knob.what && one.path.join() === knob.path.join()
        const read = after.find(same)
        if (knob.kind === 'choices')
          assert.deepEqual([...(read?.value as string[])].sort(), [...(value as string[])].sort())
        else assert.equal(read?.value, value, `${knob.path.join('.')} ${edited}`)
        for (const other of knobs)
          if (!same(other))
            assert.deepEqual(
              after.find((one) => one.path.join() === other.path.join() && one.what === other.what)?.value,
              other.value,
            )
        assert.ok(changedLines(text, edited)[0].length <= 1)
        const back = turned(read!, knob.value, edited)
        // What the document leaves to the default is written out once it was turned.
        const isWritten = parseDocument(text).hasIn(knob.path)
        if (knob.kind !== 'choices' && isWritten) assert.equal(back, text)
        else assert.deepEqual(agreementOf(back), agreement)
        count += 1
      },
    ),
    { seed: 7, numRuns: 600 },
  )
  assert.ok(count > 300)
})

test('[E6] every clause of the demo agreement that has a number has something to turn', () => {
  const clauses = new Set(
    knobsOf(agreementOf(NORTHBEAM), standardCatalogue).map(({ clause }) => clause.split('/')[0]),
  )
  for (const clause of [
    'meters.intent',
    'points.unsubscribed',
    'fit.size-core',
    'fit.grades',
    'mql.content',
    'handoff.clocks.hot',
    'handoff.effort',
    'sql.budget',
    'sql.satisfied',
    'recycle.lost',
    'promises.sales',
  ])
    assert.ok(clauses.has(clause), clause)
})
