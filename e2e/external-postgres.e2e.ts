/** A PostgreSQL of the operator's own: the system's, where one is installed, started in a folder of its own. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecretKey, openServer, verifyStates } from '@baton/server'
import pg from 'pg'

const ROOT = join(import.meta.dirname, '..')
const INSTALLED = globSync('/usr/lib/postgresql/*/bin/postgres')
  .map((path) => ({ bin: join(path, '..'), version: Number(path.split('/')[4]) }))
  .filter(({ version }) => version >= 15)
  .toSorted((a, b) => b.version - a.version)[0]
const skip = INSTALLED ? false : 'no PostgreSQL 15 or newer is installed on this system'

/** PostgreSQL refuses to run as root; the package that installs it brings a user for it. */
const user =
  process.getuid?.() === 0 && INSTALLED
    ? { uid: idOf('-u'), gid: idOf('-g') }
    : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

describe('an external PostgreSQL', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-external-'))
  const port = 20_000 + (process.pid % 20_000)
  const url = (database: string) => `postgres://baton:secret@127.0.0.1:${port}/${database}`
  let server: ReturnType<typeof spawn> | undefined

  before(async () => {
    chownSync(folder, user.uid, user.gid)
    const { bin } = INSTALLED!
    const data = join(folder, 'data')
    const run = { ...user, cwd: folder, encoding: 'utf8' as const }
    const initdb = ['-D', data, '-U', 'baton', '--auth=trust', '--encoding=UTF8', '--locale=C']
    const made = spawnSync(join(bin, 'initdb'), initdb, run)
    assert.equal(made.status, 0, made.stderr)
    mkdirSync(join(folder, 'sock'))
    chownSync(join(folder, 'sock'), user.uid, user.gid)
    const settings = [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${join(folder, 'sock')}`,
    ]
    server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    })
    await answering()
    await withClient('postgres', (client) => client.query('create database baton'))
  })

  after(async () => {
    if (server?.exitCode === null) {
      const ended = new Promise((resolve) => server!.once('exit', resolve))
      server.kill('SIGINT')
      await ended
    }
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
  })

  async function answering(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      try {
        await withClient('postgres', (client) => client.query('select 1'))
        return
      } catch {
        await sleep(100)
      }
    }
    assert.fail('the system PostgreSQL does not start')
  }

  async function withClient<Result>(
    database: string,
    use: (client: pg.Client) => Promise<Result>,
  ): Promise<Result> {
    const client = new pg.Client({ connectionString: url(database) })
    await client.connect()
    try {
      return await use(client)
    } finally {
      await client.end()
    }
  }

  test('is served from, takes events and judges them', async () => {
    const dataDir = join(folder, 'baton')
    const baton = await openServer({ dataDir, port: 0, databaseUrl: url('baton'), log: () => {} })
    try {
      const { rows } = await baton.pool.query<{ writeKey: string }>(
        'select write_key as "writeKey" from sources',
      )
      const sent = await fetch(`${baton.url}/v1/track`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${rows[0]!.writeKey}:`).toString('base64')}` },
        body: JSON.stringify({ userId: 'ada', event: 'Demo Requested', messageId: 'm-1' }),
      })
      assert.deepEqual([sent.status, await sent.json()], [200, { success: true }])
      const headers = { authorization: `Bearer ${await createSecretKey(baton.pool, 'test')}` }
      const list = (await (await fetch(`${baton.url}/api/leads`, { headers })).json()) as { total: number }
      assert.equal(list.total, 1)
      assert.deepEqual((await verifyStates(baton.pool)).differences, [])
    } finally {
      await baton.stop()
    }
  })

  test('passes the tests of migrations, intake, lists and imports', () => {
    const files = ['platform/migrations/migrate', 'events/intake', 'leads/lead-list', 'imports/import-file']
    const paths = files.map((file) => join(ROOT, 'packages', 'server', `${file}.db.test.ts`))
    const env = { ...process.env, BATON_TEST_DATABASE_URL: url('postgres'), NODE_TEST_CONTEXT: undefined }
    const { status, stdout } = spawnSync(process.execPath, ['--test', ...paths], {
      cwd: ROOT,
      encoding: 'utf8',
      env,
    })
    assert.equal(status, 0, stdout)
    assert.match(stdout, /pass [1-9]/)
  })

  test('that could lose what it acknowledged is refused', async () => {
    await withClient('baton', (client) => client.query(`alter database baton set synchronous_commit = off`))
    const opening = openServer({
      dataDir: join(folder, 'baton'),
      port: 0,
      databaseUrl: url('baton'),
      log: () => {},
    })
    await assert.rejects(opening, /synchronous_commit/)
  })
})
