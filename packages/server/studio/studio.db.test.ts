import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { runExamples } from '@baton/engine'
import { type ComparedLead, compareRuns } from '@baton/engine/compare'
import type { ComparedLine, MovedLeads, TryLine } from '@baton/protocol'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { createSecretKey, ensureSource } from '../sources/index.ts'
import {
  compiledOf,
  DRAFT,
  linesIn,
  NORTHBEAM,
  ofKind,
  openTries,
  overWire,
  PLAN,
  TRIES,
  type Tries,
} from './testing/tries.ts'

/** A golden lead of it comes out otherwise than agreed. */
const FLIPPED = DRAFT.replace('grade: A }', 'grade: B }')

let tries: Tries
let server: TestServer
let url: string

before(async () => {
  tries = await openTries()
  server = tries.server
  url = await listen(server)
})
after(() => server.stop())

const ask: Tries['ask'] = (...asked) => tries.ask(...asked)
const tried: Tries['tried'] = (...asked) => tries.tried(...asked)
const compared: Tries['compared'] = (...asked) => tries.compared(...asked)
const planned: Tries['planned'] = (...asked) => tries.planned(...asked)

async function listen({ app }: TestServer): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

const kindsOf = (lines: readonly TryLine[]) => new Set(lines.map(({ kind }) => kind))

const KINDS = ['added', 'dropped', 'earlier', 'later', 'retiered'] as const

function countsOf(leads: readonly ComparedLead[]) {
  const outcomes = { won: 0, sql: 0, lost: 0, open: 0, unknown: 0 }
  for (const { outcome } of leads) outcomes[outcome] += 1
  return [leads.length, outcomes]
}

describe('a try', () => {
  test('says first what judging the same history here says, and ends with done', async () => {
    const lines = await tried()
    const [line] = lines
    assert.ok(line?.kind === 'compared')
    assert.deepEqual(lines.slice(1), [{ kind: 'done' }])
    const { frame, judged } = await tries.judgedHere(line.history.until)
    const comparison = compareRuns(frame, judged(NORTHBEAM), judged(DRAFT))
    assert.deepEqual([line.against, line.name, line.isChange], [1, 'northbeam-b2b', true])
    assert.deepEqual(
      [line.history, line.baseline, line.candidate],
      overWire([comparison.history, comparison.baseline, comparison.candidate]),
    )
    for (const kind of KINDS) {
      const moved: MovedLeads = line.moved[kind]
      assert.deepEqual([moved.count, moved.outcomes], countsOf(comparison[kind]), kind)
      assert.equal(moved.leads.length, Math.min(50, moved.count))
    }
    const { missedWon } = comparison
    assert.deepEqual(
      [line.missedWon.count, line.missedWon.isNew],
      [missedWon.length, missedWon.filter(({ isNew }) => isNew).length],
    )
    const { added, dropped, later } = line.moved
    assert.ok(added.count > 0 && dropped.count > 0 && later.count > 0, 'the draft moves somebody each way')
  })

  test('that names nobody counts the same', async () => {
    const [all, none] = [await compared(), await compared({ listed: 0 })]
    assert.deepEqual(none.leads, {})
    for (const kind of KINDS)
      assert.deepEqual({ ...none.moved[kind], leads: [] }, { ...all.moved[kind], leads: [] })
  })

  test('is answered as lines of JSON, which nobody keeps', async () => {
    const { headers } = await ask(TRIES, { document: DRAFT })
    assert.deepEqual(
      [headers['content-type'], headers['cache-control']],
      ['application/x-ndjson', 'no-store'],
    )
  })

  test('of a document that cannot be read is refused with every problem, before any line', async () => {
    const answer = await ask(TRIES, { document: DRAFT.replace('to: reach', 'to: reech') })
    const { code, problems } = answer.json() as { code: string; problems: { path: string }[] }
    assert.deepEqual([answer.status, code], [422, 'invalid_agreement'])
    assert.ok(problems.some(({ path }) => /^\d+:\d+ points/.test(path)))
  })

  test('goes on where a golden lead comes out otherwise; a plan and a proposal do not', async () => {
    assert.ok(runExamples(compiledOf(FLIPPED)).some(({ passed }) => !passed))
    assert.deepEqual(kindsOf(await tried({ document: FLIPPED })), new Set(['compared', 'done']))
    for (const path of [PLAN, '/api/agreement/versions']) {
      const answer = await ask(path, { document: FLIPPED })
      assert.equal(answer.status, 422, path)
      assert.match(answer.text, /examples: Asked for a demo, right size/)
    }
  })

  test('against a version that is not there is answered as what is missing', async () => {
    for (const path of [TRIES, PLAN])
      assert.equal((await ask(path, { document: DRAFT, against: 99 })).status, 404, path)
  })

  test('agrees with a plan of the same document', async () => {
    const { comparison, leads, against } = await planned()
    const line = await compared({ listed: 5_000 })
    assert.equal(line.against, against)
    assert.deepEqual(
      [line.history, line.baseline, line.candidate],
      [comparison.history, comparison.baseline, comparison.candidate],
    )
    const ids = (moved: readonly { readonly lead: string }[]) => moved.map(({ lead }) => lead).toSorted()
    for (const kind of KINDS) assert.deepEqual(ids(line.moved[kind].leads), ids(comparison[kind]), kind)
    assert.deepEqual(ids(line.missedWon.deals), ids(comparison.missedWon))
    assert.deepEqual(line.leads, leads)
  })

  test('knows the history as it was read, and what came since when it is asked to', async () => {
    const was = (await compared()).history
    const { id: sourceId } = await ensureSource(server.pool, 'crm')
    await server.intake.accept([
      {
        sourceId,
        messageId: uuidV7(),
        name: 'Page Viewed',
        occurredAt: Date.now(),
        receivedAt: Date.now(),
        trust: 'server',
        identity: { userId: uuidV7() },
        properties: {},
      },
    ])
    assert.deepEqual((await compared()).history, was)
    const { leads, events, until } = (await compared({ fresh: true })).history
    assert.deepEqual([leads, events], [was.leads + 1, was.events + 1])
    assert.ok(until > was.until)
  })
})

