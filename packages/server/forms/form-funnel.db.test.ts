import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Form } from '@baton/protocol'
import { definition, type FormsServer, formsServer } from './testing/forms-server.ts'

let server: FormsServer
before(async () => {
  server = await formsServer({ mail: false })
})
after(() => server.stop())

async function funnelOf(id: string): Promise<Form['funnel']> {
  return (await server.api('GET', `/api/forms/${id}`)).json<Form>().funnel
}

test('a form is given the leads that came far after it, each once, and none that had come far before', async () => {
  const demo = await server.live(definition('demo', { kind: 'demo' }))
  const handbook = await server.live(definition('handbook'))
  await server.send('demo', { email: 'early@one.example' })
  await server.send('handbook', { email: 'early@one.example' })
  await server.send('handbook', { email: 'late@one.example' })
  await server.send('handbook', { email: 'late@one.example' })
  await server.send('handbook', { email: 'never@one.example' })
  await server.send('demo', { email: 'late@one.example' })
  for (let times = 0; times < 2; times += 1) await server.open('POST', '/f/handbook/seen')
  await server.open('POST', '/f/handbook/started')
  await server.send('handbook', { email: 'bot@one.example', website_url: 'x' })
  assert.deepEqual(await funnelOf(handbook), {
    seen: 2,
    started: 1,
    submitted: 4,
    refused: 1,
    leads: 3,
    mql: 1,
    sql: 0,
    won: 0,
  })
  const { leads, mql } = await funnelOf(demo)
  assert.deepEqual([leads, mql], [2, 2])
})

test('two leads that were merged are one lead of the form', async () => {
  const id = await server.live(definition('merged'))
  await server.send('merged', { email: 'one@two.example' })
  await server.send('merged', { email: 'two@two.example' })
  const [kept, other] = [await server.leadOf('one@two.example'), await server.leadOf('two@two.example')]
  const merged = await server.api('POST', `/api/leads/${kept}/merges`, { with: other })
  assert.equal(merged.statusCode, 200, merged.body)
  const { submitted, leads } = await funnelOf(id)
  assert.deepEqual([submitted, leads], [2, 1])
})
