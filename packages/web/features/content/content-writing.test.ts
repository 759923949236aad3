import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContentAsset } from '@baton/protocol'
import { contentOfDraft, contentProblems, draftOfContent, NO_CONTENT } from './content-writing.ts'
import { ALL_CONTENT, countsOf, foundContent } from './found-content.ts'

const BOOK: ContentAsset = {
  id: '1',
  title: 'The Book',
  teaser: 'Ten pages',
  kind: 'e-book',
  funnel: 'top',
  topic: 'Flow',
  pains: ['Late', 'Rework'],
  personas: ['anna'],
  product: '',
  language: 'en',
  owner: null,
  ownerName: null,
  publishedOn: '2026-01-02',
  freshUntil: null,
  isFresh: true,
  url: 'https://northbeam.example/book',
  file: null,
  fileName: null,
  names: ['Book'],
  archived: false,
  revision: 1,
  changedAt: '',
  changedBy: null,
}

test('what is read is written back as it was', () => {
  const { title, pains, names, publishedOn, freshUntil, owner, file, personas } = contentOfDraft(
    draftOfContent(BOOK),
  )
  assert.deepEqual(
    { title, pains, names, publishedOn, freshUntil, owner, file, personas },
    { title: 'The Book', pains: ['Late', 'Rework'], names: ['Book'], publishedOn: '2026-01-02', freshUntil: null, owner: null, file: null, personas: ['anna'] }, // prettier-ignore
  )
})

test('a draft says what is missing or cannot be', () => {
  assert.deepEqual(Object.keys(contentProblems(NO_CONTENT)), ['title'])
  const wrong = { ...draftOfContent(BOOK), url: 'ftp://x', language: 'deutsch!' }
  assert.deepEqual(Object.keys(contentProblems(wrong)), ['url', 'language'])
  assert.deepEqual(contentProblems({ ...draftOfContent(BOOK), file: 'f' }), {
    url: 'An address or a file, not both',
  })
})

test('content is found by words, facets and freshness; archived ones when they are asked for', () => {
  const old = { ...BOOK, id: '2', title: 'Old', isFresh: false, archived: true }
  const found = (more: object) => foundContent([BOOK, old], { ...ALL_CONTENT, ...more }).map(({ id }) => id)
  assert.deepEqual(found({}), ['1'])
  assert.deepEqual(found({ words: 'rework flow', archived: true }), ['1', '2'])
  assert.deepEqual(found({ archived: true, freshness: 'stale' }), ['2'])
  assert.deepEqual(found({ chosen: { kind: ['video'] } }), [])
  assert.deepEqual(found({ chosen: { pain: ['Rework', 'Cost'], topic: ['Flow'], kind: [] } }), ['1'])
  assert.deepEqual(found({ chosen: { owner: ['somebody'] } }), [])
})

test('a facet counts what each choice would find', () => {
  const other = { ...BOOK, id: '2', pains: ['Late'], topic: '' }
  assert.deepEqual(countsOf([BOOK, other], 'pain'), [
    { value: 'Late', count: 2 },
    { value: 'Rework', count: 1 },
  ])
  assert.deepEqual(countsOf([BOOK, other], 'topic'), [{ value: 'Flow', count: 1 }])
})