describe('names in an answer', () => {
  interface Row {
    readonly id: string
    readonly name: string | null
    readonly team: string | null
  }
  const rows = async (ids: readonly string[]) =>
    (
      await server.pool.query<Row>(
        `select id, coalesce(name, email) as name, last_team as team from leads where id = any($1::uuid[])`,
        [ids],
      )
    ).rows
  const namesOf = ({ leads }: Pick<ComparedLine, 'leads'>) =>
    Object.fromEntries(Object.entries(leads).map(([id, { name }]) => [id, name]))
  const told = (of: readonly Row[], mayRead: (row: Row) => boolean) =>
    Object.fromEntries(of.map((row) => [row.id, mayRead(row) ? row.name : null]))

  test('are told a manager of their own teams’ leads only, marketing and secret keys of all', async () => {
    const manager = await signInAs(server.pool, 'manager', ['emea'])
    const key = { authorization: `Bearer ${await createSecretKey(server.pool, 'studio')}` }
    const line = await compared({ more: [] })
    const leads = await rows(Object.keys(line.leads))
    const ofEmea = leads.filter(({ team, name }) => team === 'emea' && name !== null).length
    assert.ok(ofEmea > 0 && ofEmea < leads.length, `${ofEmea} of ${leads.length} are of emea`)
    assert.deepEqual(
      namesOf(line),
      told(leads, () => true),
    )
    assert.deepEqual(namesOf(await compared({}, key)), namesOf(line))
    assert.deepEqual(
      namesOf(await compared({}, manager.headers)),
      told(leads, ({ team }) => team === 'emea'),
    )
    for (const effect of ofKind(await tried({ more: ['clauses'] }, manager.headers), 'clause-effect'))
      assert.deepEqual(
        namesOf(effect),
        told(await rows(effect.wonAlone.leads), ({ team }) => team === 'emea'),
        effect.clause,
      )
  })

  test('are nothing to reps and viewers, who find no such route', async () => {
    for (const role of ['rep', 'viewer'] as const) {
      const { headers } = await signInAs(server.pool, role)
      for (const path of [TRIES, PLAN])
        assert.equal((await ask(path, { document: DRAFT }, headers)).status, 404, `${role} ${path}`)
    }
  })
})

/** A question over a real connection, answered as far as its first line; returns what reads all lines. */
async function begun(base: string, { headers }: TestPerson, body: object, signal?: AbortSignal) {
  const answer = await fetch(`${base}${TRIES}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ document: DRAFT, ...body }),
    ...(signal && { signal }),
  })
  assert.equal(answer.status, 200)
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const { value } = await reader.read()
  assert.match(value!, /^\{"kind":"compared"/)
  return async () => {
    let text = value!
    for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value
    return linesIn(text)
  }
}

describe('a question', () => {
  test('whose connection is closed meanwhile ends, and the next one is answered', async () => {
    const leaving = new AbortController()
    const rest = await begun(url, tries.marketing, { more: ['frontier', 'clauses'] }, leaving.signal)
    leaving.abort()
    await assert.rejects(rest, { name: 'AbortError' })
    const lines = await (await begun(url, tries.marketing, { more: ['frontier', 'clauses'] }))()
    assert.deepEqual(lines.at(-1), { kind: 'done' })
    assert.deepEqual(
      server.said.filter((line) => line.includes('Trying')),
      [],
    )
  })

  test('is answered to its end though somebody else has the history read anew meanwhile', async () => {
    const rest = await begun(url, tries.marketing, { more: ['frontier', 'clauses'] })
    const [lines, { against }] = await Promise.all([rest(), planned()])
    assert.deepEqual([lines.at(-1), against], [{ kind: 'done' }, 1])
  })

  test('does not keep the server from ending', async () => {
    const other = await testServer(undefined, undefined, NORTHBEAM)
    const { headers } = await signInAs(other.pool, 'marketing')
    const base = await listen(other)
    // Whoever holds the events keeps the history from being read: the question is under way for as long as this holds.
    const holder = new pg.Client(other.pool.options)
    holder.on('error', () => {})
    await holder.connect()
    await holder.query('begin')
    await holder.query('lock table events in access exclusive mode')
    const answer = fetch(`${base}${TRIES}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ document: DRAFT }),
    })
    const isRead = `select 1 from pg_locks where relation = 'events'::regclass and not granted`
    while ((await other.pool.query(isRead)).rowCount === 0)
      await new Promise((later) => setTimeout(later, 10))
    await other.stop()
    assert.deepEqual(kindsOf(linesIn(await (await answer).text())), new Set(['failed']))
  })
})
