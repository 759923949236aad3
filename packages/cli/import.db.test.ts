import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

const folder = mkdtempSync(join(tmpdir(), 'baton-import-command-'))
chmodSync(folder, 0o755)
after(() => rmSync(folder, { recursive: true, force: true }))

const MAPPING = 'source: crm\nlead: { id: no }\nkey: no\nevents: [{ event: Demo Requested, at: asked }]\n'
const ROWS = 30_000
const lines = Array.from({ length: ROWS }, (_, row) => `k${row},${row === 41 ? 'soon' : '2026-01-05'}`)

const at = (name: string): string => join(folder, name)
writeFileSync(at('map.yaml'), MAPPING)
writeFileSync(at('big.csv'), ['no,asked', ...lines, ''].join('\n'))
writeFileSync(at('small.csv'), 'no,asked\na,2026-01-05\nb,2026-01-06\n')

function baton(...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

async function ended(child: ReturnType<typeof baton>): Promise<Ended> {
  let out = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, errors }
}

const importing = (file: string, ...more: string[]) =>
  baton('import', at(file), '--map', at('map.yaml'), '--data-dir', at('data'), ...more)

test('a dry run counts, shows and writes nothing', async () => {
  const { code, out } = await ended(importing('small.csv', '--dry-run'))
  assert.equal(code, 0)
  assert.match(out, /2 rows \(utf-8, cells divided by ","\) would tell of 2 leads:\n  2  Demo Requested/)
  assert.match(out, /Nothing was written/)
})

test('a mapping that does not fit is refused with the place in it, and exit code 1', async () => {
  writeFileSync(at('other.csv'), 'number,asked\na,2026-01-05\n')
  const { code, errors } = await ended(importing('other.csv'))
  assert.equal(code, 1)
  assert.match(errors, /map\.yaml:2:13: error: found `no`, expected a column of the file; /)
})

test('an import that is killed goes on when run again; refused rows make exit code 3', async () => {
  const killed = importing('big.csv')
  const end = ended(killed)
  await sleep(2_500)
  killed.kill('SIGKILL')
  await end
  const { code, out } = await ended(importing('big.csv', '--json'))
  assert.equal(code, 3, out)
  const summary = JSON.parse(out)
  assert.equal(summary.rows + summary.rowsSkipped, ROWS)
  assert.match(readFileSync(at('big.csv.errors.csv'), 'utf8'), /43,asked,soon,/)
  const again = JSON.parse((await ended(importing('big.csv', '--json', '--again'))).out)
  assert.deepEqual([again.stored, again.duplicates], [0, ROWS - 1])
})

test('beside a running server it writes to the same data', async () => {
  const serving = baton('serve', '--data-dir', at('data'), '--port', '0')
  try {
    for await (const line of createInterface(serving.stdout)) {
      assert.match(line, /^Baton is ready/)
      break
    }
    const { code, out } = await ended(importing('small.csv', '--json'))
    assert.equal(code, 0, out)
    assert.equal(JSON.parse(out).stored, 2)
    const second = await ended(importing('small.csv'))
    assert.match(second.out, /was imported before/)
    assert.equal(serving.exitCode, null)
  } finally {
    serving.kill('SIGTERM')
    await once(serving, 'exit')
  }
})
