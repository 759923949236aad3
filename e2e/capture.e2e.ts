/// <reference lib="dom" />
/** From a first anonymous visit over an e-book to a demo request: a real site, the tracker, two forms, and one lead. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { browserPath, launchBrowser, PERSON } from './browser.ts'
import { type RunningServer, signInAs, startDemo } from './demo-server.ts'

const skip = existsSync(browserPath()) ? false : 'there is no Chromium here'

let baton: RunningServer
let cookie = ''
let site: Server
let siteUrl = ''
let browser: Browser

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${baton.url}${path}`, {
    method,
    headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.equal(answer.status, 200, `${method} ${path}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

const email = { id: 'email', maps: 'lead.email', label: 'Work e-mail', type: 'email', required: true }
const forms = {
  'e-book': {
    name: 'E-book',
    slug: 'handoff-book',
    kind: 'content',
    title: 'The handoff handbook',
    fields: [email, { id: 'name', maps: 'lead.name', label: 'Name', type: 'text' }],
    thanks: { title: 'It is on its way' },
  },
  demo: {
    name: 'Demo',
    slug: 'live-tour',
    kind: 'demo',
    title: 'See it live',
    fields: [
      email,
      { id: 'company', maps: 'company.name', label: 'Company', type: 'text' },
      { id: 'employees', maps: 'company.employees', label: 'Employees', type: 'number' },
      { id: 'role', maps: 'answer', label: 'You are', type: 'choice', options: ['buying', 'looking'] },
      {
        id: 'when',
        maps: 'answer',
        label: 'When',
        type: 'text',
        showWhen: { field: 'role', is: ['buying'] },
      },
    ],
    thanks: { title: 'We will call you' },
  },
}

before(async () => {
  if (skip) return
  baton = await startDemo()
  cookie = await signInAs(baton.url, 'marketing')
  for (const definition of Object.values(forms)) {
    const { id } = await ask('POST', '/api/forms', definition)
    await ask('PUT', `/api/forms/${String(id)}/status`, { status: 'live' })
  }
  site = createServer((request, response) => {
    const slug = request.url?.startsWith('/ebook')
      ? 'handoff-book'
      : request.url?.startsWith('/demo')
        ? 'live-tour'
        : null
    const form =
      slug === null ? '' : `<script async src="${baton.url}/f/embed.js" data-form="${slug}"></script>`
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Acme ${request.url}</title><h1>Acme</h1><a href="/ebook">Book</a>
       <script async src="${baton.url}/baton.js" data-key="${baton.writeKey}"></script>${form}`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await new Promise((resolve) => (site ? site.close(resolve) : resolve(null)))
  await baton?.stop()
})

/** Opens a page of the site and waits until its visit has been told. */
async function visit(page: Page, path: string): Promise<void> {
  const told = page.waitForResponse((response) => response.url().endsWith('/v1/b') && response.ok())
  await page.goto(siteUrl + path)
  await told
}

const frame = (page: Page): FrameLocator => page.frameLocator('iframe')
/** A person takes a moment; what is sent sooner was not written by hand. */
const aMoment = (page: Page) => page.waitForTimeout(2_200)

test(
  'an anonymous visit, an e-book and a demo request end as one lead with its first touch and one promotion',
  { skip },
  async () => {
    const context = await browser.newContext({ userAgent: PERSON })
    await context.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }))
    const page = await context.newPage()
    await visit(page, '/?utm_source=linkedin&utm_medium=social&utm_campaign=launch')
    await visit(page, '/pricing')
    await visit(page, '/ebook')
    await frame(page).getByLabel('Work e-mail').fill('ada@tinywheels.example')
    await frame(page).getByLabel('Name').fill('Ada Byron')
    await aMoment(page)
    await frame(page).getByRole('button', { name: 'Send' }).click()
    await frame(page).getByRole('heading', { name: 'It is on its way' }).waitFor()

    await visit(page, '/demo?utm_source=google&utm_medium=cpc')
    await frame(page).getByLabel('Work e-mail').fill('ada@tinywheels.example')
    await frame(page).getByLabel('Company').fill('Tiny Wheels')
    await frame(page).getByLabel('Employees').fill('220')
    assert.equal(await frame(page).getByLabel('When').isVisible(), false)
    await frame(page).getByLabel('You are').selectOption('buying')
    await frame(page).getByLabel('When').fill('This spring')
    await aMoment(page)
    await frame(page).getByRole('button', { name: 'Send' }).click()
    await frame(page).getByRole('heading', { name: 'We will call you' }).waitFor()
    assert.equal(await page.evaluate(() => document.cookie), '')
    await context.close()
    const found = await ask('GET', '/api/leads?q=tinywheels')
    const leads = found['data'] as { id: string; stage: string; source: string; name: string }[]
    assert.equal(leads.length, 1)
    const [lead] = leads
    assert.deepEqual([lead!.source, lead!.name, lead!.stage], ['linkedin', 'Ada Byron', 'mql'])
    const history = await ask('GET', `/api/leads/${lead!.id}/history`)
    const names = (history['events'] as { name: string; properties: Record<string, unknown> }[]).map(
      ({ name }) => name,
    )
    assert.ok(names.filter((name) => name === 'Page Viewed').length >= 4, names.join())
    for (const name of ['Form Submitted', 'Demo Requested']) assert.ok(names.includes(name), names.join())
    const detail = await ask('GET', `/api/leads/${lead!.id}`)
    const promotions = (detail['decisions'] as { kind: string; to: string }[]).filter(
      ({ kind, to }) => kind === 'stage' && to === 'mql',
    )
    assert.equal(promotions.length, 1)

    const all = (await ask('GET', '/api/forms'))['data'] as {
      definition: { slug: string }
      funnel: Record<string, number>
    }[]
    const funnel = all.find(({ definition }) => definition.slug === 'live-tour')!.funnel
    assert.deepEqual([funnel['seen'], funnel['started'], funnel['submitted'], funnel['mql']], [1, 1, 1, 1])
  },
)
