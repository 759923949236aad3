/// <reference lib="dom" />
/** A form in a real browser: questions that come and go, sending quicker than a program may, and standing within another site. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext } from 'playwright-core'
import { DEMO_FORMS } from '@baton/simulator'
import { ensureForms } from '../packages/server/forms/index.ts'
import { testServer, type TestServer } from '../packages/server/platform/testing/test-server.ts'
import { browserPath, launchBrowser, PERSON } from './browser.ts'

const skip = existsSync(browserPath()) ? false : 'Chromium is not installed'

describe('a form in a browser', { skip }, () => {
  let server: TestServer
  let browser: Browser
  let context: BrowserContext
  let url: string
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Acme</title><body><script async src="${url}/f/embed.js" data-form="see-it-live"></script>`,
    )
  })

  before(async () => {
    server = await testServer()
    await ensureForms(server.pool, server.dataDir, DEMO_FORMS)
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    browser = await launchBrowser()
    // By its own name a browser without a window counts as a program.
    context = await browser.newContext({ userAgent: PERSON })
  })
  after(async () => {
    await browser.close()
    site.close()
    await server.stop()
  })

  const submissions = async (slug: string) =>
    (
      await server.pool.query(
        'select s.id from submissions s join forms f on f.id = s.form_id where f.slug = $1',
        [slug],
      )
    ).rowCount

  test('is sent once, however quick somebody is, and gives the file', async () => {
    const page = await context.newPage()
    await page.goto(`${url}/f/lead-handoff-handbook`)
    assert.equal(await page.isVisible('[name=job-title]'), false)
    await page.fill('[name=email]', 'kim@acme.example')
    await page.fill('[name=first-name]', 'Kim')
    await page.dblclick('button')
    const link = page.getByRole('link', { name: 'Download' })
    await link.waitFor()
    assert.equal(await submissions('lead-handoff-handbook'), 1)
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    assert.equal(download.suggestedFilename(), 'lead-handoff-handbook.pdf')
    assert.deepEqual(await context.cookies(), [])
    const kept = await page.evaluate(() => JSON.stringify(localStorage))
    assert.doesNotMatch(kept, /kim|acme|baton_id/i)
    await page.close()
  })

  test('asks the same browser more the second time', async () => {
    const page = await context.newPage()
    await page.goto(`${url}/f/lead-handoff-handbook`)
    await page.locator('[name=job-title]').waitFor()
    assert.equal(await page.inputValue('[name=email]'), '')
    await page.close()
  })

  test('stands in a page of another site, knows where that is, and asks what an answer makes worth asking', async () => {
    const page = await context.newPage()
    const port = (site.address() as AddressInfo).port
    await page.goto(`http://127.0.0.1:${port}/offer?utm_source=ads&utm_medium=cpc`)
    const form = page.frameLocator('iframe')
    await form.locator('[name=email]').fill('lee@acme.example')
    await form.locator('[name=first-name]').fill('Lee')
    await form.locator('[name=last-name]').fill('Roe')
    await form.locator('[name=company]').fill('Acme')
    assert.equal(await form.locator('[name=phone]').isVisible(), false)
    await form.locator('[name=reach-by]').selectOption('By telephone')
    await form.locator('[name=phone]').fill('+49 30 1234567')
    await form.getByRole('button').click()
    await form.getByText('Thank you').waitFor()
    const { rows } = await server.pool.query(
      `select l.source from leads l join identities i on i.lead_id = l.id where i.value = 'lee@acme.example'`,
    )
    assert.deepEqual(rows, [{ source: 'ads' }])
    const { rows: days } = await server.pool.query(
      `select d.seen, d.started from form_days d join forms f on f.id = d.form_id where f.slug = 'see-it-live'`,
    )
    assert.deepEqual(days, [{ seen: 1, started: 1 }])
    await page.close()
  })
})
