import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type BatonServer, ensureSource, openServer } from '@baton/server'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-doctor-'))
chmodSync(dataDir, 0o755)
let server: BatonServer

before(async () => {
  server = await openServer({ dataDir, port: 0, log: () => {} })
  const { id: sourceId } = await ensureSource(server.pool, 'website')
  const common = {
    sourceId,
    receivedAt: Date.now(),
    occurredAt: Date.now(),
    trust: 'server' as const,
    properties: {},
  }
  await server.intake.accept([
    { ...common, messageId: '1', name: 'Lead Identified', identity: { email: 'ada@acme.example' } },
    { ...common, messageId: '2', name: 'Demo Requested', identity: { email: 'ada@acme.example' } },
  ])
  await server.stop()
})
after(() => rmSync(dataDir, { recursive: true, force: true }))

function doctor(...more: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  const args = [join(import.meta.dirname, 'main.ts'), 'doctor', '--data-dir', dataDir, ...more]
  return spawnSync(process.execPath, args, { encoding: 'utf8', env })
}

test('baton doctor finds nothing wrong with what the intake wrote', () => {
  const { status, stdout } = doctor()
  assert.equal(stdout, '1 leads: every state and every ledger follows from the events.\n')
  assert.equal(status, 0)
})

test('baton doctor names a state and a ledger that do not follow from the events, and exits with 1', async () => {
  const changed = await openServer({ dataDir, port: 0, log: () => {} })
  await changed.pool.query(
    `update leads set stage = 'customer', state = jsonb_set(state::jsonb, '{cycle}', '7')::json`,
  )
  await changed.stop()
  const { status, stdout } = doctor('--json')
  assert.equal(status, 1)
  const { differences } = JSON.parse(stdout) as { differences: { what: string; detail: string }[] }
  assert.deepEqual(
    differences.map(({ what }) => what),
    ['ledger', 'state'],
  )
  assert.match(differences[1]!.detail, /state\.cycle is 7/)
})
