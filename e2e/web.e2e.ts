/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The web application on the real server, in a real browser: flows by keyboard, numbers that open, accessibility. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { browserPath, launchBrowser } from './browser.ts'
import { signInAs, signInPages, startDemo, type RunningServer } from './demo-server.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

interface LeadList {
  readonly data: readonly { readonly id: string; readonly name: string | null }[]
  readonly total: number
}

describe(
  'the web application',
  { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' },
  () => {
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

    async function open(
      path: string,
      {
        viewport = WIDE,
        theme = 'light',
        as = 'admin',
      }: { viewport?: typeof WIDE; theme?: 'light' | 'dark'; as?: string | null } = {},
    ): Promise<Page> {
      const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
      if (as !== null) await signInPages(page.context(), server.url, as)
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url)) complaints.push(`request to ${request.url()}`)
      })
      await page.goto(server.url + path)
      // The open connection of who is signed in never rests, so it is the screen that has to.
      await page.locator('h1, h2').first().waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
      await page.waitForTimeout(250)
      return page
    }

    async function leads(query: string): Promise<LeadList> {
      return (await (
        await fetch(`${server.url}/api/leads?${query}`, { headers: { cookie } })
      ).json()) as LeadList
    }

    /** Every screen, with somebody who uses it; null for nobody. */
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
        ['viewer', `/leads/${lead}`],
        ...['/leads', '/leads?q=zzzz-nobody', `/leads/${lead}`, '/agreement', '/sources', '/nowhere'].map(
          (path) => ['admin', path] as const,
        ),
      ]
    }

    test('a lead is found and opened from the palette without a mouse', async () => {
      const { data } = await leads('stage=mql,sal,sql,opportunity,customer&sort=score&limit=1')
      const lead = data[0]!
      const page = await open('/agreement')
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder('Find a lead').fill(lead.name!)
      await page.getByRole('option', { name: lead.name! }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/leads\/[^/]+$/)
      await page.getByRole('heading', { level: 1, name: lead.name! }).waitFor()
      await page.waitForFunction((name) => document.title.startsWith(name), lead.name!)
      await page.close()
    })

    test('the score at every moment is the sum of the arithmetic that is stated', async () => {
      const { data } = await leads('stage=mql,sal,sql,opportunity,customer&sort=score&limit=1')
      const page = await open(`/leads/${data[0]!.id}`)
      const slider = page.getByRole('slider', { name: 'Moment of the history' })
      await slider.focus()
      const seen = new Set<number>()
      for (let step = 0; step < 25; step++) {
        const { score, sum, parts } = await statedArithmetic(page)
        seen.add(score)
        if (score !== 0) {
          assert.equal(sum, score, 'the total of the arithmetic is the score')
          assert.equal(parts, sum, 'the clauses add up to the total')
        }
        await page.keyboard.press('ArrowLeft')
      }
      assert.ok(seen.size > 1, 'moving through the history changes the score')
      await page.waitForURL(/\?at=/)
      const before = await statedArithmetic(page)
      await page.reload()
      await slider.waitFor()
      assert.deepEqual(await statedArithmetic(page), before, 'the address holds the moment')
      await page.keyboard.press('n')
      await page.waitForURL((url) => !url.search.includes('at='))
      await page.close()
    })

    test('the score shown now is the score of the list', async () => {
      const answer = await fetch(`${server.url}/api/leads?sort=score&limit=5`, { headers: { cookie } })
      const { data } = (await answer.json()) as { data: { id: string; score: number }[] }
      for (const lead of data) {
        const page = await open(`/leads/${lead.id}`)
        await page.getByRole('slider').waitFor()
        const { score } = await statedArithmetic(page)
        assert.ok(Math.abs(score / 10 - lead.score) <= 0.06, `${lead.id}: ${score / 10} and ${lead.score}`)
        await page.close()
      }
    })

    test('every count of the sources opens a list of as many leads', async () => {
      const page = await open('/sources')
      const links = page.locator('table a')
      await links.first().waitFor()
      const counted = await links.evaluateAll((anchors) =>
        anchors.map((anchor) => ({
          href: anchor.getAttribute('href')!,
          count: Number(anchor.textContent.replaceAll(',', '')),
        })),
      )
      assert.ok(counted.length >= 8)
      for (const { href, count } of counted) {
        const list = await leads(`${new URL(href, server.url).searchParams}&limit=1`)
        assert.equal(list.total, count, href)
      }
      const opened = counted.findIndex(({ href, count }) => href.includes('reached') && count > 0)
      await links.nth(opened).click()
      await page.waitForURL(/\/leads/)
      await page
        .getByRole('status')
        .filter({ hasText: ` of ${counted[opened]!.count.toLocaleString('en')}` })
        .waitFor()
      await page.close()
    })

    test('a stage of the strip filters to as many leads as it says', async () => {
      const page = await open('/leads')
      const strip = page.getByRole('group', { name: 'Stages' }).getByRole('button')
      await strip.first().waitFor()
      for (const index of [1, 2, 6]) {
        const segment = strip.nth(index)
        const count = /[\d,]+/.exec(await segment.innerText())![0]
        await segment.click()
        const shown =
          count === '0'
            ? page.getByText('No lead matches')
            : page.getByRole('status').filter({ hasText: ` of ${count}` })
        await shown.first().waitFor()
        await segment.click()
      }
      await page.close()
    })

    test('the list is walked with j and k, opened with Enter and left with Escape', async () => {
      const page = await open('/leads?sort=name')
      await page.locator('tr[data-index="0"]').waitFor()
      for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
      await page.waitForFunction(
        () => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') === '1',
      )
      const name = await page.evaluate(() => document.activeElement!.textContent)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.keyboard.press('Escape')
      await page.waitForURL(/\/leads\?sort=name/)
      await page.keyboard.press('/')
      await page.keyboard.type('zzzz-nobody')
      await page.getByText('No lead matches').waitFor()
      await page.close()
    })

    test('a sentence of the agreement shows its lines, and the golden leads come out as agreed', async () => {
      const page = await open('/agreement')
      await page.locator('[data-meaning^="points."]').first().focus()
      assert.ok((await page.locator('[data-file].bg-accent-wash').count()) >= 1)
      assert.equal(await page.getByText('Not as agreed').count(), 0)
      await page.close()
    })

    test('the theme stands before the first paint and can be chosen', async () => {
      const page = await open('/leads', { theme: 'dark' })
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')
      await page.getByRole('button', { name: 'Light theme' }).click()
      await page.reload({ waitUntil: 'domcontentloaded' })
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'light')
      await page.close()
    })

    test('no screen scrolls sideways on a narrow window', async () => {
      const { data } = await leads('sort=score&limit=1')
      for (const [as, path] of await screens(data[0]!.id)) {
        const page = await open(path, { viewport: NARROW, as })
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`)
        await page.close()
      }
    })

    for (const theme of ['light', 'dark'] as const) {
      test(`no screen keeps anybody out (axe, ${theme})`, async () => {
        const { data } = await leads('stage=mql,sal,sql,opportunity,customer&sort=score&limit=1')
        const found: string[] = []
        for (const [as, path] of await screens(data[0]!.id)) {
          for (const viewport of [WIDE, NARROW]) {
            const page = await open(path, { theme, viewport, as })
            found.push(
              ...(await violations(page)).map((violation) => `${path} ${viewport.width}: ${violation}`),
            )
            await page.close()
          }
        }
        const studio = await open(`/studio/${await draft()}`, { theme, as: 'Mara Lindqvist' })
        for (const face of ['File', 'Changes']) {
          await studio.getByRole('tab', { name: face }).click()
          found.push(...(await violations(studio)).map((violation) => `studio, ${face}: ${violation}`))
        }
        // Each is called otherwise once it is shown.
        const charts = studio.getByRole('button', { name: 'As a table' })
        for (let left = await charts.count(); left > 0; left--) await charts.first().click()
        found.push(...(await violations(studio)).map((violation) => `studio, tables: ${violation}`))
        await studio.getByRole('button', { name: 'Propose' }).click()
        found.push(...(await violations(studio)).map((violation) => `studio, proposing: ${violation}`))
        await studio.close()
        const page = await open('/leads', { theme })
        await page.keyboard.press('Control+k')
        await page.getByPlaceholder('Find a lead').waitFor()
        found.push(...(await violations(page)).map((violation) => `palette: ${violation}`))
        await page.keyboard.press('Escape')
        await page.keyboard.press('?')
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
        found.push(...(await violations(page)).map((violation) => `shortcuts: ${violation}`))
        await page.close()
        assert.deepEqual(found, [])
      })
    }

    test('nothing complained, and nothing was asked of anybody else', () => {
      assert.deepEqual(complaints, [])
    })
  },
)

/** In tenths of a point: the score in the header, the total of the arithmetic, and the sum of its rows. */
function statedArithmetic(page: Page): Promise<{ score: number; sum: number; parts: number }> {
  return page.evaluate(async () => {
    // Sections may follow the playhead by a frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)))
    const number = (selector: string, name: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].reduce(
        (sum, element) => sum + Number(element.dataset[name]),
        0,
      )
    return {
      score: number('[data-score]', 'score'),
      sum: number('[data-sum]', 'sum'),
      parts: number('[data-tenths]', 'tenths'),
    }
  })
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
  }[]
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const results = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`),
    )
}
