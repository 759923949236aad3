import { catalogueWith, compileAgreement, readAgreement, standardCatalogue } from '@baton/engine'
import { FrameBuilder, replay, type Frame } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { livesWithEvents } from '../../simulator/index.ts'
import { rangesOf, ReplayThreads } from './replay-threads.ts'

const UNTIL = Date.UTC(2026, 10, 1)

function frameOf(leads: number): Frame {
  const builder = new FrameBuilder(standardCatalogue)
  let seq = 0
  for (const { truth, events } of livesWithEvents({ seed: 4, until: UNTIL, leads, months: 9 })) {
    const lead = `person-${truth.index}`
    const company = events.find((event) => event.company)?.company?.id ?? null
    builder.addLead(lead, company)
    for (const event of events) {
      const { company: about } = event
      builder.addEvent({
        ...event,
        lead,
        seq: ++seq,
        leadFacts: event.lead,
        companyFacts: about?.fields,
        company: about?.id,
      })
    }
  }
  return builder.build({ until: UNTIL })
}

const document = readFileSync(join(import.meta.dirname, '../../../agreements/northbeam-b2b.yaml'), 'utf8')

function compiled(text = document) {
  const catalogue = catalogueWith({})
  const { agreement, problems } = readAgreement(text, catalogue)
  assert.ok(agreement, JSON.stringify(problems))
  return compileAgreement(agreement, catalogue, zoneOffsets)
}

describe('a replay on several threads', () => {
  const frame = frameOf(400)
  const open: ReplayThreads[] = []
  const threadsOn = (of: Frame, count: number) => {
    open.push(new ReplayThreads(of, count))
    return open.at(-1)!
  }
  after(() => Promise.all(open.map((threads) => threads.close())))

  test('concludes what one thread concludes, however many there are', async () => {
    const expected = replay(frame, compiled())
    assert.ok(expected.promotions.lead.length > 20)
    for (const count of [1, 2, 3, 7])
      assert.deepEqual(await threadsOn(frame, count).replay(compiled()), expected)
  })

  test('answers for one agreement after another, and for several asked at once', async () => {
    const threads = threadsOn(frame, 2)
    const other = compiled(
      document.replace('score: 100', 'score: 70').replace('give: 20, to', 'give: 25, to'),
    )
    const stricter = compiled(
      document.replace('where: { page_group: pricing }', 'where: { page_group: docs }'),
    )
    const asked = [compiled(), other, stricter, compiled()]
    const expected = asked.map((of) => replay(frame, of))
    assert.notDeepEqual(expected[0], expected[1])
    assert.notDeepEqual(expected[0], expected[2])
    assert.deepEqual(await Promise.all(asked.map((of) => threads.replay(of))), expected)
  })

  test('of nobody concludes nothing', async () => {
    const nobody = new FrameBuilder(standardCatalogue).build({ until: UNTIL })
    assert.deepEqual(await threadsOn(nobody, 4).replay(compiled()), replay(nobody, compiled()))
  })

  test('fails when its threads are closed, and for those who still wait', async () => {
    const threads = threadsOn(frame, 2)
    const waiting = assert.rejects(threads.replay(compiled()), /closed/)
    await threads.close()
    await waiting
    await assert.rejects(threads.replay(compiled()), /closed/)
  })

  test('names what a thread could not do, and goes on', async () => {
    const threads = threadsOn(frame, 2)
    const { agreement, catalogue } = compiled()
    const broken = { ...agreement, points: null as unknown as typeof agreement.points }
    await assert.rejects(threads.replay({ agreement: broken, catalogue }), Error)
    assert.deepEqual(await threads.replay(compiled()), replay(frame, compiled()))
  })
})

test('ranges of leads follow one another, hold all of them, and about as many events each', () => {
  assert.deepEqual(rangesOf(Uint32Array.of(0), 4), [[0, 0]])
  assert.deepEqual(rangesOf(Uint32Array.of(0, 5), 4), [[0, 1]])
  assert.deepEqual(rangesOf(Uint32Array.of(0, 1, 2, 3, 4), 2), [
    [0, 2],
    [2, 4],
  ])
  assert.deepEqual(rangesOf(Uint32Array.of(0, 90, 91, 92, 100), 2), [
    [0, 1],
    [1, 4],
  ])
  assert.deepEqual(rangesOf(Uint32Array.of(0, 0, 0), 2), [[0, 2]])
})
