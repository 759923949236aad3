/// <reference lib="dom" />
/** How what the browser script notes arrives: on leaving, offline, and when Baton is away. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Global, inShort, leave, say, skip, stored, trackerSite } from './tracker-site.ts'

describe('how what the browser script notes arrives', { skip }, () => {
  const site = trackerSite()

  test('leaving by a link sends what is left in order, by a beacon, with the time really spent', async () => {
    site.embed(
      '',
      `<a href="http://away.localhost:${new URL(site.baton).port}/">Away</a><p style="height: 5000px">`,
    )
    const { page, context } = await site.visitor()
    await site.open(page, '/story')
    await page.clock.runFor(1_000)
    await site.arrived(1)
    await page.clock.runFor(99_000)
    await page.mouse.wheel(0, 1000)
    await page.waitForFunction(() => scrollY === 1000)
    await page.clock.runFor(8_000)
    await page.evaluate(() => document.querySelector('a')!.click())
    const messages = await site.arrived(3)
    const { scroll, ...read } = messages[2]!.properties!
    assert.deepEqual(inShort(messages.slice(0, 2)), [
      'page /story',
      'Link Clicked {"path":"/story","link":"away.localhost"}',
    ])
    assert.deepEqual([messages[2]!.event, read], ['Page Read', { seconds: 38, path: '/story' }])
    assert.ok(Number(scroll) > 30 && Number(scroll) < 40, String(scroll))
    assert.deepEqual(
      site.sent.map(({ mode }) => mode),
      ['cors', 'no-cors'],
    )
    assert.equal(site.sent[1]!.contentType, 'text/plain;charset=UTF-8')
    await context.close()
  })

  test('each absence tells what was read since the last, also in a browser without beacons', async () => {
    const { page, context } = await site.visitor()
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'sendBeacon', { value: undefined })
    })
    await site.open(page, '/')
    const turn = (isHidden: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      }, isHidden)
    await page.clock.runFor(5_000)
    await turn(true)
    await page.clock.runFor(60_000)
    await turn(false)
    await page.clock.runFor(7_000)
    await turn(true)
    const messages = await site.arrived(3)
    assert.deepEqual(
      messages.slice(1).map(({ properties }) => properties!['seconds']),
      [5, 7],
    )
    assert.ok(site.sent.every(({ mode }) => mode === 'cors'))
    await context.close()
  })

  test('what happens offline is kept, and sent once each when back', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await page.clock.runFor(1_000)
    await site.arrived(1)
    await context.setOffline(true)
    for (const topic of ['a', 'b']) await say(page, 'track', 'Chat Started', { topic })
    await page.clock.runFor(1_000)
    await page.waitForFunction(() => localStorage['baton_queue']?.includes('"b"'))
    await say(page, 'track', 'Chat Started', { topic: 'c' })
    const kept = JSON.parse((await stored(page))['baton_queue']!) as { messageId: string }[]
    await context.setOffline(false)
    const messages = await site.arrived(4)
    assert.deepEqual(
      messages.slice(1).map(({ properties }) => properties!['topic']),
      ['a', 'b', 'c'],
    )
    assert.deepEqual(
      messages.slice(1, 3).map(({ messageId }) => messageId),
      kept.map(({ messageId }) => messageId),
    )
    await page.waitForFunction(() => !('baton_queue' in localStorage))
    await page.clock.runFor(20_000)
    assert.equal(site.sent.flatMap(({ batch }) => batch).length, 4)
    await context.close()
  })

  test('what a page could not send the next one sends, under the same ids; what is refused is not sent again', async () => {
    const { page, context } = await site.visitor()
    site.answer(503)
    await site.open(page, '/')
    await page.clock.runFor(1_000)
    await page.waitForFunction(() => 'baton_queue' in localStorage)
    await page.clock.runFor(1_900)
    assert.equal(site.sent.length, 1)
    await page.clock.runFor(200)
    await site.arrived(2)
    await page.waitForFunction(() => 'baton_queue' in localStorage)
    site.answer(400)
    await site.open(page, '/next')
    await page.clock.runFor(1_000)
    await site.arrived(5)
    const [first, again, last] = site.sent
    assert.deepEqual(again!.batch, first!.batch)
    assert.deepEqual(last!.batch[0], first!.batch[0])
    assert.deepEqual(inShort(last!.batch).slice(0, 1), ['page /'])
    await page.clock.runFor(60_000)
    await leave(page)
    await site.arrived(6)
    assert.deepEqual(inShort(site.sent[3]!.batch), ['Page Read {"seconds":30,"scroll":100,"path":"/next"}'])
    await context.close()
  })

  test('ten events do not wait, and at most a hundred are kept', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await page.evaluate(() => {
      for (let n = 0; n < 9; n++) (globalThis as Global).baton['track']!('Chat Started', { n })
    })
    await site.arrived(10)
    assert.equal(site.sent.length, 1)
    site.answer(500)
    await page.evaluate(() => {
      for (let n = 0; n < 130; n++) (globalThis as Global).baton['track']!('Chat Started', { n })
    })
    await page.waitForFunction(() => JSON.parse(localStorage['baton_queue'] ?? '[]').length === 100)
    const kept = JSON.parse((await stored(page))['baton_queue']!) as { properties: { n: number } }[]
    assert.deepEqual([kept[0]!.properties.n, kept[99]!.properties.n], [30, 129])
    await context.close()
  })
})
