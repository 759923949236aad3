/** Leads of every relation to a rep of team alpha, each with a canary in all that is personal. */
import type { Role } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import type { TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'

export const RELATIONS = ['own', 'open', 'team', 'other'] as const
export type LeadRelation = (typeof RELATIONS)[number]

/** Hands over whoever asks for a demo: in Germany to alpha, elsewhere to beta. */
export const ROUTED = `agreement: routed
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 60, to: intent } }
fit: { points: { size: { where: { company.employees: { from: 50 } }, give: 60 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 5 days, decide: 9 days } }
  effort: { attempts: 2, channels: 2, within: 10 days }
  route: [ { to: team alpha, where: { lead.country: DE } }, { to: team beta } ]
  on-overdue: notify
sql:
  needs: [accepted]
  criteria: { role: { ask: choice, options: [boss, other] } }
  satisfied: 1
recycle:
  bad-timing: { rest: 30 days, keep: 100% }
`

/** What is hidden from whoever must not see it, and only that. */
export function canaryOf(relation: LeadRelation): string {
  return `zq${relation}canary`
}

export interface Floor {
  readonly leads: Readonly<Record<LeadRelation, string>>
  /** One of each role, the rep and the manager of team alpha. */
  readonly persons: Readonly<Record<Role, TestPerson>>
  readonly colleague: TestPerson
  /** A rep of team beta. */
  readonly stranger: TestPerson
}

/** Everything comes about as it does outside of tests: events come in, and reps claim what was routed to their team. */
export async function salesFloor(server: TestServer): Promise<Floor> {
  const { pool } = server
  const [admin, marketing, viewer] = [
    await signInAs(pool, 'admin'),
    await signInAs(pool, 'marketing'),
    await signInAs(pool, 'viewer'),
  ]
  const manager = await signInAs(pool, 'manager', ['alpha'])
  const rep = await signInAs(pool, 'rep', ['alpha'])
  const colleague = await signInAs(pool, 'rep', ['alpha'])
  const stranger = await signInAs(pool, 'rep', ['beta'])
  await pool.query(`update teams set assignment = 'claim'`)
  const { id: sourceId } = await ensureSource(pool, 'crm')
  const events = RELATIONS.flatMap((relation) => eventsOf(relation, sourceId))
  const refused = (await server.intake.accept(events)).find((receipt) => receipt !== 'stored')
  if (refused) throw new Error(`An event of the test was not stored: ${JSON.stringify(refused)}`)
  const leads = new Map<string, string>()
  for (const relation of RELATIONS) {
    const { rows } = await pool.query<{ id: string }>('select id from leads where email = $1', [
      `${canaryOf(relation)}@shared.example`,
    ])
    leads.set(relation, rows[0]!.id)
  }
  for (const [relation, person] of [
    ['own', rep],
    ['team', colleague],
    ['other', stranger],
  ] as const)
    await work(server, person, leads.get(relation)!, canaryOf(relation))
  return {
    leads: Object.fromEntries(leads) as Record<LeadRelation, string>,
    persons: { admin, marketing, manager, rep, viewer },
    colleague,
    stranger,
  }
}

async function work(server: TestServer, person: TestPerson, lead: string, canary: string): Promise<void> {
  const startsAt = new Date(Date.now() + 86_400_000).toISOString()
  const acts = [
    { act: 'claim' },
    { act: 'touch', channel: 'call', outcome: 'connected', note: `told us ${canary}` },
    { act: 'accept' },
    { act: 'book-meeting', startsAt, minutes: 30, title: `Call ${canary}`, place: `at ${canary}` },
    { act: 'assess', challenges: canary, features: canary, timeline: 'soon', tools: canary },
    { act: 'answer', criterion: 'role', value: 'boss', source: 'call', saidBy: canary, note: canary },
    { act: 'open-opportunity', amount: 100, currency: 'EUR', nextStep: `call ${canary}` },
  ]
  for (const act of acts) {
    const { status, text } = await server.ask('POST', `/api/leads/${lead}/acts`, {
      headers: person.headers,
      body: { id: uuidV7(), act },
    })
    if (status !== 200) throw new Error(`${act.act} was refused: ${text}`)
  }
}

function eventsOf(relation: LeadRelation, sourceId: string) {
  const canary = canaryOf(relation)
  const now = Date.now()
  const told = {
    sourceId,
    receivedAt: now,
    trust: 'server' as const,
    identity: { userId: canary, email: `${canary}@shared.example` },
  }
  let at = now - 60_000
  const event = (name: string, properties: Record<string, unknown>) => ({
    ...told,
    messageId: uuidV7(),
    occurredAt: (at += 1_000),
    name,
    properties,
  })
  return [
    {
      ...event('Lead Identified', {}),
      lead: {
        phone: `+49 ${canary}`,
        name: `Ada ${canary}`,
        first_name: `Ada-${canary}`,
        last_name: `Core-${canary}`,
        linkedin: `https://linkedin.example/${canary}`,
        title: 'Head of Growth',
        country: relation === 'other' ? 'US' : 'DE',
        nickname: `Addie ${canary}`,
      },
      company: { domain: 'shared.example', fields: { name: 'Shared', employees: 400 } },
    },
    event('Page Viewed', {
      page_group: 'pricing',
      url: `https://a.example/?e=${canary}%40b.example`,
      who: canary,
    }),
    event('Wholly Unknown', { anything: canary }),
    event('Objection Raised', { objection: 'price', note: `says ${canary}` }),
    event('Demo Requested', { form: 'demo', message: `I am ${canary}` }),
  ]
}
