/** `baton demo`: serve a simulated company, loaded on the first start. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type BatonServer,
  ensureConsents,
  ensureContent,
  ensureForms,
  ensureMails,
  ensurePeople,
  ensurePersonas,
  ensurePlays,
  ensurePrograms,
  ensureSegments,
  ensureSpend,
  loadEvents,
  setting,
  settleSetting,
  whileLoading,
} from '@baton/server'
import {
  DEMO_CONSENTS,
  DEMO_CONTENT,
  DEMO_CUSTOMER_MAILS,
  DEMO_FORMS,
  DEMO_MAILS,
  DEMO_PEOPLE,
  DEMO_PERSONAS,
  DEMO_PLAYS,
  DEMO_PROGRAMS,
  DEMO_SEGMENTS,
  simulate,
  spendOf,
} from '@baton/simulator'
import { Command } from 'commander'
import { giveBackUnworked } from './give-back-unworked.ts'
import { liveOn } from './live-on.ts'
import { dataDirOption, portOption, type ServeOptions, serveUntilStopped } from './serve.ts'

const DEMO_AGREEMENT = join(import.meta.dirname, '..', '..', 'agreements', 'northbeam-b2b.yaml')
const DAY_MS = 86_400_000

interface DemoOptions extends ServeOptions {
  readonly seed: number
  readonly leads: number
  readonly still?: boolean
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('Serve Northbeam, a simulated company with eighteen months of leads')
    .addOption(dataDirOption().default('./.baton/demo'))
    .addOption(portOption())
    .option('--seed <n>', 'which company: the same seed gives the same one', Number, 7)
    .option('--leads <n>', 'how many leads', Number, 3000)
    .option('--still', 'nothing happens by itself once the company is made')
    .addHelpText(
      'after',
      `
The company is made once, on the first start, up to the day of that start. While it is served it lives on: every few seconds
something happens on its web site, and now and then a lead comes to sales. --still leaves it as it was.
Environment: BATON_DATA_DIR, PORT, DATABASE_URL. Exit codes: 0 stopped, or already served; 1 could not start.

Example:
  $ baton demo --port 3120`,
    )
    .action(async (options: DemoOptions) => {
      await serveUntilStopped(
        {
          ...options,
          organisation: { demo: true, name: 'Northbeam', people: DEMO_PEOPLE },
          firstAgreement: {
            document: readFileSync(DEMO_AGREEMENT, 'utf8'),
            note: 'the agreement of the demo company',
          },
        },
        (server) => loadCompany(server, options),
      )
    })
}

/** A deal is for a year of seats; what it costs to deliver them is a fifth. */
const DEMO_MONEY = {
  currency: 'EUR',
  rates: { USD: 0.92 },
  bareAmounts: false,
  margin: 0.8,
  amountMonths: 12,
}

/** Every event has an id made from the seed, so that a first start that was cut short is simply gone on with. */
async function loadCompany(server: BatonServer, { dataDir, seed, leads, still }: DemoOptions): Promise<void> {
  const { pool, intake } = server
  const begin = async () => {
    if (still) return
    const from = Number(await setting(pool, 'demo until'))
    await liveOn(server, { seed, from, log: (line) => console.error(line) })
  }
  // Before the events: handoffs find their owners among them.
  await ensurePeople(pool, DEMO_PEOPLE)
  if (!(await setting(pool, 'demo forms'))) {
    await ensureForms(pool, resolve(dataDir), DEMO_FORMS)
    await settleSetting(pool, 'demo forms', 'yes')
  }
  if (!(await setting(pool, 'demo content'))) {
    await ensurePersonas(pool, DEMO_PERSONAS)
    await ensureContent(pool, DEMO_CONTENT)
    await ensureSegments(pool, DEMO_SEGMENTS)
    await settleSetting(pool, 'demo content', 'yes')
  }
  if (!(await setting(pool, 'demo mails'))) {
    await ensureMails(pool, DEMO_MAILS)
    await settleSetting(pool, 'postal address', '12 Harbour Street, 20457 Hamburg')
    await settleSetting(pool, 'demo mails', 'yes')
  }
  if (!(await setting(pool, 'demo programs'))) {
    await ensureMails(pool, DEMO_CUSTOMER_MAILS)
    await ensurePrograms(pool, DEMO_PROGRAMS)
    await settleSetting(pool, 'referral form', 'see-it-live')
    await settleSetting(pool, 'demo programs', 'yes')
  }
  if (await setting(pool, 'demo loaded')) return await begin()
  await ensurePlays(pool, DEMO_PLAYS)
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const until = Number(await settleSetting(pool, 'demo until', String(today)))
  console.error(
    `Making the demo company: ${leads.toLocaleString('en')} leads, eighteen months (half a minute, once) …`,
  )
  await whileLoading(pool, async () => {
    await loadEvents(intake, pool, 'northbeam', simulate({ seed, leads, until }))
    await giveBackUnworked(intake, pool, until)
  })
  await ensureSpend(pool, spendOf({ seed, leads, until }), DEMO_MONEY)
  await ensureConsents(pool, DEMO_CONSENTS)
  await settleSetting(pool, 'demo loaded', 'yes')
  await begin()
}
