import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openServer, type BatonServer } from '@baton/server'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-keys-'))
chmodSync(dataDir, 0o755)
after(() => rmSync(dataDir, { recursive: true, force: true }))

interface Keys {
  readonly sources: readonly { readonly name: string; readonly writeKey: string }[]
  readonly secret: string | null
}

function keys(...args: readonly string[]): Keys {
  const command = [join(import.meta.dirname, 'main.ts'), 'keys', '--json', '--data-dir', dataDir, ...args]
  return JSON.parse(
    execFileSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as Keys
}

let made: Keys
before(() => {
  keys('--source', 'docs-site')
  made = keys('--secret', 'crm')
})

test('a source keeps the write key that it was given, and a secret key is shown once', () => {
  assert.deepEqual(
    made.sources.map(({ name }) => name),
    ['docs-site'],
  )
  assert.match(made.secret!, /^sk_/)
  assert.deepEqual(keys('--source', 'docs-site'), { sources: made.sources, secret: null })
})

test('a write key is believed as public and a secret key as a server, and neither is kept in clear but the public one', async () => {
  const server: BatonServer = await openServer({ dataDir, port: 0, log: () => {} })
  try {
    for (const [key, messageId] of [
      [made.sources[0]!.writeKey, 'by-anybody'],
      [made.secret!, 'by-a-server'],
    ] as const) {
      const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
      const body = JSON.stringify({ userId: 'ada', event: 'Demo Requested', messageId })
      assert.equal(
        (await fetch(`${server.url}/v1/track`, { method: 'POST', headers: { authorization }, body })).status,
        200,
      )
    }
    const { rows } = await server.pool.query('select message_id, trust from events order by seq')
    assert.deepEqual(rows, [
      { message_id: 'by-anybody', trust: 'public' },
      { message_id: 'by-a-server', trust: 'server' },
    ])
    const secrets = await server.pool.query(
      `select 1 from secret_keys s where s::text like '%' || $1 || '%'`,
      [made.secret],
    )
    assert.equal(secrets.rowCount, 0)
  } finally {
    await server.stop()
  }
})
