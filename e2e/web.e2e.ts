/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The web application on the real server, in a real browser: flows by keyboard, numbers that open, accessibility. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { signInAs, startDemo, type RunningServer } from './demo-server.ts'
import { type Opening, openScreen } from './open-screen.ts'

interface LeadList {
  readonly data: readonly { readonly id: string; readonly name: string | null }[]
  readonly total: number
}

describe(
  'the web application',
  { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' },
  () => {
    let server: RunningServer
    let browser: Browser
    let cookie: string
    const complaints: string[] = []

    before(async () => {
      server = await startDemo()
      cookie = await signInAs(server.url, 'admin')
      browser = await launchBrowser()
    })
    after(async () => {
      await browser?.close()
      await server?.stop()
    })

    const open = (path: string, how: Opening = {}) => openScreen(browser, server, complaints, path, how)

    async function leads(query: string): Promise<LeadList> {
      return (await (
        await fetch(`${server.url}/api/leads?${query}`, { headers: { cookie } })
      ).json()) as LeadList
    }

    test('a lead is found and opened from the palette without a mouse', async () => {
      const { data } = await leads('stage=mql,sal,sql,opportunity,customer&sort=score&limit=1')
      const lead = data[0]!
      const page = await open('/agreement')
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder('Find a lead').fill(lead.name!)
      await page.getByRole('option', { name: lead.name! }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/leads\/[^/]+$/)
      await page.getByRole('heading', { level: 1, name: lead.name! }).waitFor()
      await page.waitForFunction((name) => document.title.startsWith(name), lead.name!)
      await page.close()
    })

    test('the score at every moment is the sum of the arithmetic that is stated', async () => {
      const { data } = await leads('stage=mql,sal,sql,opportunity,customer&sort=score&limit=1')
      const page = await open(`/leads/${data[0]!.id}`)
      const slider = page.getByRole('slider', { name: 'Moment of the history' })
      await slider.focus()
      const seen = new Set<number>()
      for (let step = 0; step < 25; step++) {
        const { score, sum, parts } = await statedArithmetic(page)
        seen.add(score)
        if (score !== 0) {
          assert.equal(sum, score, 'the total of the arithmetic is the score')
          assert.equal(parts, sum, 'the clauses add up to the total')
        }
        await page.keyboard.press('ArrowLeft')
      }
      assert.ok(seen.size > 1, 'moving through the history changes the score')
      await page.waitForURL(/\?at=/)
      const before = await statedArithmetic(page)
      await page.reload()
      await slider.waitFor()
      assert.deepEqual(await statedArithmetic(page), before, 'the address holds the moment')
      await page.keyboard.press('n')
      await page.waitForURL((url) => !url.search.includes('at='))
      await page.close()
    })

    test('the score shown now is the score of the list', async () => {
      const answer = await fetch(`${server.url}/api/leads?sort=score&limit=5`, { headers: { cookie } })
      const { data } = (await answer.json()) as { data: { id: string; score: number }[] }
      for (const lead of data) {
        const page = await open(`/leads/${lead.id}`)
        await page.getByRole('slider').waitFor()
        const { score } = await statedArithmetic(page)
        assert.ok(Math.abs(score / 10 - lead.score) <= 0.06, `${lead.id}: ${score / 10} and ${lead.score}`)
        await page.close()
      }
    })

    test('every count of the sources opens a list of as many leads', async () => {
      const page = await open('/sources')
      const links = page.locator('table a')
      await links.first().waitFor()
      const counted = await links.evaluateAll((anchors) =>
        anchors.map((anchor) => ({
          href: anchor.getAttribute('href')!,
          count: Number(anchor.textContent.replaceAll(',', '')),
        })),
      )
      assert.ok(counted.length >= 8)
      for (const { href, count } of counted) {
        const list = await leads(`${new URL(href, server.url).searchParams}&limit=1`)
        assert.equal(list.total, count, href)
      }
      const opened = counted.findIndex(({ href, count }) => href.includes('reached') && count > 0)
      await links.nth(opened).click()
      await page.waitForURL(/\/leads/)
      await page
        .getByRole('status')
        .filter({ hasText: ` of ${counted[opened]!.count.toLocaleString('en')}` })
        .waitFor()
      await page.close()
    })

    test('a stage of the strip filters to as many leads as it says', async () => {
      const page = await open('/leads')
      const strip = page.getByRole('group', { name: 'Stages' }).getByRole('button')
      await strip.first().waitFor()
      for (const index of [1, 2, 6]) {
        const segment = strip.nth(index)
        const count = /[\d,]+/.exec(await segment.innerText())![0]
        await segment.click()
        const shown =
          count === '0'
            ? page.getByText('No lead matches')
            : page.getByRole('status').filter({ hasText: ` of ${count}` })
        await shown.first().waitFor()
        await segment.click()
      }
      await page.close()
    })

    test('the list is walked with j and k, opened with Enter and left with Escape', async () => {
      const page = await open('/leads?sort=name')
      await page.locator('tr[data-index="0"]').waitFor()
      for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
      await page.waitForFunction(
        () => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') === '1',
      )
      const name = await page.evaluate(() => document.activeElement!.textContent)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL(/\/leads\?sort=name/)
      await page.keyboard.press('/')
      await page.keyboard.type('zzzz-nobody')
      await page.getByText('No lead matches').waitFor()
      await page.close()
    })

    test('a sentence of the agreement shows its lines, and the golden leads come out as agreed', async () => {
      const page = await open('/agreement')
      await page.locator('[data-meaning^="points."]').first().focus()
      assert.ok((await page.locator('[data-file].bg-accent-wash').count()) >= 1)
      assert.equal(await page.getByText('Not as agreed').count(), 0)
      await page.close()
    })

    test('the theme stands before the first paint and can be chosen', async () => {
      const page = await open('/leads', { theme: 'dark' })
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')
      await page.getByRole('button', { name: 'Light theme' }).click()
      await page.reload({ waitUntil: 'domcontentloaded' })
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'light')
      await page.close()
    })

    test('nothing complained, and nothing was asked of anybody else', () => {
      assert.deepEqual(complaints, [])
    })
  },
)

/** In tenths of a point: the score in the header, the total of the arithmetic, and the sum of its rows. */
function statedArithmetic(page: Page): Promise<{ score: number; sum: number; parts: number }> {
  return page.evaluate(async () => {
    // Sections may follow the playhead by a frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)))
    const number = (selector: string, name: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].reduce(
        (sum, element) => sum + Number(element.dataset[name]),
        0,
      )
    return {
      score: number('[data-score]', 'score'),
      sum: number('[data-sum]', 'sum'),
      parts: number('[data-tenths]', 'tenths'),
    }
  })
}
