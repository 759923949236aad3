import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { planSchema } from '@baton/protocol'
import { foldHistory } from '@baton/engine'
import {
  Agreements,
  type BatonServer,
  createSecretKey,
  leadHistories,
  loadEvents,
  openServer,
  verifyStates,
} from '@baton/server'
import { simulate } from '@baton/simulator'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-plan-'))
chmodSync(dataDir, 0o755)
const document = readFileSync(new URL('../../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')
const inForce = join(dataDir, 'in-force.yaml')
const candidate = join(dataDir, 'candidate.yaml')
const UNTIL = Math.floor(Date.now() / 86_400_000) * 86_400_000
let server: BatonServer
let key: string

before(async () => {
  writeFileSync(inForce, document)
  writeFileSync(candidate, document.replace('meter: intent, at-least: 60', 'meter: intent, at-least: 90'))
  server = await openServer({ dataDir, port: 0, log: () => {}, firstAgreement: { document, note: 'first' } })
  key = await createSecretKey(server.pool, 'test')
  await loadEvents(
    server.intake,
    server.pool,
    'crm',
    simulate({ seed: 3, until: UNTIL, leads: 700, months: 8 }),
  )
})
after(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function baton(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(import.meta.dirname, 'main.ts'), ...args, '--server', server.url]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

test('a plan says what would change, exits with 2, and changes nothing; no change exits with 0', async () => {
  const { code, stdout, stderr } = await baton('plan', candidate, '--key', key)
  assert.equal(code, 2, stderr)
  assert.match(stdout, /candidate\.yaml against version 1, over/)
  assert.match(stdout, /- \d+ leads? dropped: .*product/)
  assert.match(stdout, /Plan: \d+ to add, \d+ to drop, \d+ to move/)
  const same = await baton('plan', inForce, '--key', key)
  assert.deepEqual([same.code, same.stdout.includes('No change')], [0, true])
  const { rows } = await server.pool.query('select count(*) as n from agreement_versions')
  assert.equal(rows[0].n, 1)
})

test('the baseline of a plan is what folding every history decides', async () => {
  const { stdout } = await baton('plan', candidate, '--json', '--key', key)
  const { comparison, leads } = planSchema.parse(JSON.parse(stdout))
  const { rows } = await server.pool.query<{ id: string }>('select id from leads where joined_to is null')
  const { compiled } = await new Agreements().version(server.pool, 1)
  const histories = await leadHistories(
    server.pool,
    rows.map(({ id }) => id),
  )
  const folded = [...histories.values()]
    .flatMap((history) => foldHistory(compiled, history, comparison.history.until).decisions)
    .filter(({ to, kind }) => to === 'mql' && kind === 'stage')
  const byTier = Object.entries(comparison.baseline.byTier)
  for (const [tier, count] of byTier)
    assert.equal(count, folded.filter((decision) => decision.tier === tier).length, tier)
  assert.ok(folded.length > 50)
  const [dropped] = comparison.dropped
  assert.ok(leads[dropped!.lead]?.name)
})

test('applying proposes, both signatures put it in force, and then there is nothing left to plan', async () => {
  const unsigned = await baton('apply', candidate, '--key', key)
  assert.match(unsigned.stdout, /Version 2 is proposed .*\nNot in force yet: marketing and sales must sign/)
  const half = await baton('apply', candidate, '--key', key, '--sign', 'sales', '--by', 'Sam')
  assert.match(half.stdout, /Version 2 .*\nSigned for sales by Sam\.\nNot in force yet: marketing must sign/)
  const both = await baton('apply', candidate, '--key', key, '--sign', 'marketing', '--by', 'Mara', '--wait')
  assert.match(both.stdout, /In force; everybody is judged under it\./)
  assert.equal((await baton('plan', candidate, '--key', key)).code, 0)
  assert.equal((await baton('plan', candidate, '--against', '1', '--key', key)).code, 2)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})

test('without a secret key nothing is proposed, and what cannot be an agreement is refused with every problem', async () => {
  const refused = await baton('apply', inForce)
  assert.deepEqual([refused.code, refused.stderr.includes('show a secret key')], [1, true])
  writeFileSync(candidate, document.replace('Europe/Berlin', 'Europe/Atlantis'))
  const atlantis = await baton('plan', candidate, '--key', key)
  assert.deepEqual(
    [atlantis.code, /found Europe\/Atlantis, expected a time zone/.test(atlantis.stderr)],
    [1, true],
  )
  writeFileSync(candidate, document.replaceAll('to: reach', 'to: reech'))
  const { code, stderr } = await baton('plan', candidate, '--key', key)
  assert.equal(code, 1)
  assert.match(stderr, /points\.email-clicked\.to: found `reech`.*did you mean `reach`/)
})
