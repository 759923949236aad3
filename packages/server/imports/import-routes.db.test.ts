import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Import, ImportFile, ImportMapping, ImportTry } from '@baton/protocol'
import { verifyStates } from '../leads/index.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { importFile } from './import-file.ts'
import { inspectFile } from './inspect-file.ts'
import { readMapping } from './read-mapping.ts'

let server: TestServer
let marketing: TestPerson

before(async () => {
  server = await testServer()
  marketing = await signInAs(server.pool, 'marketing')
})
after(() => server.stop())

async function upload(name: string, content: string | Buffer) {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/imports/files',
    headers: {
      ...marketing.headers,
      host: '127.0.0.1',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    payload: Buffer.from(content),
  })
  return { status: answer.statusCode, file: answer.json() as ImportFile, text: answer.body }
}

const post = async (url: string, body?: unknown) => {
  const { status, json, text } = await server.ask('POST', url, {
    headers: marketing.headers,
    ...(body !== undefined && { body }),
  })
  assert.equal(status, 200, text)
  return json()
}

async function ended(id: string): Promise<Import> {
  for (let tries = 0; ; tries += 1) {
    const { json } = await server.ask('GET', `/api/imports/${id}`, { headers: marketing.headers })
    const one = json() as Import
    if (one.state !== 'running' && one.state !== 'undoing') return one
    assert.ok(tries < 400, 'does not end')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const run = async (file: ImportFile, change: Partial<ImportMapping> = {}) => {
  const { id } = (await post('/api/imports', {
    file: file.id,
    mapping: { ...file.mapping, ...change },
  })) as Import
  return await ended(id)
}

const people = (from: number, to: number, title: string) =>
  Array.from(
    { length: to - from },
    (_, index) =>
      `${from + index},Person ${from + index},person${from + index}@corp.example,${title},Customer,2026-03-01`,
  ).join('\n')
const HEADER = 'Record ID,Name,Email,Job Title,Lifecycle Stage,Became a Customer Date'
const count = async (sql: string) =>
  Number((await server.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)
const states = async () =>
  (
    await server.pool.query(
      `select email, stage, title, score from leads where email is not null order by email`,
    )
  ).rows

test('a file is recognised, tried, imported, taken back, and imported again to the same end', async () => {
  const { file } = await upload(
    'HubSpot export.csv',
    `${HEADER}\n${people(1, 29, 'CTO')}\n29,Bad,not-an-address,CTO,Lead,\n30,Worse,@,CTO,Lead,\n`,
  )
  assert.deepEqual(
    [file.kind, file.remembered, file.rows, file.mapping.source],
    ['hubspot-contacts', false, 30, 'hubspot-export'],
  )
  const tried = (await post('/api/imports/tries', { file: file.id, mapping: file.mapping })) as ImportTry
  assert.deepEqual(tried.problems, [])
  assert.deepEqual([tried.result!.newPeople, tried.result!.knownPeople, tried.result!.rejected], [28, 0, 2])
  assert.equal(await count('leads'), 0)
  const done = await run(file)
  assert.deepEqual([done.state, done.rows, done.rejected, done.hasErrors], ['finished', 30, 2, true])
  assert.equal(
    done.stored,
    Object.values(tried.result!.events).reduce((sum, one) => sum + one, 0),
  )
  const before = await states()
  assert.deepEqual([before.length, before[0].stage], [28, 'customer'])
  const errors = await server.ask('GET', `/api/imports/${done.id}/errors.csv`, { headers: marketing.headers })
  assert.equal(errors.text.trim().split('\n').length, 3)
  const stranger = await signInAs(server.pool, 'marketing')
  assert.equal(
    (await server.ask('GET', `/api/imports/${done.id}/errors.csv`, { headers: stranger.headers })).status,
    404,
  )

  await post(`/api/imports/${done.id}/undo`)
  assert.equal((await ended(done.id)).state, 'undone')
  const listed = (await server.ask('GET', '/api/leads', { headers: marketing.headers })).json() as {
    total: number
  }
  assert.equal(listed.total, 0)
  assert.equal(await count('events where counts'), 0)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
  assert.equal(
    (await server.ask('POST', `/api/imports/${done.id}/undo`, { headers: marketing.headers })).status,
    409,
  )

  const again = await upload('HubSpot export.csv', `${HEADER}\n${people(1, 29, 'CTO')}\n`)
  assert.equal(again.file.remembered, true)
  const redone = await run(again.file)
  assert.deepEqual([redone.stored, redone.duplicates], [done.stored, 0])
  assert.deepEqual(
    (await states()).map(({ email, stage, title }) => [email, stage, title]),
    before.map(({ email, stage, title }) => [email, stage, title]),
  )
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})

test('people who are known already are brought up to date, only completed, or left out', async () => {
  const titleOf = async (index: number) =>
    (await server.pool.query('select title from leads where email = $1', [`person${index}@corp.example`]))
      .rows[0]?.title
  const list = (title: string) =>
    `E-Mail,Position,Telefon\nperson3@corp.example,${title},+49 30 ${title.length}\nnew-${title.toLowerCase()}@corp.example,${title},\n`
  const fill = (await upload('b.csv', list('Filled'))).file
  assert.deepEqual([fill.kind, (await run(fill, { known: 'fill' })).skipped], ['leads', 0])
  assert.equal(await titleOf(3), 'CTO')
  const phone = await server.pool.query(
    `select state::json #>> '{lead,phone,0}' as phone from leads where email = 'person3@corp.example'`,
  )
  assert.equal(phone.rows[0].phone, '+49 30 6')
  const skip = await run((await upload('c.csv', list('Skipped'))).file, { known: 'skip' })
  assert.deepEqual([skip.skipped, await titleOf(3)], [1, 'CTO'])
  await run((await upload('d.csv', list('Updated'))).file, { known: 'update' })
  assert.equal(await titleOf(3), 'Updated')
  assert.equal(await count(`identities where value like 'new-%'`), 3)
})

test('an import that was taken back leaves nobody known, and the command line may bring its file again', async () => {
  const list = `Email,Name\n${Array.from({ length: 5 }, (_, index) => `back${index}@undo.example,B ${index}`).join('\n')}\n`
  const first = await run((await upload('back.csv', list)).file)
  await post(`/api/imports/${first.id}/undo`)
  await ended(first.id)
  const { file } = await upload('back.csv', list)
  const tried = (await post('/api/imports/tries', {
    file: file.id,
    mapping: { ...file.mapping, known: 'skip' },
  })) as ImportTry
  assert.deepEqual([tried.result!.newPeople, tried.result!.knownPeople], [5, 0])
  const again = await run(file, { known: 'skip' })
  assert.deepEqual([again.skipped, again.stored], [0, 5])

  const text = 'source: back\nlead: { id: no }\nkey: no\nevents: [{ event: Demo Requested, at: asked }]\n'
  const { mapping } = readMapping(text)
  const path = join(server.dataDir, 'back-command.csv')
  writeFileSync(path, 'no,asked\nb1,2026-01-05\n')
  const command = async () =>
    (
      await importFile({
        pool: server.pool,
        intake: server.intake,
        file: await inspectFile(path, mapping!.csv, []),
        mapping: mapping!,
        mappingText: text,
        errorsPath: `${path}.errors.csv`,
        now: Date.now,
      })
    ).status
  assert.deepEqual([await command(), await command()], ['finished', 'already-imported'])
  const { rows } = await server.pool.query(`select id from imports where file_name = 'back-command.csv'`)
  await post(`/api/imports/${rows[0].id}/undo`)
  await ended(rows[0].id)
  assert.equal(await command(), 'finished')
})

test('trying and importing count alike, also where people who are known are left out', async () => {
  await run((await upload('alike.csv', 'Email,Name\nold@alike.example,Old\n')).file)
  const both = `${HEADER}\n70,Old,old@alike.example,CTO,Customer,2026-03-01\n71,New,new@alike.example,CTO,Customer,2026-03-01\n`
  const { file } = await upload('alike-2.csv', both)
  const tried = (await post('/api/imports/tries', {
    file: file.id,
    mapping: { ...file.mapping, known: 'skip' },
  })) as ImportTry
  const done = await run(file, { known: 'skip' })
  const told = Object.values(tried.result!.events).reduce((sum, one) => sum + one, 0)
  assert.deepEqual([tried.result!.skipped, told], [done.skipped, done.stored])
  assert.equal(done.skipped, 1)
})

test('what stands around the rows of a report is no row, and own events can be told', async () => {
  const report = `Attendee Report\nTopic,Webinar ID,Start\nHow we sell,1,"Jan 12, 2026"\nAttended,First Name,Email,Join Time,Time in Session (minutes)\nYes,Ada,ada@zoom.example,"Jan 12, 2026 10:00:12",42\n\n"Generated by somebody"\n"Confidential"\n`
  const { file } = await upload('report.csv', report)
  assert.deepEqual([file.kind, file.rows, file.header[2]], ['webinar-attendees', 1, 'Email'])
  const mapping = { ...file.mapping, times: { ...file.mapping.times, zone: 'UTC' } }
  const tried = (await post('/api/imports/tries', { file: file.id, mapping })) as ImportTry
  assert.deepEqual(tried.result?.events, { 'Webinar Attended': 1 })
  assert.equal(tried.result.rejected, 0)
  await server.pool.query(
    `insert into catalogue_additions (name, event)
     values ('Booth Visited', '{"name":"Booth Visited","about":"","side":"engagement","fields":[{"name":"booth","type":"number","about":""}]}')`,
  )
  const own = (await upload('booth.csv', 'Email,Date,Booth\nb@booth.example,2026-01-01,12\n')).file
  assert.ok(own.events.includes('Booth Visited'))
  const columns = ['identity.email', 'at', 'property.booth']
  const done = await run(own, { columns, tells: 'Booth Visited' })
  assert.deepEqual([done.stored, done.rejected], [1, 0])
  const stored = await server.pool.query(`select properties from events where name = 'Booth Visited'`)
  assert.deepEqual(stored.rows[0].properties, { booth: 12 })
})

test('an import that was cut off goes on at the next start, and stores nothing twice', async () => {
  const rows = Array.from({ length: 6_000 }, (_, index) => `cut${index}@far.example,Person ${index}`).join(
    '\n',
  )
  const { file } = await upload('long.csv', `Email,Name\n${rows}\n`)
  const { id } = (await post('/api/imports', { file: file.id, mapping: file.mapping })) as Import
  // As a server that went down leaves it: begun, and some of it durable.
  await post(`/api/imports/${id}/stop`)
  const stopped = await ended(id)
  assert.ok(['interrupted', 'finished'].includes(stopped.state))
  await server.pool.query(`update imports set state = 'running', finished_at = null where id = $1`, [id])
  const { ImportRuns } = await import('./run-imports.ts')
  const { Agreements } = await import('../agreements/index.ts')
  const services = {
    pool: server.pool,
    agreements: new Agreements(),
    intake: server.intake,
    dataDir: server.dataDir,
    log: () => {},
  }
  const runs = new ImportRuns(services)
  await runs.goOn()
  const done = await ended(id)
  assert.deepEqual(
    [done.state, await count(`events where context ->> 'import' = '${id}'`)],
    ['finished', 6_000],
  )
  await runs.stop()
})

test('what is no file of rows is refused with a reason, and nothing is kept', async () => {
  const before = await count('uploads')
  for (const [content, status] of [
    ['', 400],
    ['\n\n', 400],
    [Array.from({ length: 201 }, (_, index) => `c${index}`).join(','), 400],
    [gzipSync(Buffer.alloc(60_000_000)), 413],
    [Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from('not gzip')]), 400],
    ['PK\u0003\u0004 a workbook', 415],
    [`Email,Note\na@b.example,${'x'.repeat(40_000)}\n`, 413],
    [Buffer.alloc(50_000_001, 'a'), 413],
  ] as const)
    assert.equal((await upload('x.csv', content)).status, status)
  assert.equal(await count('uploads'), before)
})

test('three hundred broken files harm nobody', async () => {
  let seed = 11
  const random = (below: number) => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) % below
  const pieces = [
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\0',
    '\ufeff',
    '=cmd|x',
    'Email',
    'a@b.example',
    '€',
    '\ud83d\ude00',
    '  ',
    'x'.repeat(5_000),
    '{{7*7}}',
    '__proto__',
    '2026-02-30',
    '1e400',
  ]
  for (let index = 0; index < 300; index += 1) {
    let text = random(3) ? 'Email,Name\n' : ''
    for (let part = 0; part < 40; part += 1) text += pieces[random(pieces.length)]!
    const encoded = random(4) ? Buffer.from(text) : Buffer.from(text, 'utf16le')
    const { status, file } = await upload(`broken-${index}.csv`, encoded)
    assert.ok([200, 400, 413].includes(status), String(status))
    if (status !== 200) continue
    const tried = await server.ask('POST', '/api/imports/tries', {
      headers: marketing.headers,
      body: { file: file.id, mapping: file.mapping },
    })
    assert.ok(tried.status < 500, server.said.join(' ').slice(0, 2000))
  }
})
