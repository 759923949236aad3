/**
 * Writes a picture of every screen, light and dark, wide and narrow: `node e2e/pictures.ts FOLDER URL [EMPTY_URL]`.
 * URL is a running server with data, EMPTY_URL one without.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { signInAs, signInPages } from './demo-server.ts'

const [folder, url, emptyUrl] = process.argv.slice(2)
if (folder === undefined || url === undefined) {
  console.error('usage: node e2e/pictures.ts FOLDER URL [EMPTY_URL]')
  process.exit(1)
}

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const
const THEMES = ['light', 'dark'] as const

interface Shot {
  readonly name: string
  readonly path: string
  readonly act?: (page: Page) => Promise<void>
}

const cookie = await signInAs(url, 'admin')

async function firstLead(query: string): Promise<string> {
  const answer = await fetch(`${url}/api/leads?${query}&limit=1`, { headers: { cookie } })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return `/leads/${data[0]?.id ?? 'none'}`
}

async function scrub(page: Page): Promise<void> {
  await page.getByRole('slider').focus()
  for (let step = 0; step < 18; step++) await page.keyboard.press('ArrowLeft')
}

async function bottom(page: Page): Promise<void> {
  await page.locator('#score').evaluate((section) => section.scrollIntoView())
}

const qualified = await firstLead('stage=mql&sort=score')
const nearly = await firstLead('stage=lead&grade=B&sort=score')
const won = await firstLead('stage=customer')
const out = await firstLead('stage=disqualified')
const waiting = await firstLead('waiting=true')

const shots: readonly Shot[] = [
  { name: 'leads', path: '/leads' },
  { name: 'leads-filtered', path: '/leads?stage=mql,sal&grade=A,B&sort=score' },
  { name: 'leads-none', path: '/leads?q=nobody-by-this-name' },
  { name: 'lead-qualified', path: qualified },
  { name: 'lead-qualified-past', path: qualified, act: scrub },
  { name: 'lead-nearly', path: nearly },
  { name: 'lead-nearly-score', path: nearly, act: bottom },
  { name: 'lead-won', path: won },
  { name: 'lead-disqualified', path: out },
  { name: 'lead-waiting', path: waiting },
  { name: 'agreement', path: '/agreement', act: (page) => page.locator('[data-meaning]').nth(5).focus() },
  {
    name: 'agreement-golden',
    path: '/agreement',
    act: (page) => page.locator('#golden-leads').evaluate((section) => section.scrollIntoView()),
  },
  { name: 'sources', path: '/sources' },
  { name: 'palette', path: '/leads', act: (page) => openPalette(page, 'an') },
  { name: 'shortcuts', path: '/leads', act: (page) => page.keyboard.press('?') },
]

async function openPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a lead').fill(words)
  await page.waitForTimeout(400)
}

const emptyShots: readonly Shot[] = [
  { name: 'empty-leads', path: '/leads' },
  { name: 'empty-sources', path: '/sources' },
  { name: 'empty-agreement', path: '/agreement' },
]

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
const only = process.env['ONLY']?.split(',')
for (const theme of THEMES) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await browser.newPage({ viewport, colorScheme: theme })
    await signInPages(page.context(), url, 'admin')
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
    const all = [
      ...shots.map((shot) => [url, shot] as const),
      ...(emptyUrl === undefined ? [] : emptyShots.map((shot) => [emptyUrl, shot] as const)),
    ]
    for (const [base, shot] of all) {
      if (only !== undefined && !only.includes(shot.name)) continue
      await page.goto(base + shot.path)
      await page.waitForLoadState('networkidle')
      await shot.act?.(page)
      await page.waitForTimeout(350)
      await page.screenshot({ path: join(folder, `${shot.name}-${size}-${theme}.png`) })
    }
    await page.close()
  }
}
await browser.close()
