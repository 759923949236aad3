import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { comparisonSchema } from '@baton/protocol'

const ROOT = join(import.meta.dirname, '..', '..')
const NORTHBEAM = join(ROOT, 'agreements', 'northbeam-b2b.yaml')
const folder = mkdtempSync(join(tmpdir(), 'baton-replay-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function replay(...args: readonly string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), 'replay', ...args], {
    encoding: 'utf8',
  })
}

const events = file(
  'events.csv',
  `lead,event,at,page_group,reason
ada,Page Viewed,2026-03-02T09:00:00Z,pricing,
ada,Demo Requested,2026-03-03,,
ada,Handoff Accepted,2026-03-03 15:00,,
ben,Page Viewed,2026-03-04T08:00:00Z,pricing,
ben,Quote Requested,2026-03-04T08:01:00+01:00,,
ben,Handoff Rejected,2026-03-05T08:00:00Z,,bad-timing
cleo,Demo Requested,2026-03-06T08:00:00Z,,
`,
)
const leads = file(
  'leads.csv',
  `lead,company,email,seniority
ada,core,ada@core.example,director
ben,core,ben@core.example,manager
cleo,,cleo@home.example,student
`,
)
const companies = file(
  'companies.jsonl',
  '{"company":"core","name":"Core","employees":200,"industry":"software"}\n',
)
const history = ['--events', events, '--leads', leads, '--companies', companies]
/** Only who asked for a demo is a hand raiser. */
const stricter = file(
  'stricter.yaml',
  readFileSync(NORTHBEAM, 'utf8').replace(', { did: Quote Requested, within: 30 days }', ''),
)

test('a history in files is judged by one agreement', () => {
  const { status, stdout, stderr } = replay(NORTHBEAM, ...history)
  assert.equal(status, 0, stderr)
  assert.match(stdout, /northbeam-b2b.yaml, over 3 leads and 10 events \(2 Mar 2026 to 6 Mar 2026\)/)
  assert.match(stdout, / hand-raiser +2\n/)
})

test('two agreements are compared; a change exits with 2, none with 0', () => {
  const { status, stdout, stderr } = replay(stricter, '--against', NORTHBEAM, ...history)
  assert.equal(status, 2, stderr)
  assert.match(
    stdout,
    /- 1 lead dropped: 1 hand-raiser\n.*1 turned down or lost\.\n {4}- ben: hand-raiser on 4 Mar 2026 \(lost\)/,
  )
  assert.match(stdout, /Plan: 0 to add, 1 to drop, 0 to move; −1 promotions in all\./)
  const same = replay(NORTHBEAM, '--against', NORTHBEAM, ...history)
  assert.deepEqual([same.status, same.stdout.includes('No change')], [0, true])
})

test('as JSON it is what the schema says', () => {
  const { stdout } = replay(stricter, '--against', NORTHBEAM, ...history, '--json')
  const comparison = comparisonSchema.parse(JSON.parse(stdout))
  assert.deepEqual(
    comparison.dropped.map(({ lead }) => lead),
    ['ben'],
  )
})

test('a mistake in a file exits with 1 and names file, line, value and expectation, all at once', () => {
  const wrong = file(
    'wrong.csv',
    'lead,event,at,trust\nada,Demo Requested,yesterday,\n,Page Viewed,2026-03-01,mine\n',
  )
  const { status, stderr } = replay(NORTHBEAM, '--events', wrong)
  assert.equal(status, 1)
  assert.match(stderr, /wrong\.csv:2 at: found "yesterday", expected a time such as/)
  assert.match(stderr, /wrong\.csv:3 lead: found "", expected a text/)
  assert.match(stderr, /wrong\.csv:3 trust: found "mine", expected public, signed, server/)
  assert.match(
    replay(NORTHBEAM, '--events', 'nowhere.csv').stderr,
    /nowhere\.csv cannot be read: there is no such file/,
  )
  const unreadable = file('unreadable.yaml', 'agreement: x\nmql: { tiers: 3 }\n')
  assert.match(replay(unreadable, ...history).stderr, /unreadable\.yaml:2:15 found .*, expected/)
})

test('a program is run over a history in files: who would have entered, left and been mailed', () => {
  const program = file(
    'program.yaml',
    `program: p
name: P
purpose: news
enter: { when: { did: Page Viewed, where: { page_group: pricing } } }
goal: { stage: mql }
steps:
  - { id: hello, send: hello, tone: teach }
  - { id: rest, wait: 1 day }
  - { id: more, send: more, tone: offer }
`,
  )
  const { status, stdout, stderr } = replay(program, '--agreement', NORTHBEAM, ...history, '--json')
  assert.equal(status, 0, stderr)
  const { entered, mails, left, steps } = JSON.parse(stdout) as {
    entered: number
    mails: number
    left: object
    steps: readonly { step: string; done: number }[]
  }
  assert.deepEqual([entered, mails, left], [2, 3, { goal: 1, leave: 0, end: 1, sales: 0 }])
  assert.deepEqual(
    steps.map(({ step, done }) => [step, done]),
    [
      ['hello', 2],
      ['rest', 0],
      ['more', 1],
    ],
  )
  assert.match(replay(program, '--agreement', NORTHBEAM, ...history).stdout, /  Mails +3\n/)
  assert.match(replay(program, ...history).stderr, /is a program: found no --agreement/)
})
