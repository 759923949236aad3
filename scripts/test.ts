/**
 * Runs the tests by level, quickest first: without I/O, on a real PostgreSQL, with a real server and browser.
 * `node scripts/test.ts unit db` runs only those. The last line counts them all.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface Level {
  readonly name: string
  readonly files: readonly string[]
  /** Test files run at the same time. */
  readonly concurrency: number
  /** False: files without I/O, of which starting a process each would cost more than they do. */
  readonly isProcessEach: boolean
  readonly timeoutMs: number
}

/** Groups of files that each process runs one after the other: small enough that none is waited for alone at the end. */
const GROUPS_EACH = 4

const find = (...patterns: readonly string[]) =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }))
    .toSorted()

const LEVELS: readonly Level[] = [
  {
    name: 'unit',
    files: find('packages/**/*.test.ts', 'scripts/*.test.ts').filter((file) => !file.endsWith('.db.test.ts')),
    concurrency: 2,
    isProcessEach: false,
    timeoutMs: 60_000,
  },
  {
    name: 'db',
    files: find('packages/**/*.db.test.ts'),
    concurrency: 2,
    isProcessEach: true,
    timeoutMs: 240_000,
  },
  { name: 'e2e', files: find('e2e/*.e2e.ts'), concurrency: 2, isProcessEach: true, timeoutMs: 420_000 },
]

interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !LEVELS.some((level) => level.name === name))
if (unknown.length) {
  console.error(
    `There is no test level ${unknown.join(', ')}: the levels are ${LEVELS.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(1)
}

if (!existsSync(chromium())) {
  console.log(
    'Chromium is not installed, so the tests that need a browser skip (Debian: apt-get install chromium).',
  )
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const level of LEVELS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = performance.now()
  const outcome = await runLevel(level)
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.skipped += outcome.skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(
    `${level.name}: ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped in ${seconds} s\n`,
  )
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

/** Failures and skips are shown whole as they come; what passes is only counted. */
async function runLevel({ name, files, concurrency, isProcessEach, timeoutMs }: Level): Promise<Outcome> {
  console.log(`${name}: ${files.length} files`)
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 }
  const timeout = `--test-timeout=${timeoutMs}`
  if (isProcessEach) return await runFiles(files, [timeout, `--test-concurrency=${concurrency}`])
  const count = concurrency * GROUPS_EACH
  const groups = Array.from({ length: count }, (_, group) =>
    bySize(files).filter((_file, index) => index % count === group),
  )
  const total = { passed: 0, failed: 0, skipped: 0 }
  const runGroups = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      const { passed, failed, skipped } = await runFiles(group, [timeout, '--test-isolation=none'])
      total.passed += passed
      total.failed += failed
      total.skipped += skipped
    }
  }
  await Promise.all(Array.from({ length: concurrency }, runGroups))
  return total
}

/** Long files take long, more or less: dealt out in turn, groups end together. */
function bySize(files: readonly string[]): readonly string[] {
  return files.toSorted((a, b) => statSync(join(root, b)).size - statSync(join(root, a)).size)
}

function runFiles(files: readonly string[], options: readonly string[]): Promise<Outcome> {
  const reporter = `--test-reporter=${join(import.meta.dirname, 'quiet-reporter.ts')}`
  const child = spawn(process.execPath, ['--test', ...options, reporter, ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CHROMIUM: chromium() },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
    process.stdout.write(chunk)
  })
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const counted = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output)
      const [passed, failed, skipped] = counted ? counted.slice(1).map(Number) : [0, 1, 0]
      // A runner that ends badly without a failed test has failed all the same.
      resolve({ passed: passed!, failed: failed! || (code === 0 ? 0 : 1), skipped: skipped! })
    })
  })
}

function chromium(): string {
  return process.env['CHROMIUM'] ?? '/usr/bin/chromium'
}
