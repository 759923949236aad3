import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Cells } from './cells.ts'
import { content } from './content.ts'
import { momentOf, toldJourneys, type ToldLead } from './testing/told-journeys.ts'

const LIBRARY = [
  { id: 'book', title: 'The Book', names: ['The Book', 'book.pdf'] },
  { id: 'post', title: 'A post', names: ['A post', '/blog/post'] },
]
const period = { from: momentOf(0), to: momentOf(300) }
const query = { period, filter: {}, library: LIBRARY }

const TOLD: readonly ToldLead[] = [
  // Took it under two names, was promoted within sixty days and won.
  { contact: 0, contents: [[5, 'book.pdf'], [3, 'the book']], promoted: 20, accepted: 22, sql: 25, opportunity: 30, won: 80, stage: 'customer' }, // prettier-ignore
  // Too late to count as moved on.
  { contact: 0, contents: [[3, 'The Book']], promoted: 90, stage: 'mql' },
  // Sales had it already.
  { contact: 0, contents: [[30, 'The Book']], promoted: 10, stage: 'mql', facts: { persona: 'Anna' } },
  { contact: 0, contents: [[30, 'Elsewhere']], reads: [[40, '/blog/post'], [41, '/blog/other']], stage: 'lead' }, // prettier-ignore
  // Nothing can be said yet of what came of it.
  { contact: 0, contents: [[195, 'The Book']], stage: 'lead', facts: { persona: 'Anna' } },
]

test('content is recognised by every name, and counts once, from the first time on', () => {
  const { assets, others } = content(toldJourneys(TOLD, 200), query)
  const [book, post] = assets
  assert.deepEqual(
    [book!.takers, book!.promoted, book!.sql, book!.won].map(({ count }) => count),
    [4, 2, 1, 1],
  )
  assert.equal(post!.takers.count, 1)
  assert.deepEqual(
    others.map(({ title, takers }) => [title, takers.count]),
    [['Elsewhere', 1]],
  )
})

test('who was with sales, or had no time yet, is not asked whether it moved them', () => {
  const { assets } = content(toldJourneys(TOLD, 200), query)
  assert.deepEqual([assets[0]!.moved.successes, assets[0]!.moved.n], [1, 2])
  assert.equal(assets[0]!.moved.tooFew, true)
})

test('each number opens its leads, those that stand somewhere too', () => {
  const journeys = toldJourneys(TOLD, 200)
  const { assets, standing } = content(journeys, query)
  const opened = (cell: string) => {
    const cells = new Cells(cell)
    content(journeys, query, cells)
    return cells.leads()
  }
  assert.deepEqual(opened(assets[0]!.won.cell), [0])
  const annas = standing.find(({ persona, stage }) => persona === 'Anna' && stage === 'lead')!
  assert.deepEqual(opened(annas.leads.cell), [4])
})

test('a title that many took outside of the period is of no row', () => {
  const { assets, others } = content(toldJourneys(TOLD, 200), {
    ...query,
    period: { from: momentOf(100), to: momentOf(300) },
  })
  assert.equal(assets[0]!.takers.count, 1)
  assert.deepEqual(others, [])
})
