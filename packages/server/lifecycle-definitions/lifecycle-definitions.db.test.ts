import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DEFAULT_LIFECYCLES } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { lifecycleDefinitions } from './index.ts'

const URL = '/api/reports/lifecycle-definitions'
let server: TestServer
let marketing: TestPerson

before(async () => {
  server = await testServer()
  marketing = await signInAs(server.pool, 'marketing')
})
after(() => server.stop())

const put = (body: unknown) => server.ask('PUT', URL, { headers: marketing.headers, body })
const withActivation = (any: readonly unknown[]): unknown => ({
  ...DEFAULT_LIFECYCLES,
  aarrr: {
    ...DEFAULT_LIFECYCLES.aarrr,
    rungs: DEFAULT_LIFECYCLES.aarrr.rungs.map((rung) =>
      rung.key === 'activation' ? { ...rung, any } : rung,
    ),
  },
})

test('until somebody writes them otherwise, rungs are as they come with Baton', async () => {
  assert.deepEqual((await server.ask('GET', URL, { headers: marketing.headers })).json(), DEFAULT_LIFECYCLES)
})

test('an event that is not catalogued, or no act of people, is refused with its place, and nothing is stored', async () => {
  const answer = await put(
    withActivation([{ kind: 'did', events: ['Trial Started', 'Trial Begun', 'Opportunity Won'] }]),
  )
  assert.equal(answer.status, 400)
  const { problems } = answer.json() as { problems: readonly { path: string; message: string }[] }
  assert.deepEqual(
    problems.map(({ path }) => path),
    ['body/aarrr/rungs/1/any/0/events/1', 'body/aarrr/rungs/1/any/0/events/2'],
  )
  assert.match(problems[0]!.message, /Trial Begun.*not in the catalogue/)
  assert.deepEqual(await lifecycleDefinitions(server.pool), DEFAULT_LIFECYCLES)
})

test('a stage that there is not, two rungs of one key, and half of the definitions are refused', async () => {
  const { aarrr, buyer } = DEFAULT_LIFECYCLES
  const twice = { ...aarrr, rungs: [aarrr.rungs[0], aarrr.rungs[0]] }
  for (const wrong of [
    withActivation([{ kind: 'stage', stage: 'recycled' }]),
    { buyer, aarrr: twice },
    { aarrr },
    {},
  ]) {
    const answer = await put(wrong)
    assert.equal(answer.status, 400, answer.text)
  }
})

test('what is written is read by whoever asks next', async () => {
  const given = withActivation([{ kind: 'did', events: ['Trial Used'] }]) as LifecycleDefinitions
  const answer = await put(given)
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(answer.json(), given)
  assert.deepEqual(await lifecycleDefinitions(server.pool), given)
})
