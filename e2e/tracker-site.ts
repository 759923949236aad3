/// <reference lib="dom" />
/** A customer's web site and a Baton that writes down what it is sent, for tests of the browser script. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, beforeEach } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { browserPath, launchBrowser, PERSON } from './browser.ts'

const BUILT = join(import.meta.dirname, '..', 'packages', 'tracker', 'dist', 'baton.js')
const ARRIVAL_WAIT_MS = 10_000

export interface SentMessage {
  readonly type: string
  readonly event?: string
  readonly messageId: string
  readonly anonymousId: string
  readonly userId?: string
  readonly timestamp: string
  readonly properties?: Readonly<Record<string, unknown>>
  readonly traits?: Readonly<Record<string, unknown>>
  readonly context: {
    readonly page: Readonly<Record<string, string>>
    readonly touch: Readonly<Record<'first' | 'last', Readonly<Record<string, string>>>>
    readonly [field: string]: unknown
  }
  readonly [field: string]: unknown
}

export interface SentRequest {
  readonly method: string
  readonly contentType: string | undefined
  readonly cookie: string | undefined
  /** `no-cors` for beacons, `cors` for fetch. */
  readonly mode: string
  readonly writeKey: string
  readonly sentAt: string
  readonly batch: readonly SentMessage[]
}

export interface TrackerSite {
  /** Of the customer's pages, and of a copy of the script at `/own.js`. */
  readonly url: string
  /** Of Baton. */
  readonly baton: string
  readonly sent: SentRequest[]
  /** What each page of the site contains. */
  show(markup: string): void
  /** Shows pages with the script as it is meant to be used, which is what each test begins with. */
  embed(attributes: string, body?: string): void
  /** How Baton answers from now on. */
  answer(status: number): void
  /** Waits until that many messages have come, and gives them in the order in which they came. */
  arrived(count: number): Promise<readonly SentMessage[]>
  /** A browser that nobody used before, whose clock stands until the test turns it. */
  visitor(how?: Visitor): Promise<{ readonly context: BrowserContext; readonly page: Page }>
  /** Opens a page of the site and waits for the script. */
  open(page: Page, path: string, referer?: string): Promise<void>
}

interface Visitor {
  readonly isAutomated?: boolean
  readonly refusesTracking?: boolean
}

export type Global = typeof globalThis & Readonly<Record<'baton' | 'analytics', Api>>
type Api = Readonly<Record<string, (...given: unknown[]) => unknown>>

export const skip = existsSync(browserPath()) ? false : 'Chromium is not installed'

/** For the length of a describe block. */
export function trackerSite(): TrackerSite {
  const sent: SentRequest[] = []
  const shown = { markup: '', status: 200 }
  const pages = createServer((request, response) => {
    if (request.url === '/own.js') return sendScript(response)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Acme</title><link rel="icon" href="data:,"><body>${shown.markup}`)
  })
  const baton = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    if (request.method === 'GET') return sendScript(response)
    note(request, sent, () => response.writeHead(shown.status).end('{"success":true}'))
  })
  let browser: Browser
  before(async () => {
    assert.ok(existsSync(BUILT), 'The browser script is not built: run "node scripts/prepare.mjs --web".')
    for (const server of [pages, baton])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await launchBrowser()
  })
  beforeEach(() => {
    sent.length = 0
    shown.status = 200
    site.embed('')
  })
  after(async () => {
    await browser?.close()
    pages.close()
    baton.close()
  })
  const site: TrackerSite = {
    get url() {
      return `http://localhost:${portOf(pages)}`
    },
    get baton() {
      return `http://127.0.0.1:${portOf(baton)}`
    },
    sent,
    show: (markup) => void (shown.markup = markup),
    embed: (attributes, body = '') =>
      site.show(
        `${body}<script async src="${site.baton}/baton.js" data-key="wk_test" ${attributes}></script>`,
      ),
    answer: (status) => void (shown.status = status),
    arrived: (count) => arrived(sent, count),
    visitor: (how) => visitor(browser, how),
    async open(page, path, referer) {
      await page.goto(site.url + path, referer === undefined ? {} : { referer })
      await page.waitForFunction(() => 'baton' in globalThis && 'track' in (globalThis as Global).baton)
    },
  }
  return site
}

function sendScript(response: ServerResponse): void {
  response.setHeader('content-type', 'text/javascript').end(readFileSync(BUILT))
}

function note(request: IncomingMessage, sent: SentRequest[], noted: () => void): void {
  const { headers, method = '', url = '' } = request
  let text = ''
  request.on('data', (chunk: Buffer) => (text += chunk.toString()))
  request.on('end', () => {
    sent.push({
      method: `${method} ${url}`,
      contentType: headers['content-type'],
      cookie: headers.cookie,
      mode: String(headers['sec-fetch-mode']),
      ...JSON.parse(text || '{"batch":[]}'),
    })
    noted()
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function arrived(sent: readonly SentRequest[], count: number): Promise<readonly SentMessage[]> {
  const until = Date.now() + ARRIVAL_WAIT_MS
  for (;;) {
    const messages = sent.flatMap(({ batch }) => batch)
    if (messages.length >= count) return messages
    assert.ok(
      Date.now() < until,
      `${messages.length} messages came, not ${count}: ${JSON.stringify(messages)}`,
    )
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const START = new Date('2026-03-02T09:00:00Z')

async function visitor(browser: Browser, { isAutomated = false, refusesTracking = false }: Visitor = {}) {
  const context = await browser.newContext({
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    userAgent: PERSON,
  })
  await context.addInitScript(
    ([webdriver, privacy]) => {
      Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => webdriver })
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => privacy })
    },
    [isAutomated, refusesTracking] as const,
  )
  await context.clock.install({ time: START })
  await context.clock.pauseAt(START)
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  return { context, page }
}

/** Calls the script as the site would. */
export const say = (page: Page, name: string, ...given: unknown[]) =>
  page.evaluate(([name, given]) => void (globalThis as Global).baton[name]!(...given), [name, given] as const)
export const leave = (page: Page) => page.goto('about:blank')
export const stored = (page: Page) =>
  page.evaluate(() => Object.fromEntries(Object.entries(localStorage)) as Record<string, string>)

/** What is told in one line: `page /pricing`, `Form Sent {"form":"demo"}`. */
export function inShort(messages: readonly SentMessage[]): readonly string[] {
  return messages.map(({ type, event, properties, traits, context }) =>
    type === 'page'
      ? `page ${context['page'].path}`
      : `${event ?? type} ${JSON.stringify(properties ?? traits ?? {})}`,
  )
}

/** Random ids and times are checked for their form, and made the same. */
export function normalised(request: SentRequest): unknown {
  const time = /^2026-03-02T09:\d\d:\d\d\.\d{3}Z$/
  const plain = (field: string, value: unknown): unknown => {
    const isTime = ['sentAt', 'timestamp', 'at'].includes(field)
    const isId = ['messageId', 'anonymousId'].includes(field)
    if (!isTime && !isId) return value
    assert.match(String(value), isTime ? time : /^[0-9a-f]{32}$/, field)
    return isTime ? 'time' : 'id'
  }
  return JSON.parse(JSON.stringify(request, plain))
}
