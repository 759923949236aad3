/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Marketing builds a form without a mouse, puts it live, somebody fills it in on its page, and its funnel moves. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { browserPath, launchBrowser, PERSON } from './browser.ts'
import { type RunningServer, signInPages, startDemo } from './demo-server.ts'

describe('forms', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []

  before(async () => {
    server = await startDemo()
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await signInPages(context, server.url, 'Mara Lindqvist')
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  const count = (step: string) =>
    page
      .getByRole('region', { name: 'What came of it' })
      .locator('div', { has: page.locator('dt', { hasText: new RegExp(`^${step}$`) }) })
      .locator('dd .figures')
      .first()
      .textContent()

  test('a form is built by keyboard, goes live, is filled in, and tells what came of it', async () => {
    await page.goto(`${server.url}/forms`)
    await page.getByRole('button', { name: 'New form' }).first().waitFor()
    await keys('c')
    await page.getByRole('radio', { name: /^E-book/ }).focus()
    await keys('ArrowDown', 'Enter')
    await page.waitForURL(/\/forms\/[0-9a-f-]{36}$/)

    await page.getByRole('button', { name: 'Add a field' }).focus()
    await keys('Enter')
    await page.keyboard.type('What do you use today?')
    await keys('Alt+ArrowUp')
    const asked = page.getByRole('region', { name: 'Preview' }).locator('label')
    await asked.filter({ hasText: 'What do you use today?' }).waitFor()
    const labels = await asked.allTextContents()
    assert.ok(labels.findIndex((label) => label.startsWith('What do you use')) > 0)

    // A choice without answers keeps it from going live, and is said where it stands.
    const type = page.getByLabel('Type', { exact: true })
    await type.selectOption('choice')
    await page.getByText('a choice needs at least two answers').waitFor()
    await page.getByLabel('Answers, one a line').focus()
    await page.keyboard.type('A spreadsheet\nNothing')
    await page.getByText('a choice needs at least two answers').waitFor({ state: 'detached' })

    await keys('Control+s')
    await page.getByText('Saved as version 2.').waitFor()
    await page.getByRole('button', { name: 'Go live' }).focus()
    await keys('Enter')
    const link = page.getByRole('link', { name: 'Its page' })
    await link.waitFor()
    assert.equal(await count('Submitted'), '0')
    const url = await link.getAttribute('href')

    // A browser that says it has no window is a program's, and what it sees counts for nothing.
    const visitor = await (await browser.newContext({ userAgent: PERSON })).newPage()
    visitor.setDefaultTimeout(10_000)
    await visitor.goto(`${server.url}${new URL(url!).pathname}`)
    await visitor.getByLabel('Work e-mail').fill('ines.okafor@harbour.example')
    await visitor.getByLabel('Name', { exact: true }).fill('Ines Okafor')
    await visitor.getByLabel('Company', { exact: true }).fill('Harbour')
    await visitor.getByLabel('What do you use today?').selectOption('A spreadsheet')
    const byPhone = visitor.locator('[data-field="phone"]')
    assert.ok(await byPhone.isHidden())
    await visitor.getByLabel('How shall we get in touch?').selectOption('By telephone')
    await byPhone.getByRole('textbox').fill('+49 30 1234567')
    // Whoever sends it within two seconds is taken for a program.
    await visitor.waitForTimeout(2_500)
    await visitor.getByRole('button', { name: 'Ask for a demo' }).click()
    await visitor.getByRole('heading', { name: 'Thank you' }).waitFor()

    await page.reload()
    await link.waitFor()
    assert.deepEqual([await count('Seen'), await count('Started'), await count('Submitted')], ['1', '1', '1'])
    assert.deepEqual(complaints, [])
  })

  test('what is not saved is asked about before it is left', async () => {
    await page.getByLabel('Title', { exact: true }).fill('Another title')
    await page.getByRole('link', { name: 'All forms' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Stay' }).click()
    assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Another title')
    await page.getByRole('link', { name: 'All forms' }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForURL(/\/forms$/)
    await page.getByRole('link', { name: 'Demo request' }).first().waitFor()
  })
})
