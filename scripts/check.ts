/** Everything that has to hold before a change is done, step by step: `npm run check`. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

const STEPS: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['lock file', process.execPath, ['scripts/lockfile.ts']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the web application', bin('tsc'), ['-p', 'packages/web']],
  ['types of the browser script', bin('tsc'), ['-p', 'packages/tracker']],
  ['boundaries', process.execPath, ['scripts/boundaries.ts']],
  ['dead code', bin('knip'), ['--no-config-hints']],
  ['tests', process.execPath, ['scripts/test.ts']],
]

for (const [name, command, args] of STEPS) {
  const started = performance.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✔' : '✖'} ${name} (${seconds} s)`)
  if (status !== 0) process.exit(1)
}
