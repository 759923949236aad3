/// <reference lib="dom" />
/** Content is added and its gaps are seen and closed; a rep is told what to offer next, and why; a segment is made and kept. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import type { NextContent, Segments } from '@baton/protocol'
import type { Browser, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, signInAs, startDemo } from './demo-server.ts'
import { goTo, NARROW, openScreen, settled } from './open-screen.ts'

const MARKETER = 'Mara Lindqvist'

describe(
  'content and segments',
  { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' },
  () => {
    let server: RunningServer
    let browser: Browser
    let page: Page
    const complaints: string[] = []

    before(async () => {
      server = await startDemo()
      browser = await launchBrowser()
      page = await openScreen(browser, server, complaints, '/content', { as: MARKETER })
      page.setDefaultTimeout(15_000)
    })
    after(async () => {
      await browser?.close()
      await server?.stop()
    })

    const ask = async <Answer>(path: string, who = MARKETER): Promise<Answer> => {
      const answer = await fetch(server.url + path, { headers: { cookie: await signInAs(server.url, who) } })
      assert.equal(answer.status, 200, path)
      return (await answer.json()) as Answer
    }
    const dialog = () => page.getByRole('dialog')
    const saved = async () => {
      await dialog().getByRole('button', { name: 'Save', exact: true }).click()
      await dialog().waitFor({ state: 'detached' })
    }
    const row = (text: string) => page.getByRole('row').filter({ hasText: text })

    test('marketing adds a link by keyboard and a file by mouse, and finds them by facet', async () => {
      await row('A Tour of Process Maps').waitFor()
      await page.keyboard.press('c')
      await dialog().getByLabel('Title', { exact: true }).focus()
      await page.keyboard.type('Ten Ways to Close Early')
      await dialog().getByLabel('Kind', { exact: true }).selectOption('guide')
      await dialog().getByLabel('Place in the funnel').selectOption('middle')
      await dialog().getByLabel('Address').fill('https://northbeam.example/library/close-early')
      await dialog().getByLabel('Topic', { exact: true }).fill('month end')
      await dialog().getByLabel('Title', { exact: true }).press('Enter')
      await dialog().waitFor({ state: 'detached' })
      assert.match(
        (await row('Ten Ways to Close Early').textContent())!,
        /Guide.*Middle of the funnel.*month end/,
      )

      await page.getByRole('button', { name: 'Add content' }).click()
      await dialog().getByLabel('Title', { exact: true }).fill('Freight in Figures')
      await dialog()
        .getByLabel('A file to send up')
        .setInputFiles({
          name: 'freight.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.4 freight'),
        })
      await dialog().getByRole('option', { name: 'freight.pdf' }).waitFor({ state: 'attached' })
      await page.waitForFunction(() =>
        [...document.querySelectorAll('select')].some(
          (select) => select.selectedOptions[0]?.textContent === 'freight.pdf',
        ),
      )
      await dialog().getByLabel('Topic', { exact: true }).fill('logistics')
      await saved()
      await row('Freight in Figures').waitFor()

      await page.getByRole('button', { name: 'Topic' }).click()
      await page
        .getByRole('list', { name: 'Topic' })
        .getByRole('button', { name: /^month end/ })
        .click()
      await page.keyboard.press('Escape')
      await row('Freight in Figures').waitFor({ state: 'detached' })
      assert.equal(await page.getByRole('row').count(), 2)
    })

    test('what content led to is said with its range, and opens its leads', async () => {
      await page.reload()
      await settled(page)
      const outcome = row('Five myths of automation')
      await outcome
        .getByText(/\d\s%\sto\s\d/)
        .first()
        .waitFor()
      await outcome.getByRole('button', { name: /of who took Five myths/ }).click()
      await dialog().getByRole('link').first().waitFor()
      await page.keyboard.press('Escape')
    })

    test('a gap says who stands there, and closes with content', async () => {
      await page.getByRole('link', { name: 'Gaps' }).click()
      const gap = 'Add content for Lead, Finance improver, Month-end close never ends'
      await page.getByRole('button', { name: gap }).click()
      await dialog().getByLabel('Title', { exact: true }).fill('Closing in Three Days')
      await dialog().getByLabel('Address').fill('https://northbeam.example/library/three-days')
      assert.equal(await dialog().getByLabel('Pains it answers').inputValue(), 'Month-end close never ends')
      assert.equal(await dialog().getByRole('checkbox', { name: 'Finance improver' }).isChecked(), true)
      await saved()
      await page.getByRole('button', { name: gap }).waitFor({ state: 'detached' })
      assert.match((await row('Month-end close never ends').textContent())!, /ends1/)
    })

    test('a rep is told what to offer a lead next, and why', async () => {
      const { data } = await ask<{ data: readonly { readonly id: string }[] }>('/api/leads?stage=mql,sal,sql&limit=30', 'rep') // prettier-ignore
      const offers = await Promise.all(
        data.map(async ({ id }) => ({
          id,
          next: await ask<NextContent>(`/api/leads/${id}/next-content`, 'rep'),
        })),
      )
      const { id, next } = offers.find((one) => one.next.data.length > 0)!
      const lead = await openScreen(browser, server, complaints, `/leads/${id}`, { as: 'rep' })
      const section = lead
        .locator('section')
        .filter({ has: lead.getByRole('heading', { name: 'Offer next' }) })
      const first = section.getByRole('listitem').first()
      await first.getByText(next.data[0]!.asset.title).waitFor()
      assert.match((await first.textContent())!, /(suits|fits|for).*\.$/i)
      await lead.close()
    })

    test('a segment is written in rows by keyboard, counted meanwhile, and kept', async () => {
      await goTo(page, `${server.url}/segments`)
      await page.keyboard.press('c')
      await page.getByLabel('Name', { exact: true }).focus()
      await page.keyboard.type('Asked twice')
      const kind = page.getByLabel('Condition 1: what it asks')
      await kind.focus()
      await page.keyboard.type('Did')
      await page.getByLabel('Condition 1: event').focus()
      await page.keyboard.type('Quote Req')
      assert.equal(await page.getByLabel('Condition 1: event').inputValue(), 'Quote Requested')
      await page.getByLabel('Condition 1: times').fill('2')
      const text = page.getByLabel('The same as text')
      assert.match(await text.inputValue(), /did: Quote Requested.*times: 2/)
      // The text is the same document.
      await text.fill('{ did: Quote Requested, times: 1 }')
      assert.equal(await page.getByLabel('Condition 1: times').inputValue(), '1')
      await page
        .getByRole('status')
        .filter({ hasText: /\d+ of \d+ leads/ })
        .waitFor()
      await page.waitForFunction(() => document.querySelector('output[aria-busy=true]') === null)
      const tried = Number(/(\d+) of/.exec((await page.getByRole('status').first().textContent())!)![1])
      assert.ok(tried > 0)
      const some = page.getByRole('list', { name: 'Some of them' })
      assert.equal(await some.getByRole('listitem').count(), Math.min(tried, 5))
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.waitForURL(/\/segments$/)
      const count = page.getByRole('link', { name: `Open the ${tried} leads of Asked twice` })
      await count.waitFor()

      // Somebody asks for a quote.
      await told(server, 'Quote Requested')
      await page.getByRole('link', { name: `Open the ${tried + 1} leads of Asked twice` }).click()
      await page.waitForURL(/\/leads\?segment=asked-twice/)
      await page.getByRole('link', { name: 'quotes@newcomer.example' }).first().waitFor()
      const { data } = await ask<Segments>('/api/segments')
      const { count: kept, entered } = data.find(({ id }) => id === 'asked-twice')!
      assert.deepEqual([kept, entered], [tried + 1, 1])
    })

    test('holds on a narrow screen and in dark, keeps nobody out, and nothing complained', async () => {
      const small = await openScreen(browser, server, complaints, '/content', { as: MARKETER, viewport: NARROW, theme: 'dark' }) // prettier-ignore
      for (const path of [
        '/content',
        '/content?view=gaps',
        '/segments',
        '/segments/asked-twice',
        '/segments/new',
      ]) {
        await goTo(small, server.url + path)
        const over = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(over <= 0, `${path} is ${over} px too wide`)
        await small.evaluate(axe.source)
        const faults = await small.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document)
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
        })
        assert.deepEqual(faults, [], path)
      }
      await small.close()
      assert.deepEqual(complaints, [])
    })
  },
)

/** As the web site's server tells it. */
async function told(server: RunningServer, event: string): Promise<void> {
  const who = { userId: 'newcomer-1', messageId: crypto.randomUUID(), writeKey: server.writeKey }
  for (const [path, more] of [
    ['identify', { traits: { email: 'quotes@newcomer.example' } }],
    ['track', { event, properties: {}, messageId: crypto.randomUUID() }],
  ] as const) {
    const answer = await fetch(`${server.url}/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...who, ...more }),
    })
    assert.equal(answer.status, 200, await answer.text())
  }
}
