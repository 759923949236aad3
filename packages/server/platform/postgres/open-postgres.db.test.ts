import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { isAlive } from './live-process.ts'
import { openPostgres, type Postgres } from './open-postgres.ts'
import { runUser } from './run-user.ts'

const OPENER = join(import.meta.dirname, 'open-postgres.ts')
const dataDir = mkdtempSync(join(tmpdir(), 'baton-pg-'))
const lines: string[] = []
const log = (line: string) => lines.push(line)
let opened: Postgres[] = []

async function open(dir = dataDir): Promise<Postgres> {
  const postgres = await openPostgres({ dataDir: dir, log })
  opened.push(postgres)
  return postgres
}

async function ask(postgres: Postgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ ...postgres.connection })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return Object.values(rows[0] ?? {})[0]
}

async function stopAll(): Promise<void> {
  for (const postgres of opened) if (isAlive(postgres.pid())) await postgres.stop()
  opened = []
}

before(() => chmodSync(dataDir, 0o755))
after(async () => {
  await stopAll()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a new cluster', () => {
  test('is UTF-8 with checksums, durable, and reachable through a private socket only', async () => {
    const postgres = await open()
    assert.equal(await ask(postgres, 'show server_encoding'), 'UTF8')
    assert.equal(await ask(postgres, 'show data_checksums'), 'on')
    assert.equal(await ask(postgres, 'show listen_addresses'), '')
    assert.equal(await ask(postgres, 'show timezone'), 'UTC')
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      assert.equal(await ask(postgres, `show ${name}`), 'on')
    }
    assert.equal(await ask(postgres, `select length('Zoë 日本 ')`), 7)
    assert.equal(statSync(postgres.connection.host).mode & 0o777, 0o700)
    assert.equal(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777, 0o600)
    assert.match(postgres.connection.password, /^[0-9a-f]{64}$/)
    await postgres.stop()
  })

  test('refuses a wrong password', async () => {
    const postgres = await open()
    const client = new pg.Client({ ...postgres.connection, password: 'wrong' })
    await assert.rejects(client.connect(), { code: '28P01' })
    await postgres.stop()
  })

  test('whose path is too long for a socket puts the socket elsewhere', async () => {
    const deep = join(dataDir, 'x'.repeat(60), 'y'.repeat(60))
    const postgres = await open(deep)
    assert.ok(Buffer.byteLength(postgres.connection.host) < 90)
    assert.equal(statSync(postgres.connection.host).mode & 0o777, 0o700)
    assert.equal(await ask(postgres, 'select 1'), 1)
    await postgres.stop()
  })
})

test('a data directory that the run user cannot reach points at a cluster elsewhere', async (t) => {
  if (runUser() === null) return t.skip('only under root')
  const locked = mkdtempSync(join(tmpdir(), 'baton-locked-'))
  const postgres = await open(locked)
  const home = readFileSync(join(locked, 'postgres-is-at'), 'utf8').trim()
  assert.ok(home.startsWith('/var/lib/baton/'))
  assert.ok(lines.some((line) => line.includes(home)))
  await postgres.stop()
  const again = await open(locked)
  assert.equal(again.connection.password, postgres.connection.password)
  await again.stop()
  rmSync(home, { recursive: true, force: true })
  rmSync(locked, { recursive: true, force: true })
  assert.equal(existsSync(home), false)
})

describe('after a kill -9', () => {
  test('of the owner the running server is adopted, with what was committed', async () => {
    const script = `const { openPostgres } = await import(${JSON.stringify(OPENER)})
      const p = await openPostgres({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
      console.log(p.pid()); setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [chunk] = await once(owner.stdout, 'data')
    const orphan = Number(String(chunk))
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const postgres = await open()
    assert.equal(postgres.pid(), orphan)
    assert.equal(await ask(postgres, 'select 1'), 1)
    await postgres.stop()
    assert.equal(isAlive(orphan), false)
  })

  test('of the server it is started again, and keeps what was committed', async () => {
    const postgres = await open()
    await ask(postgres, 'create table kept as select 42 as n')
    const first = postgres.pid()
    process.kill(first, 'SIGKILL')
    await until(() => postgres.isUp() && postgres.pid() !== first)
    assert.equal(await ask(postgres, 'select n from kept'), 42)
    await postgres.stop()
  })

  test('of an adopted server it is noticed and started again', async () => {
    const left = await open()
    const adopter = await open()
    assert.equal(adopter.pid(), left.pid())
    const first = adopter.pid()
    process.kill(first, 'SIGKILL')
    await until(() => adopter.isUp() && adopter.pid() !== first)
    assert.equal(await ask(adopter, 'select n from kept'), 42)
    await stopAll()
  })

  test('a process id that now belongs to another program is left alone', async () => {
    const postgres = await open()
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid')
    const text = readFileSync(pidFile, 'utf8')
    await postgres.stop()
    const user = runUser()
    const bystander = spawn('sleep', ['60'], {
      stdio: 'ignore',
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    })
    await once(bystander, 'spawn')
    writeFileSync(pidFile, text.replace(/^\d+/, String(bystander.pid)))
    const again = await open()
    assert.equal(await ask(again, 'select n from kept'), 42)
    assert.equal(bystander.exitCode, null)
    bystander.kill()
    await again.stop()
  })
})

async function until(holds: () => boolean, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
