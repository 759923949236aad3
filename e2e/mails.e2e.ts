/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** A mail is written without a mouse, another with one; it is looked at in every form, mended, and arrives. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, signInPages, startDemo } from './demo-server.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'

describe('mails', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let frame: FrameLocator
  const complaints: string[] = []
  let sink: MailSink

  before(async () => {
    sink = await startMailSink()
    server = await startDemo({
      BATON_SMTP_URL: sink.url,
      BATON_MAIL_FROM: 'news@northbeam.example',
    })
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await signInPages(context, server.url, 'Mara Lindqvist')
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
    })
    frame = page.frameLocator('iframe[title="The mail as it looks"]')
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    sink?.stop()
  })

  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  const preview = () => page.getByRole('region', { name: 'Preview' })
  const blocks = () => page.getByRole('list', { name: 'Blocks', exact: true }).locator('> li')
  const namesOfBlocks = async () =>
    (await blocks().locator('button[aria-expanded] .font-medium').allTextContents()).join(', ')

  test('is written by keyboard alone, mended where a problem is shown, and kept', async () => {
    await page.goto(`${server.url}/mails`)
    await page.getByRole('link', { name: 'First steps' }).waitFor()
    await keys('c')
    await page.getByLabel('Name', { exact: true }).waitFor()
    await page.keyboard.type('Summer news')
    await keys('Enter')
    await page.waitForURL(/\/mails\/summer-news$/)
    await frame.getByText('Hello Ada,').waitFor()

    // A heading, put before everything else.
    await page.getByRole('button', { name: 'Add a block', exact: true }).focus()
    await keys('Enter')
    await page.getByRole('menuitem', { name: 'Heading' }).waitFor()
    await keys('h', 'Enter')
    await page.getByLabel('Heading', { exact: true }).waitFor()
    await keys('Control+a')
    await page.keyboard.type('What is new')
    await keys('Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp')
    assert.equal(await namesOfBlocks(), 'Heading, Text, Signature')
    await frame.getByRole('heading', { name: 'What is new' }).waitFor()

    // A field without a default is a problem, said at its block and gone when it is mended.
    await page.keyboard.type(' for {{ company.name }}')
    const problem = page.getByText('company.name may not be known: give it a default')
    await problem.waitFor()
    await page.getByText('1 problem', { exact: true }).waitFor()
    await keys('Control+a')
    await page.keyboard.type('What is new ')
    await page.getByRole('button', { name: 'Insert a field into heading' }).focus()
    await keys('Enter')
    await page.getByRole('menuitem', { name: /given name/ }).focus()
    await keys('Enter')
    await frame.getByRole('heading', { name: 'What is new Ada' }).waitFor()
    assert.equal(
      await page.getByLabel('Heading', { exact: true }).inputValue(),
      'What is new {{ lead.first_name | default: "there" }}',
    )
    await problem.waitFor({ state: 'detached' })

    await keys('Control+s')
    await page.getByText('Saved as version 2.').waitFor()
    await page.reload()
    await frame.getByRole('heading', { name: 'What is new Ada' }).waitFor()
    assert.equal(await namesOfBlocks(), 'Heading, Text, Signature')
  })

  test('is looked at wide, narrow, dark and as text, and can do nothing', async () => {
    const element = page.locator('iframe[title="The mail as it looks"]')
    const width = async () => (await element.boundingBox())!.width
    const ground = () => frame.locator('.b-card').evaluate((card) => getComputedStyle(card).backgroundColor)
    const wide = await width()
    assert.equal(await ground(), 'rgb(255, 255, 255)')
    await preview().getByRole('button', { name: 'Narrow' }).click()
    assert.ok(wide > 600, `${wide}`)
    await page.waitForFunction(() => document.querySelector('iframe')!.clientWidth <= 390)
    await preview().getByRole('checkbox', { name: 'Dark' }).check()
    await frame.locator('meta[name=color-scheme][content=dark]').waitFor({ state: 'attached' })
    assert.equal(await ground(), 'rgb(31, 34, 41)')
    await preview().getByRole('button', { name: 'Text' }).click()
    const text = await preview().getByLabel('The mail as text').textContent()
    assert.match(text!, /^What is new Ada\n=+\n/)
    assert.match(text!, /Unsubscribe: http/)
    assert.equal(await element.count(), 0)
    await preview().getByRole('button', { name: 'Wide' }).click()
    await preview().getByRole('checkbox', { name: 'Dark' }).uncheck()
    assert.equal(await element.getAttribute('sandbox'), '')
  })

  test('is written by mouse alone, for a lead that is chosen', async () => {
    await page.getByRole('link', { name: 'All mails' }).click()
    await page.getByRole('link', { name: 'Ways to compare' }).click()
    await frame.getByRole('heading', { name: 'By hand' }).waitFor()
    const before = await namesOfBlocks()
    assert.equal(before, 'Text, Two columns, Text, Button, Signature')
    // The button is dragged to the top.
    await blocks().nth(3).locator('[draggable]').dragTo(blocks().nth(0))
    assert.equal(await namesOfBlocks(), 'Button, Text, Two columns, Text, Signature')
    await page.getByRole('button', { name: 'Move Button 1 down' }).click()
    assert.equal(await namesOfBlocks(), 'Text, Button, Two columns, Text, Signature')
    await blocks().nth(2).getByRole('button', { expanded: false }).first().click()
    await page.getByRole('button', { name: 'Add a block on the right' }).click()
    await page.getByRole('menuitem', { name: 'Line' }).click()
    await page.getByRole('button', { name: 'Remove Line 3' }).click()
    // Nothing is sent to whom it is shown for.
    await preview().getByRole('button', { name: 'For somebody made up' }).click()
    await page.getByLabel('Find a lead').pressSequentially('a')
    const found = page.getByRole('list', { name: 'Leads' }).getByRole('button').first()
    const name = (await found.locator('span').first().textContent())!
    await found.click()
    await preview()
      .getByRole('button', { name: `For ${name}` })
      .waitFor()
    await frame.getByText('Hello ').first().waitFor()
    assert.equal(await frame.getByText('Hello Ada,').count(), 0)
  })

  test('a test arrives at whoever asked for it, in both forms', async () => {
    await page.getByRole('button', { name: 'Test to me' }).click()
    await page.getByText(/A test is on its way to /).waitFor()
    for (let tries = 0; sink.letters.length === 0 && tries < 100; tries += 1) await page.waitForTimeout(100)
    const [letter] = sink.letters
    assert.equal(sink.letters.length, 1)
    assert.match(letter!.text, /^Subject: Test: Three ways to see how work flows/m)
    assert.match(letter!.text, /^Content-Type: multipart\/alternative/m)
    assert.match(letter!.text, /text\/plain[^]*text\/html/)
  })

  test('holds on a narrow screen and in dark, and nothing complained', async () => {
    const narrow = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    })
    await signInPages(narrow, server.url, 'Mara Lindqvist')
    const small = await narrow.newPage()
    for (const path of ['/mails', '/mails/compare-ways']) {
      await small.goto(server.url + path)
      await small.locator('h1').first().waitFor()
      await small.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
      const over = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(over <= 0, `${path} is ${over} px too wide`)
    }
    await small.getByRole('tab', { name: 'How it looks' }).click()
    await small.frameLocator('iframe').getByRole('heading', { name: 'By hand' }).waitFor()
    await page.evaluate(axe.source)
    const faults = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        iframes: false,
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    })
    assert.deepEqual(faults, [])
    assert.deepEqual(complaints, [])
    await narrow.close()
  })
})
