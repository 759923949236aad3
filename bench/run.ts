/** `npm run bench -- NAME …`: each bench answers one question; without a name all of them are asked, one after the other. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const NOT_A_BENCH = new Set(['run', 'measure'])
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.includes('-load.'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !NOT_A_BENCH.has(name))
  .sort()

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(1)
}
const failed = (asked.length > 0 ? asked : all).filter(
  (name) =>
    spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' }).status !== 0,
)
process.exit(failed.length > 0 ? 1 : 0)
