/// <reference lib="dom" />
/** What the browser script stores and sends of whom: consent, Global Privacy Control, pages without storage. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Global, inShort, leave, say, skip, stored, trackerSite } from './tracker-site.ts'

describe('what the browser script keeps to itself', { skip }, () => {
  const site = trackerSite()

  test('where consent is required nothing is stored or sent before; then all that happened is', async () => {
    site.embed('data-consent="required"')
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await say(page, 'track', 'Chat Started', { topic: 'prices' })
    assert.equal(
      await page.evaluate(() =>
        ((globalThis as Global).baton['user']!() as { anonymousId(): string | null }).anonymousId(),
      ),
      null,
    )
    await page.clock.runFor(5_000)
    assert.deepEqual([await stored(page), site.sent], [{}, []])
    await say(page, 'consent', true)
    await page.clock.runFor(1_000)
    const messages = await site.arrived(2)
    assert.deepEqual(inShort(messages), ['page /', 'Chat Started {"topic":"prices"}'])
    assert.ok((await stored(page))['baton_id'])
    await context.close()
  })

  test('a refusal drops what happened and what was stored, also of an earlier visit', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await leave(page)
    await site.arrived(1)
    site.embed('data-consent="required"')
    await site.open(page, '/')
    await say(page, 'consent', false)
    await say(page, 'track', 'Chat Started')
    await page.clock.runFor(5_000)
    assert.deepEqual(await stored(page), {})
    await say(page, 'consent', true)
    await say(page, 'track', 'Demo Requested')
    await leave(page)
    const messages = await site.arrived(2)
    assert.deepEqual(inShort(messages).slice(1), [
      'Demo Requested {}',
      'Page Read {"seconds":5,"scroll":100,"path":"/"}',
    ])
    assert.notEqual(messages[1]!.anonymousId, messages[0]!.anonymousId)
    await context.close()
  })

  test('Global Privacy Control keeps everything back until the visitor says otherwise', async () => {
    const { page, context } = await site.visitor({ refusesTracking: true })
    await site.open(page, '/?utm_source=ads')
    await say(page, 'identify', 'ada', { email: 'ada@acme.example' })
    await page.clock.runFor(5_000)
    assert.deepEqual([await stored(page), await context.cookies()], [{}, []])
    await site.open(page, '/again')
    await page.clock.runFor(5_000)
    assert.deepEqual(site.sent, [])
    await say(page, 'consent', true)
    await leave(page)
    assert.deepEqual(inShort(await site.arrived(1)), [
      'page /again',
      'Page Read {"seconds":5,"scroll":100,"path":"/again"}',
    ])
    await context.close()
  })

  test('without storage the visitor is another on each page', async () => {
    site.embed('data-cookies="off"')
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await say(page, 'track', 'Chat Started')
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])
    assert.deepEqual(kept, ['', 0, 0])
    await site.open(page, '/next')
    await leave(page)
    const [first, second, third] = await site.arrived(3)
    assert.equal(first!.anonymousId, second!.anonymousId)
    assert.notEqual(first!.anonymousId, third!.anonymousId)
    await context.close()
  })

  test('a browser that forbids storage is a visitor for the length of a page', async () => {
    const { page, context } = await site.visitor()
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await site.open(page, '/')
    await say(page, 'identify', 'ada')
    site.answer(503)
    await page.clock.runFor(1_000)
    await site.arrived(2)
    site.answer(200)
    await page.clock.runFor(10_000)
    const messages = await site.arrived(4)
    assert.deepEqual(messages.slice(2), messages.slice(0, 2))
    assert.deepEqual([messages[0]!.anonymousId, messages[1]!.userId], [messages[1]!.anonymousId, 'ada'])
    await context.close()
  })

  test('a page that a browser only prepared was not viewed until it is shown', async () => {
    const { page, context } = await site.visitor()
    await context.addInitScript(() => {
      Object.defineProperty(document, 'prerendering', { value: true, configurable: true })
    })
    await site.open(page, '/')
    await page.clock.runFor(2_000)
    assert.deepEqual([site.sent, await stored(page)], [[], {}])
    await page.evaluate(() => {
      Object.defineProperty(document, 'prerendering', { value: false })
      document.dispatchEvent(new Event('prerenderingchange'))
    })
    await page.clock.runFor(1_000)
    assert.deepEqual(inShort(await site.arrived(1)), ['page /'])
    await context.close()
  })
})
