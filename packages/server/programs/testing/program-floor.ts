/** What tests of programs share: a database with an agreement and mails, an intake, and a runner that is given its clock. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import { Agreements, installFirstAgreement } from '../../agreements/index.ts'
import { type IncomingEvent, type Intake, openIntake } from '../../events/index.ts'
import { ensureMails } from '../../mails/index.ts'
import { testDatabase } from '../../platform/testing/test-database.ts'
import { segmentBook } from '../../segments/index.ts'
import { ensureSource } from '../../sources/index.ts'
import { addProgram, startProgram } from '../program-rows.ts'
import type { ProgramServices } from '../program-services.ts'
import { runPrograms } from '../run-programs.ts'
import { ProgramShelf } from '../running-programs.ts'

export const DAY = 86_400_000

const AGREEMENT = `agreement: nurture
meters: { interest: { half-life: 30 days, max: 100 } }
points:
  reading: { on: Content Downloaded, give: 15, to: interest }
  looking: { on: Page Viewed, give: 5, to: interest }
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested, within: 5 days } ] } ] }
recycle: { bad-timing: { rest: 10 days, keep: 50% } }
`

const MAILS = ['first-steps', 'more-to-read', 'case-study', 'compare-ways', 'talk-to-us']

export interface Floor {
  readonly pool: pg.Pool
  readonly services: ProgramServices
  readonly intake: Intake
  readonly sourceId: string
  event(who: string, name: string, at: number, more?: Partial<IncomingEvent>): IncomingEvent
  begin(document: string): Promise<string>
  /** Until there is nothing left to do at that moment. */
  run(now: number): Promise<void>
  leadOf(who: string): Promise<string>
  /** What happened in the passes of a lead, in order. */
  stepsOf(lead: string): Promise<readonly string[]>
  sends(): Promise<readonly { readonly lead: string; readonly mail: string; readonly state: string }[]>
  stop(): Promise<void>
}

export async function programFloor(): Promise<Floor> {
  const database = await testDatabase()
  const { pool } = database
  await installFirstAgreement(pool, { document: AGREEMENT, note: 'test' })
  const sourceId = (await ensureSource(pool, 'website')).id
  const agreements = new Agreements()
  const log = (line: string) => assert.fail(line)
  const intake = openIntake({ pool, log, agreements })
  await ensureMails(pool, MAILS.map(shortMail))
  const services: ProgramServices = {
    pool,
    agreements,
    intake,
    sourceId: (await ensureSource(pool, 'baton')).id,
    segments: segmentBook(agreements),
    nextContent: async () => null,
    baseUrl: () => 'https://baton.test.example',
    log,
  }
  const shelf = new ProgramShelf(services)
  let nextId = 0
  return {
    pool,
    services,
    intake,
    sourceId,
    event: (who, name, at, more = {}) => ({
      sourceId,
      messageId: `p-${++nextId}`,
      name,
      occurredAt: at,
      receivedAt: at,
      trust: 'server',
      identity: { userId: who },
      properties: {},
      ...more,
    }),
    async begin(document) {
      const id = await addProgram(services, document, null)
      await startProgram(services, id, 1, null)
      return id
    },
    async run(now) {
      while ((await runPrograms(services, shelf, now)) > 0) continue
    },
    async leadOf(who) {
      const { rows } = await pool.query<{ id: string }>(
        `select coalesce(l.joined_to, l.id) as id from identities i join leads l on l.id = i.lead_id where i.value like $1`,
        [`%${who}%`],
      )
      return rows[0]!.id
    },
    async stepsOf(lead) {
      const { rows } = await pool.query<{ line: string }>(
        `select concat_ws(' ', s.what, s.step, s.detail ->> 'why') as line from enrolments e
           join enrolment_steps s on s.enrolment_id = e.id join leads l on l.id = e.lead_id
         where l.id = $1 or l.joined_to = $1 order by s.id`,
        [lead],
      )
      return rows.map(({ line }) => line)
    },
    async sends() {
      const { rows } = await pool.query<{ lead: string; mail: string; state: string }>(
        'select lead_id as lead, mail, state from sends order by due_at, lead_id, mail',
      )
      return rows
    },
    async stop() {
      await intake.stop()
      await database.drop()
    },
  }
}

function shortMail(id: string) {
  const block = { kind: 'text', id: 'words', text: 'Good day.' }
  return { id, name: id, letter: { subject: id, from: { name: 'Northbeam' }, blocks: [block] } }
}
