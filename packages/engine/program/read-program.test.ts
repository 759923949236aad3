import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { context, programFrom, shownProgram } from '../testing/given-program.ts'
import { programDocument, programHash, programSchema, readProgram, segmentsNamedBy } from './index.ts'

const SHOWN = ['first-steps', 'welcome-customers'] as const

/** A right program with one place exchanged. */
function problemsWith(from: string, to: string) {
  const text = shownProgram('first-steps')
  assert.ok(text.includes(from), from)
  const { program, problems } = readProgram(text.replace(from, to), context)
  assert.equal(program, null)
  return problems.map(({ code, path, remedy }) => [code, path, remedy])
}

test('[Z1] the shown programs are read, with the places of their steps', () => {
  const { program, places } = readProgram(shownProgram('first-steps'), context)
  assert.equal(program?.kind, 'marketing')
  assert.equal(program?.holdOut, 0.1)
  assert.deepEqual(program?.steps[1], { kind: 'wait', id: 'rest', ms: 3 * 86_400_000 })
  assert.deepEqual(places['steps.rest'], { line: 21, column: 5, endLine: 21 })
  assert.equal(programFrom(shownProgram('welcome-customers')).kind, 'customers')
})

test('[Z1] every problem is told at once, in document order', () => {
  const { program, problems } = readProgram(
    `program: My Program
name: x
purpose: newsletter
enter: { when: { stage: lead }, again: sometimes }
hold-out: 90%
tones: { tech: { score: 1 } }
steps:
  - { id: a, snd: hello, tone: teach }
  - { id: a, wait: 3 days }
  - { id: a, wait: 0 days }
  - { id: b, send: hello, tone: loud }
  - { id: c, set: { field: lead.email, to: x } }
  - { id: d, set: { field: lead.persona, to: 3 } }
  - { id: e, tell: everybody, text: hi }
  - { id: f, branch: [ { steps: [] }, { when: { score: 1 }, steps: [] } ] }
  - { id: g, split: { by: luck, arms: [ { id: one, steps: [] } ] } }
  - { wait: 3 days }
`,
    context,
  )
  assert.equal(program, null)
  assert.deepEqual(
    problems.map(({ code, line, path }) => `${line} ${code} ${path}`),
    [
      '1 missing ',
      '1 bad-id program',
      '4 bad-value enter.again',
      '5 bad-value hold-out',
      '6 unknown-key tones.tech',
      '8 bad-value steps[0]',
      '10 duplicate steps[2].id',
      '10 bad-value steps[2].wait',
      '11 bad-value steps[3].tone',
      '12 personal steps[4].set.field',
      '13 wrong-type steps[5].set.to',
      '14 bad-value steps[6].tell',
      '15 unreachable steps[7].branch[0]',
      '16 bad-value steps[8].split.by',
      '16 bad-value steps[8].split.arms',
      '17 missing steps[9]',
    ],
  )
})

test('[Z1] a remedy says what to write', () => {
  assert.deepEqual(problemsWith('wait: 3 days', 'wait: 3 dys')[0]?.slice(0, 2), [
    'bad-value',
    'steps[1].wait',
  ])
  assert.deepEqual(problemsWith('did: Email Unsubscribed', 'did: Email Unsubscribd'), [
    ['not-catalogued', 'leave.did', 'did you mean `Email Unsubscribed`?'],
  ])
  assert.deepEqual(problemsWith('wait-for: {', 'wait-fr: {'), [
    ['bad-value', 'steps[3]', 'did you mean `wait-for`?'],
  ])
  assert.deepEqual(problemsWith('hold-out: 10%', 'hold-out: 60%')[0]?.[0], 'bad-value')
})

test('[Z1] what is no program at all is told so', () => {
  for (const text of ['', '[]', 'program: {', 'steps: []', '42']) {
    const { program, problems } = readProgram(text, context)
    assert.equal(program, null)
    assert.ok(problems.length > 0, text)
  }
})

test('[Z1] the segments that a program names are known', () => {
  const text = shownProgram('first-steps').replace('{ stage: [lead, recycled] }', '{ segment: hot }')
  assert.deepEqual(segmentsNamedBy(programFrom(text)), ['hot'])
})

test('[Z2] layout, comments and spelling change no hash; any rule does', () => {
  const text = shownProgram('first-steps')
  const hash = programHash(programFrom(text))
  assert.equal(programHash(programFrom(JSON.stringify(parse(text)))), hash)
  assert.equal(programHash(programFrom(text.replace('1 week', '7 days'))), hash)
  for (const [from, to] of [
    ['hold-out: 10%', 'hold-out: 11%'],
    ['by: click', 'by: goal'],
    ['score: 20', 'score: 21'],
    ['again: never', 'again: after 1 day'],
    ['09:00-17:00', '09:00-17:01'],
    ['tone: prove', 'tone: offer'],
  ] as const) {
    assert.ok(text.includes(from))
    assert.notEqual(programHash(programFrom(text.replace(from, to))), hash, to)
  }
})

test('[Z2] the shown programs written as documents read back the same', () => {
  for (const name of SHOWN) {
    const program = programFrom(shownProgram(name))
    assert.deepEqual(programFrom(JSON.stringify(programDocument(program))), program)
  }
})

const schema = programSchema(standardCatalogue)
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)

test('[Z3] the published schema is the one that the engine makes, and the shown programs are valid', () => {
  const file = new URL('../../../docs/programs/program.schema.json', import.meta.url)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(schema)))
  for (const name of SHOWN) {
    assert.ok(validate(parse(shownProgram(name))), `${name}: ${JSON.stringify(validate.errors)}`)
    const written = programDocument(programFrom(shownProgram(name)))
    assert.ok(validate(JSON.parse(JSON.stringify(written))), `${name}: ${JSON.stringify(validate.errors)}`)
  }
})

test('[Z3] a misspelt key, an unknown event, stage, tone or field and a wrong duration are refused', () => {
  const text = shownProgram('first-steps')
  for (const [from, to] of [
    ['hold-out:', 'holdout:'],
    ['did: Content Downloaded', 'did: Content Downloadd'],
    ['stage: [lead, recycled]', 'stage: [lead, recycle]'],
    ['tone: offer', 'tone: sell'],
    ['wait: 3 days', 'wait: 3'],
    ['send: next-best, tone: compare', 'set: { field: lead.email, to: x }'],
  ] as const) {
    assert.ok(text.includes(from))
    assert.equal(validate(parse(text.replace(from, to))), false, to)
  }
})
