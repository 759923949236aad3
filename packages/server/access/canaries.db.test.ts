/** A canary in every personal field, and everything read as everybody: it sings only where the table lets it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reachOf, type Role, ROLES, type RouteName, routes } from '@baton/protocol'
import { canaryOf, type Floor, type LeadRelation, RELATIONS, ROUTED, salesFloor } from './testing-leads.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'

let server: TestServer
let floor: Floor

before(async () => {
  server = await testServer(undefined, undefined, ROUTED)
  floor = await salesFloor(server)
})
after(() => server.stop())

/** Whose personal fields somebody of team alpha may read at all. */
const MAY_READ: Readonly<Record<Role, readonly LeadRelation[]>> = {
  admin: RELATIONS,
  marketing: RELATIONS,
  manager: ['own', 'open', 'team'],
  rep: ['own'],
  viewer: [],
}

const LISTS = [
  '',
  '?sort=name',
  '?sort=name&direction=asc',
  '?q=shared',
  '?limit=1&sort=name',
  '?sort=company',
]

function* addresses(): Generator<string> {
  for (const [name, { method, path }] of Object.entries(routes)) {
    // What changes is sent without end; it holds no lead.
    if (method !== 'GET' || name === 'live') continue
    const ids = path.includes('/leads/:id') ? Object.values(floor.leads) : [floor.persons.rep.id]
    for (const id of ids)
      for (const query of name === 'leads' ? LISTS : [''])
        yield path.replace(':id', id).replace(':meeting', 'm-1').replace(':version', '1') + query
  }
  yield '/api/openapi.json'
}

for (const role of ROLES) {
  test(`${role} reads of ${MAY_READ[role].join(', ') || 'nobody'}, and of nobody else`, async () => {
    const heard = new Set<string>()
    for (const url of addresses()) {
      const { text, headers } = await server.ask('GET', url, { headers: floor.persons[role].headers })
      for (const relation of RELATIONS) {
        if (!`${text}${JSON.stringify(headers)}`.includes(canaryOf(relation))) continue
        heard.add(relation)
        assert.ok(
          MAY_READ[role].includes(relation),
          `${url} sings of ${relation}: ${around(text, canaryOf(relation))}`,
        )
      }
    }
    assert.deepEqual([...heard].toSorted(), [...MAY_READ[role]].toSorted())
  })

  test(`${role} cannot count what is hidden`, async () => {
    for (const relation of RELATIONS) {
      const url = `/api/leads?q=${canaryOf(relation)}`
      const { json } = await server.ask('GET', url, { headers: floor.persons[role].headers })
      const { total, counts } = json() as { total: number; counts: { stage: Record<string, number> } }
      const expected = MAY_READ[role].includes(relation) ? 1 : 0
      assert.deepEqual(
        [total, Object.values(counts.stage).reduce((sum, count) => sum + count, 0)],
        [expected, expected],
        relation,
      )
    }
  })
}

/** Nobody of those who were handed over would have been. */
const DROPS_ALL = ROUTED.replace('did: Demo Requested', 'did: Quote Requested')

test('whom a change would move is named only to whom the table lets read of them', async () => {
  for (const role of ROLES)
    for (const name of ['tryAgreement', 'planAgreement'] as const) {
      const { text } = await server.ask('POST', routes[name].path, {
        headers: floor.persons[role].headers,
        body: { document: DROPS_ALL },
      })
      assert.deepEqual(
        RELATIONS.filter((relation) => text.includes(canaryOf(relation))),
        RELATIONS.filter((relation) => reachOf(name, role) && MAY_READ[role].includes(relation)),
        `${role} ${name}`,
      )
    }
})

test('an order by name tells nobody who stands where whose names are hidden', async () => {
  const { json } = await server.ask('GET', '/api/leads?sort=name&direction=asc', {
    headers: floor.persons.viewer.headers,
  })
  const ids = (json() as { data: { id: string }[] }).data.map(({ id }) => id)
  assert.deepEqual(ids, ids.toSorted())
})

test('what is hidden in a history is still known to be known', async () => {
  const url = `/api/leads/${floor.leads.open}/history`
  const { json } = await server.ask('GET', url, { headers: floor.persons.rep.headers })
  const { events } = json() as {
    events: {
      name: string
      source: string
      lead?: Record<string, string>
      properties: Record<string, unknown>
    }[]
  }
  const told = events.find(({ name, lead }) => name === 'Lead Identified' && lead)!
  assert.deepEqual(
    [told.lead?.['phone'], told.lead?.['title'], told.source],
    ['•••', 'Head of Growth', 'crm'],
  )
  const page = events.find(({ name }) => name === 'Page Viewed')!
  assert.deepEqual(page.properties, { page_group: 'pricing' })
})

test('a route of leads is in this test', () => {
  const names: readonly RouteName[] = ['leads', 'lead', 'leadHistory', 'packets']
  for (const name of names) assert.ok(reachOf(name, 'viewer') === 'masked', name)
})

function around(text: string, canary: string): string {
  const at = text.indexOf(canary)
  return text.slice(Math.max(0, at - 100), at + 50)
}
