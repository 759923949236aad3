/** Segment's analytics.js, as web sites load it, in a real browser on a page of another origin. */
import type { AnalyticsBrowser as Analytics } from '@segment/analytics-next'
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type BatonServer, ensureSource, openServer } from '@baton/server'
import { launchBrowser, PERSON } from './browser.ts'

const SCRIPTS = join(
  dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')),
  'dist',
  'umd',
)
const dataDir = mkdtempSync(join(tmpdir(), 'baton-clients-'))
chmodSync(dataDir, 0o755)
let baton: BatonServer
let browser: Browser
let writeKey: string

/** The customer's own site: another origin than Baton. */
const site = createServer((request, response) => {
  const name = request.url?.split('?')[0] ?? '/'
  if (name.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript')
    return response.end(readFileSync(join(SCRIPTS, name.slice(1))))
  }
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>Acme</title><script src="/index.js"></script>')
})

before(async () => {
  baton = await openServer({ dataDir, port: 0, log: console.error })
  writeKey = (await ensureSource(baton.pool, 'website')).writeKey
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  site.close()
  await baton?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

for (const batching of [false, true]) {
  test(`analytics.js delivers ${batching ? 'in batches' : 'one by one'} from a page of another origin`, async () => {
    await baton.pool.query('truncate events')
    const page = await browser.newPage({ userAgent: PERSON })
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    const { port } = site.address() as { port: number }
    await page.goto(`http://localhost:${port}/pricing?utm_source=Partner&utm_campaign=launch`)
    await page.evaluate(
      async ({ url, writeKey, batching }) => {
        const { AnalyticsBrowser } = (
          window as unknown as { AnalyticsNext: { AnalyticsBrowser: typeof Analytics } }
        ).AnalyticsNext
        const inBatches = { strategy: 'batching' as const, config: { size: 4, timeout: 300 } }
        const host = url.replace('http://', '')
        const analytics = AnalyticsBrowser.load(
          { writeKey, cdnURL: url },
          {
            integrations: {
              'Segment.io': {
                apiHost: `${host}/v1`,
                protocol: 'http',
                ...(batching && { deliveryStrategy: inBatches }),
              },
            },
          },
        )
        await analytics.page()
        await analytics.identify(`ada-${batching}`, { email: `ada-${batching}@acme.example`, title: 'CTO' })
        await analytics.track('Demo Requested', { form: 'hero' })
        await analytics.group(`acme-${batching}`, { industry: 'software' })
        await new Promise((resolve) => setTimeout(resolve, 800))
      },
      { url: baton.url, writeKey, batching },
    )
    await page.close()
    const { rows } = await baton.pool.query(
      'select name, properties, lead from events order by occurred_at, seq',
    )
    assert.deepEqual(rows.map(({ name }) => name).sort(), [
      'Company Identified',
      'Demo Requested',
      'Lead Identified',
      'Page Viewed',
    ])
    const viewed = rows.find(({ name }) => name === 'Page Viewed')
    assert.equal(viewed.properties.page_group, 'pricing')
    assert.equal(viewed.lead.source, 'partner')
    assert.deepEqual(problems, [])
    const { rows: leads } = await baton.pool.query(
      'select source, stage, title from leads where email = $1',
      [`ada-${batching}@acme.example`],
    )
    assert.deepEqual([leads.length, leads[0].title], [1, 'CTO'])
  })
}
