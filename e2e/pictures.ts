/**
 * Writes a picture of every screen, light and dark, wide and narrow: `node e2e/pictures.ts FOLDER URL`, where URL is a
 * running demo. `ONLY=queue,team` names those wanted.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { signInAs, signInPages } from './demo-server.ts'

const [folder, url] = process.argv.slice(2)
if (folder === undefined || url === undefined) {
  console.error('usage: node e2e/pictures.ts FOLDER URL')
  process.exit(1)
}

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const
const THEMES = ['light', 'dark'] as const

interface Shot {
  readonly name: string
  readonly path: string
  /** Who looks at it: a name or a role of the demo company; null for nobody. */
  readonly as?: string | null
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

/** Who has most to do in the demo. */
const REP = 'Dana Whitlock'

/** The address of the last card of the rep's queue, and of their first deal. */
async function leadOfRep(
  path: string,
  pick: (answer: { mine: Lead[]; data: Lead[] }) => Lead | undefined,
): Promise<string> {
  const answer = await fetch(url + path, { headers: { cookie: await signInAs(url!, REP) } })
  return `/leads/${pick((await answer.json()) as { mine: Lead[]; data: Lead[] })?.lead ?? 'none'}`
}

interface Lead {
  readonly lead: string
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(120)
  }
}

async function judged(page: Page): Promise<void> {
  await page.locator('#judged').evaluate((section) => section.scrollIntoView())
}

const worked = await leadOfRep('/api/queue', ({ mine }) => mine.at(-1))
const dealt = await leadOfRep('/api/opportunities', ({ data }) => data[0])
const qualified = await firstLead('stage=mql&sort=score')
const nearly = await firstLead('stage=lead&grade=B&sort=score')
const won = await firstLead('stage=customer')
const out = await firstLead('stage=disqualified')
const waiting = await firstLead('waiting=true')

const agreement = readFileSync(join(import.meta.dirname, '../agreements/northbeam-b2b.yaml'), 'utf8')
const draft = await firstOf('/studio', '/api/agreement/drafts', {
  title: 'Ninety instead of a hundred',
  document: agreement.replace('score: 100', 'score: 90'),
})
const round = await firstOf('/studio/calibration', '/api/calibrations', { leads: 30 })

/** The address of her first one; she begins one where there is none. */
async function firstOf(screen: string, path: string, beginning: object): Promise<string> {
  const headers = { cookie: await signInAs(url!, 'Mara Lindqvist'), 'content-type': 'application/json' }
  const all = await fetch(url + path, { headers })
  const [first] = ((await all.json()) as { data: { id: string }[] }).data
  if (first !== undefined) return `${screen}/${first.id}`
  const begun = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(beginning) })
  return `${screen}/${((await begun.json()) as { id: string }).id}`
}

async function face(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
}

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
  { name: 'sign-in', path: '/sign-in', as: null },
  { name: 'queue', path: '/queue', as: REP },
  { name: 'queue-empty', path: '/queue', as: 'Selma Voss' },
  { name: 'queue-touch', path: '/queue', as: REP, act: (page) => press(page, 'j', 't', 'c') },
  { name: 'queue-reject', path: '/queue', as: REP, act: (page) => press(page, 'j', 'r') },
  { name: 'workspace', path: worked, as: REP },
  { name: 'workspace-judged', path: worked, as: REP, act: judged },
  { name: 'workspace-book', path: worked, as: REP, act: (page) => press(page, 'b') },
  { name: 'workspace-objection', path: worked, as: REP, act: (page) => press(page, 'o') },
  { name: 'deal', path: dealt, as: REP },
  { name: 'pipeline', path: '/pipeline', as: 'Grant Hollis' },
  { name: 'pipeline-table', path: '/pipeline', as: 'Grant Hollis', act: (page) => press(page, 'v') },
  { name: 'team', path: '/team', as: 'Grant Hollis' },
  {
    name: 'team-reassign',
    path: '/team',
    as: 'Grant Hollis',
    act: (page) => press(page, 'j', 'x', 'j', 'x', 'm'),
  },
  { name: 'triage', path: '/triage', as: 'Grant Hollis' },
  { name: 'contests', path: '/contests', as: 'Mara Lindqvist' },
  { name: 'studio-home', path: '/studio', as: 'Mara Lindqvist' },
  { name: 'studio', path: draft, as: 'Mara Lindqvist', act: (page) => section(page, 'Marketing qualified') },
  { name: 'studio-file', path: draft, as: 'Mara Lindqvist', act: (page) => face(page, 'File') },
  { name: 'studio-changes', path: draft, as: 'Mara Lindqvist', act: (page) => face(page, 'Changes') },
  {
    name: 'studio-propose',
    path: draft,
    as: 'Mara Lindqvist',
    act: (page) => page.getByRole('button', { name: 'Propose' }).click(),
  },
  { name: 'calibration', path: round, as: 'Mara Lindqvist' },
  { name: 'version', path: '/agreement?version=1', as: 'Mara Lindqvist' },
  { name: 'playbook', path: '/playbook', as: 'Mara Lindqvist' },
  { name: 'imports', path: '/imports', as: 'Mara Lindqvist' },
  { name: 'imports-new', path: '/imports/new', as: 'Mara Lindqvist' },
  { name: 'people', path: '/people' },
  { name: 'settings', path: '/settings', as: REP },
  { name: 'lead-masked', path: worked, as: 'viewer' },
  { name: 'palette', path: '/leads', act: (page) => openPalette(page, 'an') },
  { name: 'shortcuts', path: '/leads', act: (page) => page.keyboard.press('?') },
]

async function openPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Find a lead').fill(words)
  await page.waitForTimeout(400)
}

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
const only = process.env['ONLY']?.split(',')
for (const theme of THEMES) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const shot of shots) {
      if (only !== undefined && !only.includes(shot.name)) continue
      const page = await browser.newPage({ viewport, colorScheme: theme })
      if (shot.as !== null) await signInPages(page.context(), url, shot.as ?? 'admin')
      page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
      await page.goto(url + shot.path)
      await page.locator('h1, h2').first().waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
      await page.waitForTimeout(400)
      await shot.act?.(page)
      await page.waitForTimeout(350)
      await page.screenshot({ path: join(folder, `${shot.name}-${size}-${theme}.png`) })
      await page.close()
    }
  }
}
await browser.close()
