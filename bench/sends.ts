/**
 * How many mails a second leave, with everything that is asked before each? Beside a bare loop of nodemailer that sends the same
 * letters to the same sink, which asks nothing.
 *
 * `--killed 50000` asks something else: so many due sends under two workers, of which one is killed every five seconds. Is anything
 * sent twice, sent to who said no, or left behind?
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createTransport } from 'nodemailer'
import { sendDue } from '../packages/server/sends/deliver-sends.ts'
import { killWorkers } from '../packages/server/sends/testing/kill-workers.ts'
import {
  keepingSmtp,
  openRates,
  putLeads,
  queueAll,
  sendTo,
  statesOf,
  TEST_FROM,
  testServices,
} from '../packages/server/sends/testing/mail-leads.ts'
import { openSmtp } from '../packages/server/platform/mail/smtp.ts'
import { testDatabase } from '../packages/server/platform/testing/test-database.ts'
import { countAsked, median, spread, table } from './measure.ts'

const BAR = 0.3
const SENDS = 2_000
const ROUNDS = 3
const CONNECTIONS = 10

const database = await testDatabase()
const met = process.argv.includes('--killed') ? await killed(countAsked('--killed', '50k')) : await compared()
await database.drop()
process.exit(met ? 0 : 1)

async function compared(): Promise<boolean> {
  const sink = spawn(process.execPath, [join(import.meta.dirname, 'sends-sink.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => sink.kill('SIGKILL'))
  const [url] = (await once(createInterface(sink.stdout), 'line')) as [string]
  const { pool } = database
  await openRates(pool)
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [own, plain] = [await ourRate(url), await bareRate(url)]
    // The first warms up.
    if (round > 0) {
      ours.push(own)
      bare.push(plain)
    }
  }
  sink.kill()
  const share = median(ours) / median(bare)
  const row = (name: string, rates: readonly number[]) => [
    name,
    `${median(rates).toFixed(0)}/s`,
    `± ${(spread(rates) * 100).toFixed(0)} %`,
  ]
  console.log(
    `Node ${process.version}, ${cpus().length} cores; ${SENDS} mails, median of ${ROUNDS}, sink in its own process\n`,
  )
  console.log(
    table([
      ['', 'mails', 'spread'],
      row('Baton: asked again, rendered, sent, written down', ours),
      row(`nodemailer alone, ${CONNECTIONS} connections`, bare),
    ]),
  )
  console.log(
    `bar sends: ${share.toFixed(2)} of the bare loop, needs ${BAR}: ${share >= BAR ? 'met' : 'missed'}`,
  )
  return share >= BAR
}

async function ourRate(url: string): Promise<number> {
  const { pool } = database
  await pool.query('truncate sends, send_gates cascade')
  const leads = await putLeads(pool, SENDS)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  const smtp = openSmtp({ url, from: TEST_FROM })
  const services = testServices(pool, smtp)
  const began = performance.now()
  while (((await statesOf(pool))['queued'] ?? 0) > 0) await sendDue(services)
  const seconds = (performance.now() - began) / 1000
  smtp.close()
  const { sent = 0 } = await statesOf(pool)
  if (sent !== SENDS) throw new Error(`${sent} of ${SENDS} were sent.`)
  return SENDS / seconds
}

/** The letters that we send, made beforehand. */
async function bareRate(url: string): Promise<number> {
  const { pool } = database
  await pool.query('truncate sends, send_gates cascade')
  const leads = await putLeads(pool, 100)
  await queueAll(
    pool,
    leads.map((lead) => sendTo(lead)),
  )
  const { letters, ...kept } = keepingSmtp()
  await sendDue(testServices(pool, kept))
  const { hostname: host, port } = new URL(url)
  const transport = createTransport({
    host,
    port: Number(port),
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 200,
    ignoreTLS: true,
  })
  const began = performance.now()
  await Promise.all(
    Array.from({ length: SENDS }, (_, index) => {
      const { bounceTo, to, ...letter } = letters[index % letters.length]!
      return transport.sendMail({
        ...letter,
        from: TEST_FROM,
        to,
        envelope: { from: bounceTo ?? TEST_FROM, to },
      })
    }),
  )
  const seconds = (performance.now() - began) / 1000
  transport.close()
  return SENDS / seconds
}

async function killed(sends: number): Promise<boolean> {
  const { duplicates, toSuppressed, states, taken, lost, kills } = await killWorkers(database, {
    sends,
    workers: 2,
    kills: Number.POSITIVE_INFINITY,
    everyMs: 5_000,
  })
  const { sent = 0, suppressed = 0, unknown = 0 } = states
  console.log(
    `Node ${process.version}, ${cpus().length} cores; two workers, one killed every 5 s, ${kills} times\n`,
  )
  const say = (count: number) => count.toLocaleString('en')
  console.log(
    table([
      ['of due sends', say(sends)],
      ['sent', say(sent)],
      ['suppressed', say(suppressed)],
      ['unknown, not sent again', say(unknown)],
      ['of them not taken by the mail server', say(lost)],
      ['received twice', say(duplicates)],
      ['received by who said no', say(toSuppressed)],
    ]),
  )
  const isWhole = sent + suppressed + unknown === sends && taken === sends - suppressed - lost
  const met = duplicates === 0 && toSuppressed === 0 && isWhole
  console.log(
    `bar sends, killed: nothing twice, nothing to who said no, the rest sent: ${met ? 'met' : 'missed'}`,
  )
  return met
}
