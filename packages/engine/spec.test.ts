import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const here = import.meta.dirname
const rules = [...readFileSync(`${here}/SPEC.md`, 'utf8').matchAll(/^- \*\*\[([A-Z]+\d+)\]\*\*/gm)].map(
  (match) => match[1]!,
)
const proved = globSync('**/*.test.ts', { cwd: here }).flatMap((file) =>
  [...readFileSync(`${here}/${file}`, 'utf8').matchAll(/^test\(\s*['"`]((?:\[[A-Z]+\d+\] ?)+)/gm)].flatMap(
    (match) => [...match[1]!.matchAll(/\[([A-Z]+\d+)\]/g)].map((id) => id[1]!),
  ),
)

test('no rule of SPEC.md is without a test', () => {
  assert.ok(rules.length > 40)
  assert.deepEqual(
    rules.filter((rule) => !proved.includes(rule)),
    [],
  )
})

test('no test names a rule that SPEC.md does not have, and no id is used twice', () => {
  assert.deepEqual(
    proved.filter((rule) => !rules.includes(rule)),
    [],
  )
  assert.equal(new Set(rules).size, rules.length)
})
