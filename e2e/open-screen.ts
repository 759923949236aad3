/** Opening a screen as somebody, and noting whatever complains meanwhile. */
import type { Browser, Page } from 'playwright-core'
import { type RunningServer, signInPages } from './demo-server.ts'

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

export interface Opening {
  readonly viewport?: typeof WIDE
  readonly theme?: 'light' | 'dark'
  /** A role or a name; null: nobody. An administrator unless told. */
  readonly as?: string | null
  /** Read by every page before its own scripts. */
  readonly script?: string
}

/** @param complaints what the page said as an error, and what it asked of another server */
export async function openScreen(
  browser: Browser,
  server: RunningServer,
  complaints: string[],
  path: string,
  { viewport = WIDE, theme = 'light', as = 'admin', script }: Opening = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
  if (script !== undefined) await page.addInitScript({ content: script })
  if (as !== null) await signInPages(page.context(), server.url, as)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) complaints.push(`request to ${request.url()}`)
  })
  await goTo(page, server.url + path)
  return page
}

export async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await settled(page)
}

/** The open connection of who is signed in never rests, so it is the screen that has to. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1:visible, h2:visible').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  await page.waitForTimeout(250)
}
