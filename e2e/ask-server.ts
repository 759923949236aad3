/** What tests of the browser ask of the server beside it: as somebody of the demo company, or as a web site. */
import assert from 'node:assert/strict'
import { type RunningServer, signInAs } from './demo-server.ts'

/** With a body it is a change. Of an answer of several lines the last is what it came to. */
export async function ask<Answer>(
  { url }: RunningServer,
  who: string,
  path: string,
  body?: unknown,
  method: 'POST' | 'PUT' = 'POST',
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method: body === undefined ? 'GET' : method,
    headers: {
      cookie: await signInAs(url, who),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
  return JSON.parse(text.trim().split('\n').at(-1)!) as Answer
}

const DAY_MS = 86_400_000

/** Somebody of the team is away for a month, and is handed nothing. */
export async function sendAway(server: RunningServer, name: string): Promise<void> {
  const people = await ask<{ data: readonly { id: string; name: string }[] }>(server, 'admin', '/api/people')
  const { id } = people.data.find((person) => person.name === name)!
  const [from, until] = [new Date(Date.now() - DAY_MS), new Date(Date.now() + 30 * DAY_MS)]
  const absence = { from: from.toISOString(), until: until.toISOString() }
  await ask(server, 'admin', `/api/people/${id}/absences`, absence)
}

/** As a form and a web site send it: with the public write key. */
export async function sendBatch({ url, writeKey }: RunningServer, batch: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ batch }),
  })
  assert.ok(answer.ok, await answer.text())
}

export function track(userId: string, event: string, properties: object = {}): object {
  return { type: 'track', userId, event, properties }
}

/** Makes a lead known, of a company that fits. Returns the lead's id. */
export async function introduce(
  server: RunningServer,
  userId: string,
  name: string,
  company: string,
  region = 'emea',
): Promise<string> {
  const domain = `${company.toLowerCase()}.example`
  const email = `${userId}@${domain}`
  await sendBatch(server, [
    { type: 'identify', userId, traits: { email, name, title: 'Head of Operations', seniority: 'director' } },
    {
      type: 'group',
      userId,
      groupId: domain,
      traits: { name: company, industry: 'software', employees: 240, region },
    },
  ])
  const path = `/api/leads?q=${encodeURIComponent(name)}`
  const found = await ask<{ data: readonly { id: string }[] }>(server, 'admin', path)
  return found.data[0]!.id
}
