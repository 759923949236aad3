/// <reference lib="dom" />
/** Segment's snippet with the browser script behind it, and both on a real Baton. */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ensureSource, openServer } from '@baton/server'
import { type Global, inShort, leave, say, skip, stored, trackerSite } from './tracker-site.ts'

describe('the browser script in the place of another', { skip }, () => {
  const site = trackerSite()

  test("Segment's snippet works with nothing but the host changed", async () => {
    site.show(`<a href="#tour">Tour</a>${segmentSnippet(site.baton, 'wk_segment')}`)
    const { page, context } = await site.visitor()
    await page.goto(`${site.url}/landing`)
    await page.waitForFunction(() => (globalThis as Global).analytics['initialized'])
    await page.evaluate(() => {
      const { analytics, baton } = globalThis as Global
      if (analytics !== baton) throw new Error('They are two.')
      analytics['on']!('track', () => {})
      analytics['trackLink']!(document.querySelectorAll('a'), 'Tour Opened', { from: 'hero' })
      document.querySelector('a')!.click()
      analytics['track']!('Trial Started', { plan: 'pro' })
      history.pushState({}, '', '/app')
    })
    await page.clock.runFor(1_000)
    const messages = await site.arrived(4)
    assert.deepEqual(inShort(messages), [
      'page /landing',
      'identify {"email":"ada@acme.example"}',
      'Tour Opened {"from":"hero"}',
      'Trial Started {"plan":"pro"}',
    ])
    assert.deepEqual([messages[0]!['name'], messages[0]!.properties], ['Home', {}])
    assert.equal(site.sent[0]!.writeKey, 'wk_segment')
    await context.close()
  })

  test("another's analytics.js stays what it is, and calls that waited are made", async () => {
    site.show(
      `<script>analytics = Object.assign([], { invoked: true }); baton = [['track', 'Chat Started', { topic: 'early' }]]</script>
       <script async src="${site.baton}/baton.js"></script>`,
    )
    const { page, context } = await site.visitor()
    await site.open(page, '/')
    assert.equal(await page.evaluate(() => Array.isArray((globalThis as Global).analytics)), true)
    await page.clock.runFor(2_000)
    assert.deepEqual([site.sent, await stored(page)], [[], {}])
    await say(page, 'load', 'wk_late')
    await leave(page)
    const messages = await site.arrived(2)
    assert.deepEqual(inShort(messages).slice(0, 2), ['page /', 'Chat Started {"topic":"early"}'])
    assert.equal(site.sent[0]!.writeKey, 'wk_late')
    await context.close()
  })

  test('a real Baton serves it, and stores what it sends as the history of one lead', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'baton-tracker-'))
    chmodSync(dataDir, 0o755)
    const baton = await openServer({ dataDir, port: 0, log: () => {} })
    try {
      const { writeKey } = await ensureSource(baton.pool, 'website')
      const { page, context } = await site.visitor()
      site.show(segmentSnippet(baton.url, writeKey))
      await page.goto(`${site.url}/pricing?utm_source=Partner&utm_campaign=launch`)
      await page.waitForFunction(() => (globalThis as Global).analytics['initialized'])
      await page.clock.runFor(3_000)
      site.show(`<script async src="${baton.url}/baton.js" data-key="${writeKey}"></script>`)
      await site.open(page, '/docs')
      const delivered = page.waitForResponse((response) => response.url().endsWith('/v1/b'))
      await page.clock.runFor(1_000)
      assert.equal((await delivered).status(), 200)
      const { rows } = await baton.pool.query(
        "select name, trust, properties->>'page_group' as page_group from events order by occurred_at, name",
      )
      assert.deepEqual(rows.map(({ name, trust, page_group }) => [name, trust, page_group]).sort(), [
        ['Lead Identified', 'public', null],
        ['Page Read', 'public', 'pricing'],
        ['Page Viewed', 'public', 'docs'],
        ['Page Viewed', 'public', 'pricing'],
      ])
      const { rows: leads } = await baton.pool.query(
        'select email, source, state from leads where joined_to is null',
      )
      assert.deepEqual(
        leads.map(({ email, source }) => [email, source]),
        [['ada@acme.example', 'partner']],
      )
      assert.match(String(leads[0].state), /launch.*\/pricing/)
      await context.close()
    } finally {
      await baton.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})

/** As sites carry it (version 5.2.0), but for the host, and for two calls at its end. */
function segmentSnippet(host: string, key: string): string {
  return `<script>
  !function(){var i="analytics",analytics=window[i]=window[i]||[];if(!analytics.initialize)if(analytics.invoked)window.console&&console.error&&console.error("Segment snippet included twice.");else{analytics.invoked=!0;analytics.methods=["trackSubmit","trackClick","trackLink","trackForm","pageview","identify","reset","group","track","ready","alias","debug","page","screen","once","off","on","addSourceMiddleware","addIntegrationMiddleware","setAnonymousId","addDestinationMiddleware","register"];analytics.factory=function(e){return function(){if(window[i].initialized)return window[i][e].apply(window[i],arguments);var n=Array.prototype.slice.call(arguments);if(["track","screen","alias","group","page","identify"].indexOf(e)>-1){var c=document.querySelector("link[rel='canonical']");n.push({__t:"bpc",c:c&&c.getAttribute("href")||void 0,p:location.pathname,u:location.href,s:location.search,t:document.title,r:document.referrer})}n.unshift(e);analytics.push(n);return analytics}};for(var n=0;n<analytics.methods.length;n++){var key=analytics.methods[n];analytics[key]=analytics.factory(key)}analytics.load=function(key,n){var t=document.createElement("script");t.type="text/javascript";t.async=!0;t.setAttribute("data-global-segment-analytics-key",i);t.src="${host}/analytics.js/v1/" + key + "/analytics.min.js";var r=document.getElementsByTagName("script")[0];r.parentNode.insertBefore(t,r);analytics._loadOptions=n};analytics._writeKey="${key}";;analytics.SNIPPET_VERSION="5.2.0";
  analytics.load("${key}");
  analytics.page("Home");
  analytics.identify({ email: "ada@acme.example" });
  }}();
  </script>`
}
