/// <reference lib="dom" />
/** The browser script as it is built, in a real browser, on a page of another origin than Baton: exactly what it tells. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inShort, leave, normalised, say, skip, stored, trackerSite } from './tracker-site.ts'

describe('what the browser script tells', { skip }, () => {
  const site = trackerSite()

  test('a first page is told exactly, once, a second later', async () => {
    const { page, context } = await site.visitor()
    const path = '/pricing?email=x%40y.example&utm_source=news&utm_medium=email&utm_campaign=may&gclid=g1#top'
    await site.open(page, path, 'https://search.example/results?q=private')
    await page.clock.runFor(500)
    assert.deepEqual(site.sent, [])
    await page.clock.runFor(600)
    const messages = await site.arrived(1)
    const query = '?utm_source=news&utm_medium=email&utm_campaign=may&gclid=g1'
    const touch = {
      at: 'time',
      source: 'news',
      medium: 'email',
      campaign: 'may',
      click: { gclid: 'g1' },
      referrer: 'search.example',
      landing: '/pricing',
    }
    assert.deepEqual(site.sent.map(normalised), [
      {
        method: 'POST /v1/b',
        contentType: 'text/plain;charset=UTF-8',
        mode: 'cors',
        writeKey: 'wk_test',
        sentAt: 'time',
        batch: [
          {
            anonymousId: 'id',
            type: 'page',
            messageId: 'id',
            timestamp: 'time',
            context: {
              library: { name: 'baton.js', version: '0.1.0' },
              locale: 'de-DE',
              timezone: 'Europe/Berlin',
              page: {
                url: `${site.url}/pricing${query}`,
                path: '/pricing',
                title: 'Acme',
                referrer: 'https://search.example/results',
                search: query,
              },
              campaign: { source: 'news', medium: 'email', name: 'may' },
              click: { gclid: 'g1' },
              touch: { first: touch, last: touch },
            },
          },
        ],
      },
    ])
    const { baton_id: id, ...others } = await stored(page)
    assert.equal(JSON.parse(id!), messages[0]!.anonymousId)
    assert.deepEqual(Object.keys(others).sort(), ['baton_first', 'baton_last'])
    assert.deepEqual(await context.cookies(), [])
    await context.close()
  })

  test('the first touch stays, the last changes with each arrival, and the visitor is the same', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/', 'https://news.example/')
    await site.open(page, '/docs', `${site.url}/`)
    await site.open(page, '/pricing?utm_source=ads')
    await leave(page)
    const messages = await site.arrived(3)
    const touches = messages.map(({ context: { touch } }) => [touch.first.referrer, touch.last.landing])
    assert.deepEqual(touches, [
      ['news.example', '/'],
      ['news.example', '/'],
      ['news.example', '/pricing'],
    ])
    assert.equal(new Set(messages.map(({ anonymousId }) => anonymousId)).size, 1)
    await context.close()
  })

  test('pages of an application of one page are viewed and read like others', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await page.clock.runFor(4_000)
    const go = (path: string) =>
      page.evaluate((path) => {
        history.pushState({}, '', path)
        document.title = `Page ${path}`
      }, path)
    await go('/pricing')
    await page.clock.runFor(100)
    await go('/pricing?sort=up#plans')
    await page.clock.runFor(3_000)
    await page.goBack()
    await page.goBack()
    await page.clock.runFor(100)
    // As when the browser shows a page again that it had kept whole.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await leave(page)
    const messages = await site.arrived(6)
    assert.deepEqual(inShort(messages), [
      'page /',
      'Page Read {"seconds":4,"scroll":0,"path":"/"}',
      'page /pricing',
      'Page Read {"seconds":3,"scroll":0,"path":"/pricing"}',
      'page /',
      'page /',
    ])
    const { title, referrer } = messages[2]!.context['page']
    assert.deepEqual([title, referrer], ['Page /pricing', `${site.url}/`])
    assert.equal(messages[1]!.context['page'].referrer, '')
    assert.equal(messages[1]!.context['page'].title, 'Acme')
    await context.close()
  })

  test('clicks, files and forms are noted, and what is typed is not', async () => {
    site.embed(
      '',
      `<div onclick="event.preventDefault(); event.stopPropagation()">
         <a id="out" href="https://partner.example/a?id=7"><b>Partner</b></a>
         <a id="in" href="/about">About</a>
         <a id="file" href="/files/guide.pdf?token=x"> The guide </a>
         <svg><a id="drawn" href="https://other.example/"><text y="20">Drawn</text></a></svg>
         <button id="plan" data-baton-event="Plan Chosen" data-baton-plan-name="pro">Choose</button>
       </div>
       <form id="unnamed" onsubmit="return false"><input name="id"><button id="ask">Ask</button></form>
       <form name="demo" data-baton-identify onsubmit="return false">
         <input name="company"><input type="email" name="mail"><button id="send">Send</button>
       </form>`,
    )
    const { page, context } = await site.visitor()
    await site.open(page, '/start')
    for (const id of ['out', 'in', 'file', 'drawn', 'plan']) await page.click(`#${id}`)
    await page.fill('[name=company]', 'Secret Corporation')
    await page.fill('[name=mail]', 'ada@acme.example')
    await page.click('#send')
    await page.click('#ask')
    await leave(page)
    const messages = await site.arrived(8)
    assert.deepEqual(
      inShort(messages).filter((line) => !line.startsWith('Page Read')),
      [
        'page /start',
        'Link Clicked {"path":"/start","link":"partner.example"}',
        'File Downloaded {"file":"guide.pdf","title":"The guide"}',
        'Plan Chosen {"plan_name":"pro"}',
        'Form Started {"form":"demo"}',
        'identify {"email":"ada@acme.example"}',
        'Form Sent {"form":"demo"}',
        'Form Sent {"form":"unnamed"}',
      ],
    )
    assert.doesNotMatch(JSON.stringify(messages), /Secret|token/)
    await context.close()
  })

  test('a video is told by quarters that were really played, each once', async () => {
    site.embed('', '<video title="Tour"></video>')
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await page.evaluate(() => {
      const video = document.querySelector('video')!
      let played: [number, number][] = []
      const ranges = {
        get length() {
          return played.length
        },
        start: (part: number) => played[part]![0],
        end: (part: number) => played[part]![1],
      }
      const given = { duration: 40, currentSrc: 'https://acme.example/tour.mp4', played: ranges }
      for (const [name, value] of Object.entries(given)) Object.defineProperty(video, name, { value })
      const play = (type: string, ...parts: [number, number][]) => {
        played = parts
        video.dispatchEvent(new Event(type))
      }
      play('timeupdate', [0, 9])
      play('timeupdate', [0, 11])
      play('timeupdate', [0, 12])
      play('timeupdate', [0, 12], [38, 39])
      play('timeupdate', [0, 31])
      play('ended', [0, 39.9])
      play('ended', [0, 40])
      play('ended', [0, 60])
    })
    await leave(page)
    const told = (await site.arrived(5)).slice(1).map(({ properties }) => properties)
    assert.deepEqual(
      told,
      [25, 50, 75, 100].map((percent) => ({ title: 'Tour', percent })),
    )
    await context.close()
  })

  test('the token of a mail goes with the page view and out of the address; a machine says that it is one', async () => {
    const { page, context } = await site.visitor({ isAutomated: true })
    await site.open(page, '/offer?bt=t0ken&size=2#more')
    assert.equal(page.url(), `${site.url}/offer?size=2#more`)
    await say(page, 'track', 'Chat Started')
    await leave(page)
    const messages = await site.arrived(2)
    assert.deepEqual(
      messages.map(({ context }) => [context['mailClick'], context['automated'], context['page'].url]),
      [
        ['t0ken', true, `${site.url}/offer`],
        [undefined, true, `${site.url}/offer`],
      ],
    )
    await context.close()
  })

  test('a copy on the site itself, and a site that says itself what is viewed', async () => {
    site.show(
      `<script async src="/own.js" data-key="wk_own" data-pages="off" data-host="${site.baton}"></script>`,
    )
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await page.evaluate(() => history.pushState({}, '', '/step-2'))
    await page.clock.runFor(200)
    await say(page, 'page', 'Docs', 'Step 2', { words: 300 })
    await leave(page)
    const [viewed, ...others] = await site.arrived(1)
    assert.deepEqual(
      [viewed!['category'], viewed!['name'], viewed!.properties, viewed!.context['page'].path, others],
      ['Docs', 'Step 2', { words: 300 }, '/step-2', []],
    )
    await context.close()
  })

  test('a site says who it is; somebody else at the same browser is somebody else', async () => {
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    await say(page, 'identify', 'ada', { title: 'CTO' })
    await say(page, 'group', 'acme', { industry: 'software' })
    await say(page, 'identify', 'grace')
    await say(page, 'reset')
    await say(page, 'track', 'Chat Started')
    await say(page, 'alias', 'joan')
    await leave(page)
    const messages = await site.arrived(6)
    const [a, b, c] = [...new Set(messages.map(({ anonymousId }) => anonymousId))]
    assert.deepEqual(
      messages.map(({ type, userId, anonymousId }) => [type, userId, anonymousId]),
      [
        ['page', undefined, a],
        ['identify', 'ada', a],
        ['group', 'ada', a],
        ['identify', 'grace', b],
        ['track', undefined, c],
        ['alias', 'joan', c],
      ],
    )
    assert.deepEqual(messages[2]!['groupId'], 'acme')
    assert.equal(messages[5]!['previousId'], c)
    await context.close()
  })
})
