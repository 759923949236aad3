/// <reference lib="dom" />
/** Every screen, wide and narrow, light and dark: nobody is kept out of it (axe), and it fits. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { LeadList } from '@baton/protocol'
import type { Browser, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { type RunningServer, signInAs, startDemo } from './demo-server.ts'
import { goTo, NARROW, openScreen, type Opening, WIDE } from './open-screen.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('every screen', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let cookie: string
  const complaints: string[] = []

  before(async () => {
    server = await startDemo()
    cookie = await signInAs(server.url, 'admin')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })

  const open = (path: string, how: Opening = {}) =>
    openScreen(browser, server, complaints, path, { ...how, script: AXE })

  /** The lead with the highest score of those who came far. */
  async function topLead(): Promise<string> {
    const query = 'stage=mql,sal,sql,opportunity,customer&sort=score&limit=1'
    const answer = await fetch(`${server.url}/api/leads?${query}`, { headers: { cookie } })
    return ((await answer.json()) as LeadList).data[0]!.id
  }

  /** What Mara begins, by its id. */
  async function begun(path: string, body: object): Promise<string> {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { cookie: await signInAs(server.url, 'Mara Lindqvist'), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return ((await answer.json()) as { id: string }).id
  }

  /** A draft that asks for 90 points instead of 100. */
  async function draft(): Promise<string> {
    const agreement = readFileSync(join(import.meta.dirname, '../agreements/northbeam-b2b.yaml'), 'utf8')
    return await begun('/api/agreement/drafts', {
      title: 'Ninety instead of a hundred',
      document: agreement.replace('score: 100', 'score: 90'),
    })
  }

  /** A form with each kind of control, at an address of its own. */
  async function form(): Promise<string> {
    const field = (id: string, type: string, more: object = {}) => ({
      id,
      type,
      maps: 'answer',
      label: `Asks for ${id}`,
      help: `About ${id}`,
      ...more,
    })
    return await begun('/api/forms', {
      name: 'A report',
      slug: `report-${crypto.randomUUID().slice(0, 8)}`,
      kind: 'content',
      title: 'Get the report',
      fields: [
        field('email', 'email', { maps: 'lead.email', required: true }),
        field('role', 'choice', { options: ['Buys', 'Uses'] }),
        field('why', 'long-text', { showWhen: { field: 'role', is: ['Buys'] }, progressive: true }),
        field('later', 'checkbox'),
      ],
      consents: [{ purpose: 'newsletter', text: 'Yes, write to me.' }],
      thanks: { title: 'Thank you' },
    })
  }

  /** Every screen, with somebody who uses it; null for nobody. */
  async function screens(lead: string): Promise<readonly (readonly [as: string | null, path: string])[]> {
    const owned = await fetch(`${server.url}/api/opportunities`, { headers: { cookie } })
    const { data } = (await owned.json()) as {
      data: readonly { lead: string; owner: { name: string } | null }[]
    }
    const worked = data.find(({ owner }) => owner !== null)!
    return [
      [null, '/sign-in'],
      [null, '/reset#no-such-token'],
      [worked.owner!.name, `/leads/${worked.lead}`],
      [worked.owner!.name, '/queue'],
      ['Selma Voss', '/queue'],
      ['Selma Voss', '/team'],
      ['Selma Voss', '/triage'],
      ['Selma Voss', '/pipeline'],
      ['Mara Lindqvist', '/contests'],
      ['Mara Lindqvist', '/playbook'],
      ['Mara Lindqvist', '/forms'],
      ['Mara Lindqvist', `/forms/${await form()}`],
      ['Mara Lindqvist', '/content'],
      ['viewer', '/content'],
      ['Mara Lindqvist', '/content?view=gaps'],
      ['Mara Lindqvist', '/segments'],
      ['Mara Lindqvist', '/segments/new'],
      ['Mara Lindqvist', '/segments/engaged-good-fit'],
      ['Mara Lindqvist', '/mails'],
      ['Mara Lindqvist', '/mails/compare-ways'],
      ['viewer', '/mails/first-steps'],
      ['admin', '/mails'],
      ['admin', '/sending'],
      ['Mara Lindqvist', '/imports'],
      ['Mara Lindqvist', '/imports/new'],
      ['admin', '/privacy'],
      ...['', '?tab=refused', '?tab=uncatalogued', '?tab=sources', '?tab=webhooks'].map(
        (tab) => ['admin', `/events${tab}`] as const,
      ),
      ['Mara Lindqvist', '/studio'],
      ['Mara Lindqvist', `/studio/${await draft()}`],
      ['Mara Lindqvist', `/studio/calibration/${await begun('/api/calibrations', { leads: 10 })}`],
      ['Mara Lindqvist', '/agreement?version=1'],
      ['admin', '/people'],
      ['admin', '/settings'],
      ['Mara Lindqvist', '/home'],
      ['Selma Voss', '/home'],
      ...REPORTS.map((report) => ['Mara Lindqvist', `/reports/${report}`] as const),
      ['viewer', '/reports/funnel?from=1999-01-01&to=1999-01-31'],
      ['viewer', `/leads/${lead}`],
      ...['/leads', '/leads?q=zzzz-nobody', `/leads/${lead}`, '/agreement', '/sources', '/nowhere'].map(
        (path) => ['admin', path] as const,
      ),
    ]
  }

  // Each is opened in its theme: one that is switched may be drawn late, and the narrow ones have no colour of their own.
  for (const [viewport, theme, rules] of [
    [WIDE, 'light', null],
    // What a theme changes is colour.
    [WIDE, 'dark', ['color-contrast']],
    [NARROW, 'dark', null],
  ] as const) {
    test(`no screen keeps anybody out, or is too wide (axe, ${theme}, ${viewport.width})`, async () => {
      const found: string[] = []
      const queue = [...Map.groupBy(await screens(await topLead()), ([as]) => as)].flatMap(([as, all]) =>
        chunksOf(all.map(([, path]) => path)).map((paths) => [as, paths] as const),
      )
      const look = async () => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          const [as, paths] = next
          let page: Page | null = null
          for (const path of paths) {
            if (page) await goTo(page, server.url + path)
            page ??= await open(path, { viewport, theme, as })
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
            if (overflow > 0) found.push(`${path} is ${overflow} px too wide`)
            found.push(...(await violations(page, rules)).map((violation) => `${path}: ${violation}`))
          }
          await page?.close()
        }
      }
      // While one loads, another is looked at.
      await Promise.all([look(), look()])
      assert.deepEqual(found, [])
    })
  }

  for (const theme of ['light', 'dark'] as const) {
    test(`nor does what opens over a screen (axe, ${theme})`, async () => {
      const found: string[] = []
      const look = async (page: Page, what: string) =>
        void found.push(...(await violations(page)).map((violation) => `${what}: ${violation}`))
      const studio = await open(`/studio/${await draft()}`, { theme, as: 'Mara Lindqvist' })
      for (const face of ['File', 'Changes']) {
        await studio.getByRole('tab', { name: face }).click()
        await look(studio, `studio, ${face}`)
      }
      // Each is called otherwise once it is shown.
      const charts = studio.getByRole('button', { name: 'As a table' })
      for (let left = await charts.count(); left > 0; left--) await charts.first().click()
      await look(studio, 'studio, tables')
      await studio.getByRole('button', { name: 'Propose' }).click()
      await look(studio, 'studio, proposing')
      await studio.close()
      const report = await open('/reports/promises', { theme, as: 'Mara Lindqvist' })
      for (const summary of await report.locator('summary').all()) await summary.click()
      await look(report, 'report, tables')
      for (const name of ['Share', 'By mail']) {
        await report.getByRole('button', { name, exact: true }).click()
        await report.getByRole('dialog').waitFor()
        await look(report, `report, ${name}`)
        await report.keyboard.press('Escape')
      }
      await report.getByRole('button', { name: /^MQLs: / }).click()
      await report.getByRole('dialog', { name: 'MQLs' }).getByRole('link').first().waitFor()
      await look(report, 'report, leads behind a number')
      await report.close()
      const page = await open('/leads', { theme })
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder('Find a lead').waitFor()
      await look(page, 'palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await look(page, 'shortcuts')
      await page.close()
      assert.deepEqual(found, [])
    })
  }

  test('nothing complained, and nothing was asked of anybody else', () => {
    assert.deepEqual(complaints, [])
  })
})

const REPORTS = [
  'funnel?from=2025-06-01&by=source',
  'flow?from=2025-06-01',
  'statement',
  'pace?from=2025-06-01&by=source',
  'promises?compare=previous',
  'judgement?from=2025-06-01&by=source',
  'money?from=2025-06-01',
  'deals?from=2025-06-01',
  'lifecycle?from=2025-06-01',
  'customers?from=2025-06-01',
  'personas?from=2025-06-01',
  'focus?from=2025-06-01',
  'benchmarks?from=2025-06-01',
]

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
  }[]
}

/** So many are looked at in one page, which comes to be loaded anew for each. */
const SCREENS_A_PAGE = 8

function chunksOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / SCREENS_A_PAGE)
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * SCREENS_A_PAGE, (index + 1) * SCREENS_A_PAGE),
  )
}

/** @param rules of axe; null: all */
async function violations(page: Page, rules: readonly string[] | null = null): Promise<readonly string[]> {
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  const results = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`),
    )
}
