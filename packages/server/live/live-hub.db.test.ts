import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Live } from '@baton/protocol'
import type { SignedIn } from '../access/index.ts'
import { Agreements } from '../agreements/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { signInAs } from '../platform/testing/sign-in-as.ts'
import { Sessions } from '../sessions/index.ts'
import { LiveHub } from './live-hub.ts'

let database: TestDatabase
let hub: LiveHub

before(async () => {
  database = await testDatabase()
  hub = new LiveHub(database.pool, new Agreements(), (line) => assert.fail(line))
})
after(() => database.drop())

async function rep(): Promise<SignedIn> {
  const { headers } = await signInAs(database.pool, 'rep')
  const person = await new Sessions(database.pool).of(headers.cookie.split('=')[1]!)
  assert.ok(person)
  return person
}

test('a connection ends with its session, and no other with it', async () => {
  const [ada, ben] = [await rep(), await rep()]
  const closed: string[] = []
  await hub.add(
    ada,
    () => {},
    () => closed.push('ada'),
  )
  await hub.add(
    ben,
    () => {},
    () => closed.push('ben'),
  )
  await hub.check()
  assert.deepEqual(closed, [])
  await database.pool.query('delete from sessions where person_id = $1', [ada.id])
  await hub.check()
  assert.deepEqual(closed, ['ada'])
})

test('a person keeps ten connections open, and not one more', async () => {
  const ada = await rep()
  const ends = await Promise.all(
    Array.from({ length: 10 }, () =>
      hub.add(
        ada,
        () => {},
        () => {},
      ),
    ),
  )
  await assert.rejects(
    hub.add(
      ada,
      () => {},
      () => {},
    ),
    /At most 10/,
  )
  ends[0]!()
  await hub.add(
    ada,
    () => {},
    () => {},
  )
})

test('a notice reaches every connection of its person, and nobody else', async () => {
  const [ada, ben] = [await rep(), await rep()]
  const heard: [string, Live][] = []
  for (const [name, person] of [
    ['ada', ada],
    ['ada', ada],
    ['ben', ben],
  ] as const)
    await hub.add(
      person,
      (message) => heard.push([name, message]),
      () => {},
    )
  hub.tell(ada.id, { kind: 'notice', id: 'n1' })
  assert.deepEqual(
    heard.map(([name]) => name),
    ['ada', 'ada'],
  )
})
