import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { claimServeLock, servedAt } from './serve-lock.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-lock-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))

const holdLock = `const { claimServeLock } = await import(${JSON.stringify(join(import.meta.dirname, 'serve-lock.ts'))})
  const claim = claimServeLock(${JSON.stringify(dataDir)})
  claim.taken?.publish('http://127.0.0.1:4000')
  console.log('taken' in claim ? 'taken' : 'held'); setInterval(() => {}, 1000)`

function startHolder() {
  return spawn(process.execPath, ['--input-type=module', '-e', holdLock], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('a data directory that is served names its server, and the lock of a killed one is taken over', async () => {
  const holder = startHolder()
  await once(holder.stdout, 'data')
  const refused = claimServeLock(dataDir)
  assert.deepEqual('heldBy' in refused && refused.heldBy.url, 'http://127.0.0.1:4000')
  assert.equal(await servedAt(dataDir, 0), 'http://127.0.0.1:4000')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  assert.equal(await servedAt(dataDir, 0), null)
  const claim = claimServeLock(dataDir)
  assert.ok('taken' in claim)
  claim.taken.release()
})

test('of twelve who start at once on a stale lock exactly one gets it', async () => {
  writeFileSync(
    join(dataDir, 'serve.lock'),
    JSON.stringify({ pid: process.pid, started: 'another time', url: null }),
  )
  const rivals = Array.from({ length: 12 }, startHolder)
  const said = await Promise.all(
    rivals.map(async (rival) => String((await once(rival.stdout, 'data'))[0]).trim()),
  )
  assert.equal(said.filter((word) => word === 'taken').length, 1)
  for (const rival of rivals) rival.kill('SIGKILL')
})
