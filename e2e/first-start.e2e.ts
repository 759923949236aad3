/// <reference lib="dom" />
/** A server that nobody has used yet: the first administrator, an invitation, and a second factor, in the browser. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { codeOf, stepOf } from '../packages/server/sessions/totp.ts'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, startEmpty } from './demo-server.ts'

const PASSWORD = 'otter under the old pier'
const STEP_MS = 30_000
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

describe('a first start', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let admin: Page
  const complaints: string[] = []

  before(async () => {
    server = await startEmpty()
    browser = await launchBrowser()
    admin = await newPage()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** Nobody's page: with cookies of its own. */
  async function newPage(): Promise<Page> {
    const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    return page
  }

  test('makes its administrator by the link that it printed, once', async () => {
    assert.ok(server.setupLink, 'the start printed a link')
    await admin.goto(server.setupLink)
    await admin.getByLabel('Your name').fill('Ola Admin')
    await admin.getByLabel('E-mail address').fill('ola@first.example')
    await admin.locator('input[type=password]').fill(PASSWORD)
    await admin.keyboard.press('Enter')
    await admin.getByText('No leads yet').waitFor()
    const again = await fetch(`${server.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token: server.setupLink.split('#')[1],
        name: 'Eve',
        email: 'eve@evil.example',
        password: PASSWORD,
      }),
    })
    assert.equal(again.status, 404)
  })

  test('lets the administrator invite somebody, who joins by the link that is shown once', async () => {
    await admin.goto(`${server.url}/people`)
    await admin.getByRole('button', { name: 'Invite' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ben Rep')
    await dialog.getByLabel('E-mail address').fill('ben@first.example')
    await dialog.getByRole('button', { name: /Invite/ }).click()
    const link = await admin.waitForFunction(
      () =>
        /https?:\/\/\S+\/welcome#[\w-]+/.exec(
          document.body.innerText +
            [...document.querySelectorAll('input')].map(({ value }) => ` ${value}`).join(''),
        )?.[0],
    )
    const joining = await newPage()
    await joining.goto((await link.jsonValue())!)
    await joining.locator('input[type=password]').fill('three herons on one leg')
    await joining.keyboard.press('Enter')
    await joining
      .getByRole('button', { name: /Ben Rep/ })
      .first()
      .waitFor()
  })

  test('asks for a code at the sign-in once a second factor is set up', async () => {
    await admin.goto(`${server.url}/settings`)
    await admin.getByRole('button', { name: 'Set up' }).click()
    const secret = secretIn((await admin.locator('p.font-mono').textContent())!)
    await earlyInStep()
    // The code of half a minute ago, so that the one of now is still good.
    await admin.getByLabel('Code').fill(codeOf(secret, stepOf(Date.now()) - 1))
    await admin.getByRole('button', { name: 'Confirm' }).click()
    await admin.getByText('Keep these somewhere safe').waitFor()
    const elsewhere = await newPage()
    await elsewhere.goto(`${server.url}/sign-in`)
    await elsewhere.getByLabel('E-mail address').fill('ola@first.example')
    await elsewhere.locator('input[type=password]').fill(PASSWORD)
    await elsewhere.keyboard.press('Enter')
    await elsewhere.getByLabel('Code').fill(codeOf(secret, stepOf(Date.now())))
    await elsewhere.keyboard.press('Enter')
    await elsewhere.getByText('No leads yet').waitFor()
  })

  test('left nothing to complain about', () => {
    assert.deepEqual(complaints, [])
  })
})

/** A code is good for its half minute and the next: time enough is left in this one to type it in. */
async function earlyInStep(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS)
  if (left < STEP_MS / 2) await new Promise((resolve) => setTimeout(resolve, left))
}

function secretIn(text: string): Buffer {
  const bits = Array.from(text.replaceAll(' ', '')).map((letter) =>
    BASE32.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
