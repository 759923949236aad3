/// <reference lib="dom" />
/** Reports in a real browser: two numbers explained to zero, leads behind them, paper, links, addresses that hold the question. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, startDemo } from './demo-server.ts'
import { type Opening, openScreen, settled } from './open-screen.ts'

const MARA = { as: 'Mara Lindqvist' } as const
const YEARS = 'from=2025-01-01&to=2030-12-31'

describe('reports', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  const complaints: string[] = []

  before(async () => {
    server = await startDemo()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const open = (path: string, how: Opening = MARA) => openScreen(browser, server, complaints, path, how)

  /** The number on a button whose name begins so. */
  async function numberOf(page: Page, name: RegExp): Promise<number> {
    const text = await page.getByRole('button', { name }).first().innerText()
    return Number(text.replaceAll(/\D/g, ''))
  }

  /** How many entered, once that is another number than before. */
  async function changedFrom(page: Page, before: number): Promise<number> {
    for (let look = 0; look < 100; look++) {
      const now = await numberOf(page, /^Open the [\d,]+ of Lead$/)
      if (now !== before) return now
      await page.waitForTimeout(100)
    }
    throw new Error(`It is still ${before}.`)
  }

  test('a day begins at home, and everything is reached by keys', async () => {
    const page = await open('/')
    await page.waitForURL(/\/home$/)
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.getByText(/Data as of .* UTC/).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.waitForURL(/\/reports\/funnel/)
    await settled(page)
    // The first number of the funnel by Tab alone, and what it opens by Enter.
    const first = page.getByRole('button', { name: /^Open the [\d,]+ of Lead$/ })
    await first.waitFor()
    for (
      let presses = 0;
      presses < 60 && !(await first.evaluate((node) => node === document.activeElement));
      presses++
    )
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('link').first().waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.ok(
      await first.evaluate((node) => node === document.activeElement),
      'the focus is back where it was',
    )
    await page.close()
  })

  test('two numbers of two sides are explained line by line to zero, each line opens its leads, and it prints on one page', async () => {
    const page = await open(`/reports/statement?${YEARS}&ours=promoted&theirs=sql`)
    const ours = await numberOf(page, /^Open the [\d,]+ of MQLs$/)
    const theirs = await numberOf(page, /^Open the [\d,]+ of SQLs$/)
    assert.ok(ours > 20 && theirs > 5 && ours !== theirs)
    await page.getByText('nothing is left over').waitFor()
    const lines = await page.getByRole('row').evaluateAll((rows) =>
      rows.map((row) => ({
        name: row.querySelector('th')?.innerText ?? '',
        text: row.querySelector('td')?.innerText ?? '',
      })),
    )
    const signed = lines.slice(1, -1).flatMap(({ name, text }) => {
      const count = Number(text.replaceAll(/\D/g, ''))
      return name === 'In both' ? [] : [{ name, count, sign: text.includes('+') ? 1 : -1 }]
    })
    assert.ok(signed.length >= 3)
    assert.equal(
      signed.reduce((sum, { count, sign }) => sum + sign * count, ours),
      theirs,
    )
    for (const { name, count } of signed.slice(0, 3)) {
      await page
        .getByRole('button', { name: `Open the ${count} of ${name}` })
        .first()
        .click()
      const dialog = page.getByRole('dialog', { name })
      await dialog.getByText(/\d+ leads?, each once/).waitFor()
      const told = await dialog.getByText(/\d+ leads?, each once/).innerText()
      // A lead with two passes in one line stands in the list once.
      assert.ok(Number.parseInt(told, 10) <= count && Number.parseInt(told, 10) > 0)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1)
    await page.close()
  })

  test('the address holds the question: a filter chosen by hand is there after a reload, and narrows the numbers', async () => {
    const page = await open(`/reports/funnel?${YEARS}`)
    const all = await numberOf(page, /^Open the [\d,]+ of Lead$/)
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('button', { name: 'Source', exact: true }).click()
    await page.waitForURL(/source=/)
    await settled(page)
    const some = await changedFrom(page, all)
    assert.ok(some > 0 && some < all)
    await page.reload()
    await settled(page)
    assert.equal(await numberOf(page, /^Open the [\d,]+ of Lead$/), some)
    await page.getByRole('button', { name: 'Clear source' }).click()
    assert.equal(await changedFrom(page, some), all)
    await page.close()
  })

  test('a link shows the numbers to whoever has it, without signing in, until it is taken back', async () => {
    const page = await open(`/reports/funnel?${YEARS}&by=source`)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByLabel('Title').fill('For the board')
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = await page.getByRole('region', { name: 'The link' }).locator('pre').innerText()
    const stranger = await open(new URL(link).pathname, { as: null })
    await stranger.getByRole('heading', { level: 1, name: 'For the board' }).waitFor()
    await stranger.getByRole('rowheader', { name: 'organic-search' }).first().waitFor()
    assert.equal(await stranger.getByRole('link').count(), 0)
    await page.getByRole('button', { name: 'Take back: For the board' }).click()
    await page.getByText('Links that work now').waitFor({ state: 'detached' })
    await stranger.reload()
    await stranger.getByText('This link shows nothing any more').waitFor()
    await stranger.close()
    await page.close()
  })

  test('a report goes out as a file', async () => {
    const page = await open(`/reports/promises?${YEARS}`)
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).click()
    const file = await downloading
    assert.match(file.suggestedFilename(), /^promises 2025-01-01 .*\.csv$/)
    await page.close()
  })

  test('sales has a home of its own, and a rep none', async () => {
    const page = await open('/home', { as: 'Selma Voss' })
    await page.getByRole('heading', { level: 2, name: 'Pipeline' }).waitFor()
    await page.getByRole('link', { name: 'Marketing', exact: true }).click()
    await page.getByRole('heading', { level: 2, name: 'Volume' }).waitFor()
    await page.close()
    const rep = await open('/reports/funnel', { as: 'rep' })
    await rep.getByText('There is nothing at this address').first().waitFor()
    await rep.close()
  })

  test('nothing complained but for what was refused on purpose', () => {
    assert.deepEqual(
      complaints.filter((complaint) => !complaint.includes('404')),
      [],
    )
  })
})
