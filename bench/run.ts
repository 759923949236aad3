/**
 * `npm run bench -- NAME … [OPTION …]`: each bench answers one question; without a name all of them are asked, one after the
 * other. Options, from the first word that begins with two dashes on, are the benches' own.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const NOT_A_BENCH = new Set(['run', 'measure'])
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
// `replay-history` is a part of `replay`.
const isPart = (name: string) => files.some((other) => name.startsWith(`${other}-`))
const all = files.filter((name) => !NOT_A_BENCH.has(name) && !isPart(name)).sort()

const given = process.argv.slice(2)
const firstOption = given.findIndex((word) => word.startsWith('--'))
const asked = firstOption < 0 ? given : given.slice(0, firstOption)
const options = firstOption < 0 ? [] : given.slice(firstOption)
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(1)
}
const failed = (asked.length > 0 ? asked : all).filter(
  (name) =>
    spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...options], { stdio: 'inherit' })
      .status !== 0,
)
process.exit(failed.length > 0 ? 1 : 0)
