import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(import.meta.dirname, '..', '..')
const NORTHBEAM = join(ROOT, 'agreements', 'northbeam-b2b.yaml')
const folder = mkdtempSync(join(tmpdir(), 'baton-check-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function check(...args: readonly string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), 'check', ...args], {
    encoding: 'utf8',
  })
}

function changed(from: string, to: string): string {
  const text = readFileSync(NORTHBEAM, 'utf8')
  assert.ok(text.includes(from), from)
  const file = join(folder, 'changed.yaml')
  writeFileSync(file, text.replace(from, to))
  return file
}

test('an agreement whose golden leads come out as agreed exits with 0', () => {
  const { status, stdout } = check(NORTHBEAM)
  assert.equal(status, 0)
  assert.match(stdout, /✔ Asked for a demo, right size\n/)
  assert.match(stdout, /is an agreement; 4 golden leads as agreed/)
})

test('a problem exits with 1 and names file, line, column, find, expectation and remedy', () => {
  const file = changed('give: 50, to: intent }', 'give: 50, to: intnt }')
  const { status, stdout } = check(file)
  assert.equal(status, 1)
  const place = `${file}:11:62 error: points.demo-requested.to`
  assert.ok(
    stdout.includes(
      `${place}: found \`intnt\`, expected a meter of this agreement; did you mean \`intent\`?`,
    ),
    stdout,
  )
})

test('a golden lead that comes out otherwise exits with 1 and says what was observed', () => {
  const { status, stdout } = check(changed('grade: [A, B, C] } ] }', 'grade: [B] } ] }'))
  assert.equal(status, 1)
  assert.match(
    stdout,
    /✖ Asked for a demo, right size\n.*expected .*"tier":"hand-raiser".*\n.*observed .*"stage":"lead"/,
  )
  assert.match(stdout, /tier hand-raiser does not hold/)
})

test('--json is for machines', () => {
  const { status, stdout } = check(NORTHBEAM, '--json')
  const result = JSON.parse(stdout) as {
    passed: boolean
    hash: string
    problems: unknown[]
    examples: unknown[]
  }
  assert.deepEqual([status, result.passed, result.problems.length, result.examples.length], [0, true, 0, 4])
  assert.match(result.hash, /^[0-9a-f]{64}$/)
})

test('a data set brings its own events with --catalogue', () => {
  const howTo = join(ROOT, 'docs', 'how-to', 'import-bpi2012')
  const agreement = join(howTo, 'agreement.yaml')
  assert.match(check(agreement).stdout, /found `Application Preaccepted`, expected a catalogued event/)
  assert.equal(check(agreement, '--catalogue', join(howTo, 'events.yaml')).status, 0)
})

test('a file that is not there is named in one line', () => {
  const { status, stderr } = check(join(folder, 'missing.yaml'))
  assert.equal(status, 1)
  assert.match(stderr, /missing\.yaml cannot be read: there is no such file\.\n$/)
})

const PROGRAM = join(ROOT, 'docs', 'programs', 'first-steps.yaml')

test('a program is read against an agreement, and its problems are told alike', () => {
  const { status, stdout } = check(PROGRAM, '--agreement', NORTHBEAM)
  assert.equal(status, 0, stdout)
  assert.match(stdout, /first-steps\.yaml is a program \([0-9a-f]{12}\)\n$/)
  const file = join(folder, 'program.yaml')
  writeFileSync(file, readFileSync(PROGRAM, 'utf8').replace('tone: offer', 'tone: ofer'))
  const wrong = check(file, '--agreement', NORTHBEAM)
  assert.equal(wrong.status, 1)
  assert.match(
    wrong.stdout,
    /program\.yaml:\d+:\d+ error: steps\[6\]\.tone: found `ofer`, .* did you mean `offer`\?/,
  )
  assert.match(wrong.stdout, /program\.yaml: 1 problem\n$/)
  const alone = check(PROGRAM)
  assert.equal(alone.status, 1)
  assert.match(alone.stderr, /first-steps\.yaml is a program: found no --agreement, expected/)
})
