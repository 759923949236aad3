import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-serve-'))
chmodSync(dataDir, 0o755)
after(() => rmSync(dataDir, { recursive: true, force: true }))

function baton(...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
}

async function firstLine(child: ReturnType<typeof baton>): Promise<string> {
  for await (const line of createInterface(child.stdout)) return line
  return ''
}

test('baton serve answers when it says so, names itself to a second one, and stops cleanly', async () => {
  const serving = baton('serve', '--data-dir', dataDir, '--port', '0')
  let printed = ''
  serving.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const line = await firstLine(serving)
  assert.match(line, /^Baton is ready at http:\/\/127\.0\.0\.1:\d+$/)
  const url = line.split(' ').at(-1) as string
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
  assert.match(printed, new RegExp(`Make the first administrator: ${url}/setup#[\\w-]{43} `))

  const second = baton('serve', '--data-dir', dataDir, '--port', '0')
  const [secondLine, [secondCode]] = await Promise.all([firstLine(second), once(second, 'exit')])
  assert.equal(secondLine, `Already serving this data directory at ${url}`)
  assert.equal(secondCode, 0)

  serving.kill('SIGTERM')
  const [code] = await once(serving, 'exit')
  assert.equal(code, 0)
  await assert.rejects(fetch(`${url}/readyz`))
})

test('baton serve refuses to be reachable from other machines, and says why', async () => {
  const child = baton('serve', '--data-dir', dataDir, '--port', '0', '--host', '0.0.0.0')
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'exit')
  assert.equal(code, 1)
  assert.match(said, /a proxy that speaks TLS/)
})
