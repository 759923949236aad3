/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** A program is built without a mouse and with one, tried on history and started; leads go through it until sales has them. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { ask, introduce, sendAway, sendBatch, track } from './ask-server.ts'
import { browserPath, launchBrowser, PERSON } from './browser.ts'
import { chooseCard } from './choose-card.ts'
import { type RunningServer, startDemo } from './demo-server.ts'
import { type Letter, type MailSink, startMailSink } from './mail-sink.ts'
import { goTo, NARROW, openScreen } from './open-screen.ts'

const MARA = 'Mara Lindqvist'
const WAITING_MS = 20_000

interface Tried {
  readonly entered: number
  readonly mails: number
  readonly left: Readonly<Record<string, number>>
}

describe('programs', { skip: existsSync(browserPath()) ? false : 'Chromium is not installed' }, () => {
  let server: RunningServer
  let browser: Browser
  let page: Page
  let sink: MailSink
  const complaints: string[] = []

  before(async () => {
    sink = await startMailSink()
    server = await startDemo({ BATON_SMTP_URL: sink.url, BATON_MAIL_FROM: 'news@northbeam.example' })
    // Nothing but the program under test writes to anybody, and as quickly as it can.
    await ask(server, MARA, '/api/programs/first-steps/state', { state: 'paused' }, 'PUT')
    const quick = { perDay: 5, perWeek: 20, perSecond: 500, perSecondToGroup: 500, warmUp: false }
    await ask(server, 'admin', '/api/sends/settings', { ...quick, opens: false }, 'PUT')
    // Whose turn it is depends on who is there; here only one of the team is.
    for (const name of ['Núria Casals', 'Owen Tregear']) await sendAway(server, name)
    browser = await launchBrowser()
    page = await open('/programs', MARA)
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    sink?.stop()
  })

  async function open(path: string, as: string, viewport?: typeof NARROW): Promise<Page> {
    const opened = await openScreen(browser, server, complaints, path, { as, ...(viewport && { viewport }) })
    opened.setDefaultTimeout(10_000)
    return opened
  }

  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  const cards = () => page.locator('[data-step]')
  const steps = async () =>
    (await cards().evaluateAll((all) => all.map((card) => card.getAttribute('data-step')))).join(', ')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-step'))
  const comesTo = (id: string) =>
    page.waitForFunction((step) => document.activeElement?.getAttribute('data-step') === step, id)
  const draftOf = async (id: string) =>
    (await ask<{ draft: string }>(server, MARA, `/api/programs/${id}`)).draft
  const dialog = () => page.getByRole('dialog')

  /** Goes on with Tab until the field of that name is reached, and writes over what is in it. */
  async function typeInto(label: string, text: string): Promise<void> {
    const field = dialog().getByLabel(label, { exact: true })
    await field.waitFor()
    for (let tabs = 0; tabs < 25; tabs += 1) {
      if (await field.evaluate((element) => element === document.activeElement)) break
      await keys('Tab')
    }
    assert.ok(await field.evaluate((element) => element === document.activeElement), `${label} is reached`)
    if ((await field.evaluate((element) => element.tagName)) !== 'SELECT') await keys('Control+a')
    await page.keyboard.type(text)
  }

  test('is built on the canvas by keyboard alone', async () => {
    await keys('c')
    await dialog().waitFor()
    await typeInto('Name', 'After a download')
    await keys('Enter')
    await page.waitForURL(/\/programs\/after-a-download$/)
    await cards().first().waitFor()
    for (let tabs = 0; tabs < 60 && (await focused()) !== 'hello'; tabs += 1) await keys('Tab')
    await comesTo('hello')

    await keys('Enter')
    await typeInto('Mail', 'First steps')
    await typeInto('Id', 'hello')
    await keys('Enter')
    await page.getByRole('treeitem', { name: 'Send First steps hello · Teach' }).waitFor()
    await comesTo('hello')

    await keys('+')
    await typeInto('What it does', 'Wait for')
    await typeInto('Until', 'did: Page Viewed, where: { page_group: pricing }')
    await typeInto('No longer than', '7 days')
    await keys('Enter')
    await comesTo('wait-for')
    await keys('+')
    await typeInto('Mail', 'More to')
    await typeInto('Id', 'more')
    await keys('Enter')
    await comesTo('more')
    assert.equal(await steps(), 'hello, wait-for, more')

    // A branch with something in its second way, and away with it again.
    await keys('+')
    await typeInto('What it does', 'Branch')
    await typeInto('Way 1', 'grade: [A]')
    await keys('Enter')
    await comesTo('branch')
    await keys('ArrowRight', 'ArrowRight', 'Enter')
    await typeInto('What it does', 'Wait')
    await keys('Tab', 'Enter')
    await comesTo('wait')
    await keys('ArrowLeft', 'ArrowLeft')
    await comesTo('branch')
    await keys('Alt+ArrowUp')
    assert.equal(await steps(), 'hello, wait-for, branch, wait, more')
    await comesTo('branch')
    await keys('ArrowUp')
    await comesTo('wait-for')
    await keys('ArrowDown', 'Delete')
    await comesTo('more')
    assert.equal(await steps(), 'hello, wait-for, more')
  })

  test('says by keyboard who enters and when it is over, and is saved', async () => {
    await page.getByRole('button', { name: 'Who and when' }).focus()
    await keys('Enter')
    await typeInto(
      'Who enters',
      'all: [{ stage: [lead, recycled] }, { did: Content Downloaded, within: 30 days }]',
    )
    await typeInto('Goal', 'stage: [opportunity, customer]')
    await typeInto('Held out', '0')
    await keys('Enter')
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('Goal', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save' }).focus()
    await keys('Enter')
    await page.getByText('Saved. It runs once you start it.').waitFor()
    const draft = await draftOf('after-a-download')
    assert.match(draft, /- \{? ?id: hello, send: first-steps, tone: teach/)
    assert.match(draft, /wait-for: \{ did: Page Viewed, where: \{ page_group: pricing \} \}/)
    assert.doesNotMatch(draft, /branch|hold-out: 10%/)
  })

  test('is built by mouse alone, and its faces are one document', async () => {
    await goTo(page, `${server.url}/programs`)
    await page.getByRole('button', { name: 'New program' }).click()
    await dialog().getByLabel('Name').fill('By hand')
    await dialog().getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL(/\/programs\/by-hand$/)
    const act = async (step: string, name: string) => {
      await page.locator(`[data-step=${step}]`).hover()
      await page.getByRole('button', { name, exact: true }).click()
    }
    await act('hello', 'Add a step behind hello')
    await dialog().getByLabel('What it does').selectOption('Wait')
    await dialog().getByLabel('How long').fill('soon')
    await dialog().getByRole('button', { name: 'Add' }).click()
    await dialog().getByText('Write 3 days, 12 hours or 1 week.').waitFor()
    await dialog().getByLabel('How long').fill('2 days')
    await dialog().getByRole('button', { name: 'Add' }).click()
    await act('wait', 'Add a step behind wait')
    await dialog().getByLabel('Mail').selectOption('A talk')
    await dialog().getByLabel('Tone').selectOption('Offer')
    await dialog().getByRole('button', { name: 'Add' }).click()
    await page.getByRole('treeitem', { name: 'Send A talk mail · Offer' }).waitFor()
    await act('mail', 'Move mail up')
    assert.equal(await steps(), 'hello, mail, wait')
    await act('hello', 'Take hello away')
    assert.equal(await steps(), 'mail, wait')
    await page.locator('[data-step=wait]').click()
    await dialog().getByLabel('How long').fill('5 days')
    await dialog().getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('treeitem', { name: 'Wait 5 days' }).waitFor()

    await page.getByRole('tab', { name: 'List' }).click()
    assert.equal(await steps(), 'mail, wait')
    await act('mail', 'Move mail down')
    assert.equal(await steps(), 'wait, mail')
    await page.getByRole('tab', { name: 'File' }).click()
    const file = page.locator('.cm-content')
    await file.getByText('5 days').last().waitFor()
    const [x, y] = await file.evaluate(placeOf, '5 days')
    await page.mouse.dblclick(x, y)
    await page.keyboard.type('6')
    await keys('Control+Home')
    await page.keyboard.type('# Written by hand.')
    await keys('Enter')
    await page.getByRole('tab', { name: 'Canvas' }).click()
    await page.getByRole('treeitem', { name: 'Wait 6 days' }).waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. It runs once you start it.').first().waitFor()
    const draft = await draftOf('by-hand')
    assert.ok(draft.startsWith('# Written by hand.\n'), draft)
    assert.ok(draft.indexOf('wait: 6 days') < draft.indexOf('send: talk-to-us'), draft)
  })

  const rowOf = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  const numberIn = async (name: string) =>
    Number((await rowOf(name).locator('td').first().textContent())!.replaceAll(/\D/g, ''))

  test('is tried on history, and says what the replay says', async () => {
    await goTo(page, `${server.url}/programs/after-a-download`)
    await page.getByRole('button', { name: 'Try it' }).click()
    await rowOf('Would have entered').waitFor({ timeout: WAITING_MS })
    const { tried } = await ask<{ tried: Tried }>(server, MARA, '/api/program-tries', {
      document: await draftOf('after-a-download'),
      program: null,
    })
    assert.ok(tried.entered > 20 && tried.mails > 20, JSON.stringify(tried))
    assert.equal(await numberIn('Would have entered'), tried.entered)
    assert.equal(await numberIn('Mails'), tried.mails)
    assert.equal(await numberIn('Goal met'), tried.left['goal'])
    assert.equal(await numberIn('Came to the end'), tried.left['end'])
    await rowOf('Would have entered').getByRole('button').click()
    await dialog().getByText(`${tried.entered} leads, each once`).waitFor()
    await keys('Escape')
  })

  test('is started by who knows how many enter at once', async () => {
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const said = await dialog().getByText('would enter now').textContent()
    const enter = Number(/^([\d,]+) of/.exec(said!)![1]!.replace(',', ''))
    assert.ok(enter > 0, said!)
    await dialog().getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Running', { exact: true }).waitFor()
    await entry('Entered').getByText(String(enter), { exact: true }).waitFor({ timeout: WAITING_MS })
  })

  /** A line of who came and went. */
  const entry = (label: string) =>
    page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })

  /** Of a company that fits, and agreed to hear from us. Returns the lead's id. */
  async function agreed(userId: string, name: string, company: string): Promise<string> {
    const id = await introduce(server, userId, name, company)
    const said = { purpose: 'newsletter', status: 'given', note: 'Said so at the fair' }
    await ask(server, MARA, `/api/leads/${id}/consents`, said)
    return id
  }

  async function letterTo(name: string, count: number): Promise<Letter> {
    for (let tries = 0; sink.to(name).length < count && tries * 100 < WAITING_MS; tries += 1)
      await page.waitForTimeout(100)
    assert.equal(sink.to(name).length, count, `letters to ${name}`)
    return sink.to(name)[count - 1]!
  }

  const leads = { orla: '', piet: '' }
  let leadPage: Page

  test('takes in who downloads something, and writes to them with a way out', async () => {
    leads.orla = await agreed('orla', 'Orla Quint', 'Quintessa')
    leads.piet = await agreed('piet', 'Piet Harrow', 'Harrowgate')
    const before = Number(await entry('Entered').locator('dd').textContent())
    await sendBatch(server, [track('orla', 'Content Downloaded', { title: 'The handbook' })])
    await sendBatch(server, [track('piet', 'Content Downloaded', { title: 'The handbook' })])
    const { text } = await letterTo('orla', 1)
    await letterTo('piet', 1)
    assert.match(text, /^List-Unsubscribe: <http[^>]+>/im)
    assert.match(text, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/im)
    assert.match(text, /^To: .*orla@quintessa\.example/m)

    leadPage = await open(`/leads/${leads.orla}`, MARA)
    const section = leadPage.locator('#programs')
    await section.getByRole('link', { name: 'After a download' }).waitFor()
    await section.getByText('At wait-for', { exact: true }).waitFor()
    await section.getByText(/What was done/).click()
    await section.getByText('Sent first-steps').waitFor()
    await entry('Entered')
      .getByText(String(before + 2), { exact: true })
      .waitFor({ timeout: WAITING_MS })
    assert.ok((await numberIn('hello')) >= 2)
  })

  test('writes to who agreed on a form, from when the address is confirmed', async () => {
    interface Form {
      readonly id: string
      readonly definition: { readonly slug: string }
    }
    const forms = await ask<{ data: readonly Form[] }>(server, MARA, '/api/forms')
    const handbook = forms.data.find(({ definition }) => definition.slug === 'lead-handoff-handbook')!
    const { id, definition } = await ask<Form>(server, MARA, `/api/forms/${handbook.id}`)
    await ask(server, MARA, `/api/forms/${id}`, { ...definition, doubleOptIn: true }, 'PUT')
    const visit = await browser.newContext({ userAgent: PERSON })
    const form = await visit.newPage()
    await form.goto(`${server.url}/f/lead-handoff-handbook`)
    await form.fill('[name=email]', 'rosa@fernhill.example')
    await form.fill('[name=first-name]', 'Rosa')
    await form.getByRole('checkbox').check()
    await form.getByRole('button', { name: 'Get the handbook' }).click()
    const asks = (await letterTo('rosa', 1)).text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
    await form.goto(/http\S+\/f\/confirm\/[\w.~-]+/.exec(asks)![0])
    await form.getByRole('button', { name: 'Yes, it is mine' }).click()
    const download = form.getByRole('link', { name: 'Download' })
    await Promise.all([form.waitForEvent('download'), download.click()])
    assert.match((await letterTo('rosa', 2)).text, /^List-Unsubscribe-Post:/im)
    await visit.close()
  })

  test('is silent from when sales accepts', async () => {
    const rep = await open('/queue', 'Jonas Pfeil')
    await sendBatch(server, [track('orla', 'Demo Requested', { form: 'demo' })])
    await rep.locator('[data-lead]').filter({ hasText: 'Orla Quint' }).waitFor({ timeout: WAITING_MS })
    await chooseCard(rep, 'Orla Quint')
    await rep.keyboard.press('a')
    const header = leadPage.locator('header', { has: leadPage.getByRole('heading', { level: 1 }) })
    await header.getByText('Sales accepted').first().waitFor({ timeout: WAITING_MS })
    const section = leadPage.locator('#programs')
    await section.getByText('At wait-for, paused while sales has the lead').waitFor({ timeout: WAITING_MS })
    await rep.close()

    // Both do what the program waits for; whom sales has not, gets the next mail.
    await sendBatch(server, [
      track('orla', 'Page Viewed', { page_group: 'pricing' }),
      track('piet', 'Page Viewed', { page_group: 'pricing' }),
    ])
    await letterTo('piet', 2)
    const { data } = await ask<{
      data: readonly { steps: readonly { what: string }[]; pausedAt: string | null }[]
    }>(server, MARA, `/api/leads/${leads.orla}/programs`)
    assert.ok(data[0]!.pausedAt)
    assert.deepEqual(
      data[0]!.steps.map(({ what }) => what),
      ['entered', 'send', 'paused'],
    )
    assert.equal(sink.to('orla').length, 1)

    await entry('Paused: sales has them').getByRole('button').click({ timeout: WAITING_MS })
    await dialog().getByText('Orla Quint').waitFor()
    await keys('Escape')
  })

  test('holds on a narrow screen, for everybody, and nothing complained', async () => {
    const small = await open('/programs', MARA, NARROW)
    for (const path of ['/programs', '/programs/after-a-download']) {
      await goTo(small, server.url + path)
      const over = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(over <= 0, `${path} is ${over} px too wide`)
    }
    assert.equal(await small.getByRole('tab', { name: 'List' }).getAttribute('aria-selected'), 'true')
    await small.close()
    await page.evaluate(axe.source)
    const faults = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    })
    assert.deepEqual(faults, [])
    assert.deepEqual(complaints, [])
  })
})

/** The middle of the first letter of what is written somewhere, on the screen. */
function placeOf(element: Element, words: string): [x: number, y: number] {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const at = text.textContent!.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + 1)
    const { left, top, width, height } = range.getBoundingClientRect()
    return [left + width / 2, top + height / 2]
  }
  throw new Error(`Nothing says ${words}.`)
}
