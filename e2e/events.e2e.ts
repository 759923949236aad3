/// <reference lib="dom" />
/** The events screen in a real browser: a refused event mended, an unknown one catalogued, a webhook mapped by picking. */
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type BatonServer, ensureSource, openServer } from '@baton/server'
import { signInAs } from '@baton/server/testing'
import { browserPath, launchBrowser } from './browser.ts'

const skip = existsSync(browserPath()) ? false : 'Chromium is not installed'

describe('the events screen', { skip }, () => {
  let server: BatonServer
  let browser: Browser
  let dataDir: string
  let writeKey: string

  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'baton-events-'))
    // Under root PostgreSQL runs as another user, who has to get in.
    chmodSync(dataDir, 0o755)
    server = await openServer({ dataDir, port: 0, log: () => {} })
    writeKey = (await ensureSource(server.pool, 'website')).writeKey
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  async function pageOf(role: 'admin' | 'marketing'): Promise<Page> {
    const [name, value] = (await signInAs(server.pool, role)).headers.cookie.split('=') as [string, string]
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    context.setDefaultTimeout(10_000)
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
    return await context.newPage()
  }

  const capture = (...batch: readonly object[]) =>
    fetch(`${server.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
      body: JSON.stringify({ batch }),
    })

  test('what comes in is seen at once; what was refused is mended, stored, and of a lead', async () => {
    const page = await pageOf('marketing')
    await page.goto(`${server.url}/events`)
    await page.getByText('Nothing has come in yet').waitFor()
    await capture(
      { type: 'identify', userId: 'mia', traits: { email: 'mia@acme.example', name: 'Mia Berg' } },
      { type: 'track', userId: 'mia', event: 'Demo Requested', timestamp: 'yesterday' },
    )
    await page.getByRole('button', { name: 'Lead Identified' }).waitFor()
    await page.getByRole('tab', { name: /Refused/ }).click()
    await page.getByRole('button', { name: /No such moment/ }).click()
    const sent = page.getByRole('textbox', { name: 'What was sent' })
    const body = JSON.parse(await sent.inputValue()) as object
    await page.getByRole('button', { name: 'Send it in again' }).click()
    await page.getByText('Refused again').waitFor()
    await sent.fill(JSON.stringify({ ...body, occurredAt: '2026-01-05T10:00:00Z' }))
    await page.getByRole('button', { name: 'Send it in again' }).click()
    await page.getByText('Stored.').waitFor()
    const { rows } = await server.pool.query(
      `select l.name from events e join leads l on l.id = e.lead_id where e.name = 'Demo Requested'`,
    )
    assert.deepEqual(rows, [{ name: 'Mia Berg' }])
    await page.context().close()
  })

  test('an event that nobody knew is catalogued with one press', async () => {
    await capture({
      type: 'track',
      userId: 'mia',
      event: 'Planet Seen',
      properties: { planet: 'Mars', moons: 2 },
    })
    const page = await pageOf('marketing')
    await page.goto(`${server.url}/events?tab=uncatalogued`)
    const item = page.getByRole('listitem').filter({ hasText: 'Planet Seen' })
    await item.getByText('moons number').waitFor()
    await item.getByRole('button', { name: 'Catalogue' }).click()
    await page.getByText('Planet Seen is in the catalogue.').waitFor()
    await page.getByText('The catalogue knows all that came').waitFor()
    const { rows } = await server.pool.query('select name from catalogue_additions')
    assert.deepEqual(rows, [{ name: 'Planet Seen' }])
    await page.context().close()
  })

  test('a webhook is mapped by picking values of what it received, and then brings a lead', async () => {
    const page = await pageOf('admin')
    await page.goto(`${server.url}/events?tab=webhooks`)
    await page.getByRole('button', { name: 'Add a webhook' }).click()
    await page.getByLabel('Name', { exact: true }).fill('fair')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const address = await page.getByLabel('Address', { exact: true }).inputValue()
    await page.getByRole('button', { name: 'Done' }).click()
    const visit = {
      visit: { who: { mail: 'lia@fair.example', called: 'Lia Stern' }, stand: 'B4' },
      id: 'v-1',
    }
    const post = () =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(visit),
      })
    assert.deepEqual(await (await post()).json(), { received: true })
    await page.getByRole('button', { name: 'mail lia@fair.example' }).waitFor()

    await page.getByLabel('Always the same event').check()
    await page.getByLabel('The name of the event').fill('Event Attended')
    await page.getByLabel('E-mail address').focus()
    await page.getByRole('button', { name: 'mail lia@fair.example' }).click()
    assert.equal(await page.getByLabel('E-mail address').inputValue(), 'visit.who.mail')
    // The same by keyboard: the part, then down to the value.
    await page.getByRole('group', { name: 'The lead' }).getByLabel('Name', { exact: true }).focus()
    await page.getByRole('button', { name: 'mail lia@fair.example' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByLabel('One more property').fill('title')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'stand B4' }).click()
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByText('A new lead: lia@fair.example').waitFor()
    await preview.getByText('Lia Stern').waitFor()
    await preview.getByText('B4').waitFor()

    await page.getByRole('button', { name: 'Save and go live' }).click()
    await page.getByText('It is live').waitFor()
    for (let times = 0; times < 2; times += 1) assert.equal((await post()).status, 200)
    await page.goto(`${server.url}/leads`)
    await page.getByText('Lia Stern').first().waitFor()
    const { rows } = await server.pool.query(
      `select name, trust, properties from events where name = 'Event Attended'`,
    )
    assert.deepEqual(rows, [{ name: 'Event Attended', trust: 'server', properties: { title: 'B4' } }])
    await page.context().close()
  })
})
