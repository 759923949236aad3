/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Marketing drops an export of HubSpot on the page, sees what it would bring, imports it, mends what was refused, takes it back. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, signInAs, signInPages, startDemo } from './demo-server.ts'

const GIVEN = ['Ada', 'Bela', 'Cleo', 'Dina', 'Emil', 'Fritz']
const FAMILY = ['Quarrel', 'Rhodes', 'Sommer', 'Tamm', 'Ulrich']
const FILE = 'hubspot-crm-exports-all-contacts-2026-03-01.csv'

/** Thirty people, the 8th and 21st of whom have an address that is none. */
function hubspotExport(): string {
  const rows = Array.from({ length: 30 }, (_, index) => {
    const given = GIVEN[index % 6]!
    const family = FAMILY[index % 5]!
    const email = index === 7 || index === 20 ? `${given} at work` : `${given}.${family}@corp${index}.example`
    const stage = index % 3 === 0 ? 'Marketing Qualified Lead' : 'Lead'
    const since = index % 3 === 0 ? '2026-02-11 09:30' : ''
    return `9${1000 + index},${given},${family},${email.toLowerCase()},Buyer,Corp ${index},${stage},${since},false,Notes ${index}`
  })
  return [
    'Record ID,First Name,Last Name,Email,Job Title,Company Name,Lifecycle Stage,Became a Marketing Qualified Lead Date,Unsubscribed from all email,Favourite colour',
    ...rows,
    '',
  ].join('\r\n')
}

describe('imports', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  before(async () => {
    server = await startDemo()
    browser = await launchBrowser()
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    })
    await signInPages(context, server.url, 'Mara Lindqvist')
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Dropped by hand: the browser is given what a file manager gives it. */
  async function drop(name: string, text: string): Promise<void> {
    await page.locator('[data-drop]').waitFor()
    await page.evaluate(
      ([fileName, content]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([content!], fileName!, { type: 'text/csv' }))
        const zone = document.querySelector('[data-drop]')!
        for (const type of ['dragover', 'drop'])
          zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      },
      [name, text],
    )
  }

  const figure = async (name: string) =>
    await page
      .getByRole('region', { name: 'What importing it would do' })
      .locator('dl > div', { has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .first()
      .textContent()
  const meaning = (column: string): Locator => page.getByLabel(`${column} means`, { exact: true })
  const chosen = (select: Locator) => select.locator('option:checked').textContent()
  const line = () => page.getByRole('row', { name: new RegExp(FILE) })

  async function found(words: string): Promise<number> {
    const answer = await fetch(`${server.url}/api/leads?q=${encodeURIComponent(words)}`, {
      headers: { cookie: await signInAs(server.url, 'Mara Lindqvist') },
    })
    return ((await answer.json()) as { total: number }).total
  }

  test('a dropped file is told for what it is', async () => {
    await page.goto(`${server.url}/imports`)
    await page.getByRole('heading', { name: 'Imports' }).waitFor()
    await page.keyboard.press('c')
    await page.waitForURL(/\/imports\/new$/)
    await drop('empty.csv', '')
    await page.getByRole('alert').getByText('empty.csv is empty').waitFor()
    await drop(FILE, hubspotExport())
    await page.getByText('An export of contacts from HubSpot').waitFor()
    assert.equal(await page.getByLabel('Source', { exact: true }).inputValue(), FILE.slice(0, -4))
    assert.equal(await chosen(meaning('Email')), 'E-mail address')
    assert.equal(await chosen(meaning('Favourite colour')), 'Leave out')
    await page.getByRole('cell', { name: 'ada.quarrel@corp0.example' }).waitFor()
  })

  test('what is wrong stands at its column, and has to be mended before it can be imported', async () => {
    const start = page.getByRole('button', { name: 'Import', exact: true })
    await page.getByLabel('Source', { exact: true }).fill('Hub Spot')
    assert.ok(await page.getByRole('button', { name: 'Try it' }).isDisabled())
    await page.getByLabel('Source', { exact: true }).fill('hubspot')
    await meaning('Favourite colour').selectOption({ label: 'E-mail address' })
    await page.keyboard.press('Control+Enter')
    const problem = page.getByRole('heading', { name: '1 problem with what it means' })
    await problem.waitFor()
    assert.equal(await meaning('Favourite colour').getAttribute('aria-invalid'), 'true')
    assert.ok(await start.isDisabled())
    await page.getByRole('button', { name: 'Favourite colour' }).click()
    assert.ok(await meaning('Favourite colour').evaluate((select) => select === document.activeElement))
    await meaning('Favourite colour').selectOption({ label: 'Leave out' })
    await page.getByLabel('Time zone').fill('Europe/Berlin')
  })

  test('trying it says what it would do, by row and column, and writes nothing', async () => {
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByRole('heading', { name: 'What importing it would do' }).waitFor()
    assert.deepEqual(
      [
        await figure('Rows'),
        await figure('New people'),
        await figure('Known people'),
        await figure('Rows refused'),
      ],
      ['30', '28', '0', '2'],
    )
    const refused = page.getByRole('region', { name: 'Refused rows' })
    const lines = await refused.locator('tbody tr').allInnerTexts()
    assert.deepEqual(
      lines.map((text) => text.split('\t').slice(0, 3)),
      [
        ['9', 'Email', 'bela at work'],
        ['22', 'Email', 'cleo at work'],
      ],
    )
    await page.getByText('As a file for the command line').click()
    await page.getByText('Stage Reported').first().waitFor()
    assert.equal(await found('ada.quarrel@corp0.example'), 0)
  })

  test('it is imported, and the refused rows are a file to mend', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.waitForURL(/\/imports$/)
    await line().getByText('Finished').waitFor()
    assert.match(
      (await line().innerText()).replaceAll(/\s+/g, ' '),
      /hubspot .*by Mara Lindqvist 30 .* 0 2 Finished/,
    )
    assert.equal(await found('ada.quarrel@corp0.example'), 1)
    const coming = page.waitForEvent('download')
    await line()
      .getByRole('link', { name: /Refused rows/ })
      .click()
    const file = await coming
    assert.equal(file.suggestedFilename(), `${FILE}.errors.csv`)
    const [, ...rows] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split(/\r?\n/)
    assert.equal(rows.length, 2)
    assert.match(rows[0]!, /bela at work/)
  })

  test('it is taken back whole', async () => {
    await line().getByRole('button', { name: /Undo/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Take the import back?' })
    await dialog.getByText('The same file can be imported again.').waitFor()
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await line().getByText('Taken back', { exact: true }).waitFor()
    assert.equal(await line().getByRole('button', { name: /Undo/ }).count(), 0)
    assert.equal(await found('ada.quarrel@corp0.example'), 0)
  })

  test('left nothing to complain about', () => assert.deepEqual(complaints, []))
})
