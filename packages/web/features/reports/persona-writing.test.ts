import { LEAD_DIMENSIONS } from '@baton/engine/reports'
import { personaWrittenSchema } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOfMark, MARK_DIMENSIONS, markOfDraft, NO_PERSONA, personaOfText, textOfPersona, timesOfWeight } from './persona-writing.ts' // prettier-ignore

const PERSONA = {
  name: 'Ops lead',
  about: 'Runs the warehouse.',
  pains: ['late trucks', 'paper lists'],
  words: ['dock', 'slot'],
  marks: [
    { kind: 'fact' as const, dimension: 'industry' as const, values: ['logistics'], weight: 1.8 },
    { kind: 'did' as const, event: 'Pricing Viewed', weight: 0.7 },
    { kind: 'took' as const, content: 'Dock guide', weight: 1 },
  ],
}

test('a persona that is opened and saved is as it was, and the server takes it', () => {
  const written = personaOfText(textOfPersona(PERSONA))
  assert.deepEqual(written, PERSONA)
  assert.deepEqual(personaWrittenSchema.parse(written), PERSONA)
})

test('all dimensions but the persona itself can be marks', () => {
  assert.deepEqual(new Set(MARK_DIMENSIONS), new Set(LEAD_DIMENSIONS.filter((name) => name !== 'persona')))
})

test('without a name, or with a mark that says nothing, there is nothing to save', () => {
  assert.equal(personaOfText(NO_PERSONA), null)
  const empty = draftOfMark({ kind: 'fact', dimension: 'size', values: [], weight: 1 })
  assert.equal(personaOfText({ ...NO_PERSONA, name: 'A', marks: [empty] }), null)
})

test('a weight is a number from 0.1 to 10', () => {
  const mark = draftOfMark({ kind: 'did', event: 'Demo', weight: 1 })
  for (const weight of ['', ' ', '0', '11', 'much']) assert.equal(markOfDraft({ ...mark, weight }), null)
  assert.deepEqual(markOfDraft({ ...mark, weight: '0.5' }), { kind: 'did', event: 'Demo', weight: 0.5 })
  assert.equal(timesOfWeight('0'), null)
  assert.ok(Math.abs(timesOfWeight('0.693147')! - 2) < 1e-5)
})

test('lines without text are no pains', () => {
  assert.deepEqual(personaOfText({ ...NO_PERSONA, name: ' A ', pains: 'one\n\n  two ' }), {
    name: 'A',
    about: '',
    pains: ['one', 'two'],
    words: [],
    marks: [],
  })
})
