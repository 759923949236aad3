import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMapping } from './read-mapping.ts'

const SOUND = `
source: crm
lead: { id: no }
events:
  - event: Demo Requested
    at: asked
`

const problemsOf = (text: string): string[] =>
  readMapping(text).problems.map(({ line, column, code, path }) => `${line}:${column} ${code} ${path}`)

test('five lines are a mapping', () => {
  const { mapping, problems } = readMapping(SOUND)
  assert.deepEqual(problems, [])
  assert.equal(mapping?.trust, 'server')
  assert.deepEqual(
    mapping?.columns.map(({ column, line }) => [column, line]),
    [
      ['asked', 6],
      ['no', 3],
    ],
  )
})

test('all problems are told at once, in order, each with its place', () => {
  const text = `
sauce: crm
lead: { identity: no }
times: { zone: Berlin, format: HH:mm }
facts:
  lead.seniorty: rank
events:
  - event: Demo Reqested
    at: asked
  - event: Opportunity Won
`
  assert.deepEqual(problemsOf(text), [
    '2:1 unknown-key sauce',
    '2:1 missing ',
    '3:7 missing lead',
    '3:9 unknown-key lead.identity',
    '4:16 bad-value times.zone',
    '4:32 bad-value times.format',
    '6:3 not-catalogued facts.lead.seniorty',
    '8:12 not-catalogued events[0].event',
    '10:5 missing events[1]',
  ])
})

test('a misspelt name is answered with the nearest right one', () => {
  const [problem] = readMapping(SOUND.replace('Demo Requested', 'Demo Reqested')).problems
  assert.match(problem!.remedy, /did you mean `Demo Requested`\?/)
})

test('an event that the mapping catalogues itself is known', () => {
  const text = `${SOUND.replace('Demo Requested', 'Loan Requested')}
catalogue: { events: { Loan Requested: { side: engagement, fields: { amount: number } } } }`
  const { mapping, problems } = readMapping(text)
  assert.deepEqual(problems, [])
  assert.equal(mapping?.catalogue.events.at(-1)?.name, 'Loan Requested')
})

test('an event of the standard catalogue keeps its side and fields when a mapping adds some', () => {
  const { mapping } = readMapping(`${SOUND}
catalogue: { events: { Opportunity Won: { fields: { rep: text } } } }`)
  const won = mapping?.catalogue.events.find(({ name }) => name === 'Opportunity Won')
  assert.equal(won?.side, 'outcome')
  assert.deepEqual(
    won?.fields.map(({ name }) => name),
    ['amount', 'currency', 'by', 'rep'],
  )
})

test('a property that nothing catalogues is a warning: it is kept, but no agreement can ask for it', () => {
  const { mapping, problems } = readMapping(`${SOUND}    properties: { shoe_size: shoes }`)
  assert.ok(mapping)
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [['not-catalogued', 'warning']],
  )
})

test('two events of one name need ids of their own, since message ids are made from them', () => {
  assert.deepEqual(problemsOf(`${SOUND}  - { event: Demo Requested, at: again }`), [
    '7:5 duplicate events[1]',
  ])
  assert.deepEqual(problemsOf(`${SOUND}  - { event: Demo Requested, id: second, at: again }`), [])
})

test('a file without a header needs its columns named', () => {
  assert.deepEqual(problemsOf(`${SOUND}csv: { header: false }`), ['7:6 missing csv'])
})

test('what is no YAML at all is one problem with a place', () => {
  const { mapping, problems } = readMapping('source: [olist')
  assert.equal(mapping, null)
  assert.equal(problems[0]?.code, 'yaml')
})
