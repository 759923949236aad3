/**
 * What looks at leads want done, gathered and then done together in their transaction: mails queued, people told, webhooks queued.
 * Whatever is done twice because a look was cut short has a key, and so is done once.
 */
import { createHash } from 'node:crypto'
import { NEXT_BEST, type Program, type ProgramAct } from '@baton/engine/program'
import type pg from 'pg'
import type { IncomingEvent } from '../events/index.ts'
import { sendableMail } from '../mails/index.ts'
import { queueDelivery, tell, type Telling } from '../notices/index.ts'
import { cancelSends, type NewSend, queueSends } from '../sends/index.ts'
import type { ProgramServices } from './program-services.ts'

/** The pass that an act belongs to. */
export interface ActOf {
  readonly enrolment: string
  readonly program: Program
  /** Joined to nobody. */
  readonly root: string
  /** Id of the person of sales who has the lead, or had it last. */
  readonly owner: string | null
}

type Detail = Readonly<Record<string, unknown>>
type Doing = Extract<ProgramAct, { readonly kind: 'send' | 'set' | 'tell' | 'webhook' }>

export class ActsToDo {
  readonly #services: ProgramServices
  readonly #client: pg.ClientBase
  readonly #now: number
  readonly #sends: NewSend[] = []
  readonly #tellings: Telling[] = []
  readonly #webhooks: Parameters<typeof queueDelivery>[1][] = []
  readonly #events: IncomingEvent[] = []
  readonly #cancelled: string[] = []
  /** What was read already: many leads of one look come to the same step. */
  readonly #read = new Map<string, Promise<unknown>>()

  constructor(services: ProgramServices, client: pg.ClientBase, now: number) {
    this.#services = services
    this.#client = client
    this.#now = now
  }

  /** Returns what is kept of it; `notDone` says why nothing comes of it. */
  async add(of: ActOf, act: Doing): Promise<Detail> {
    switch (act.kind) {
      case 'send':
        return await this.#send(of, act)
      case 'tell':
        return await this.#tell(of, act)
      case 'webhook':
        return await this.#webhook(of, act)
      case 'set':
        return this.#set(of, act)
    }
  }

  /** Nothing that is queued for the pass leaves any more. */
  cancel(enrolment: string): void {
    this.#cancelled.push(enrolment)
  }

  async write(): Promise<void> {
    await cancelSends(this.#client, { enrolments: this.#cancelled }, 'left the program')
    if (this.#sends.length > 0) await queueSends(this.#client, this.#sends)
    await tell(this.#client, this.#tellings, this.#services.baseUrl())
    for (const webhook of this.#webhooks) await queueDelivery(this.#client, webhook)
    // Last, and before the commit: cut short here, the look is taken anew and the events are known by their ids.
    if (this.#events.length > 0) await this.#services.intake.accept(this.#events)
  }

  async #send(
    { enrolment, program, root, owner }: ActOf,
    { step, mail, tone }: Extract<Doing, { kind: 'send' }>,
  ): Promise<Detail> {
    const known = await this.#once(`mail ${mail}`, () => sendableMail(this.#client, mail))
    if (!known) return { mail, tone, notDone: 'no mail' }
    let asset: string | null = null
    if (mail === NEXT_BEST) {
      asset = await this.#services.nextContent(this.#client, root, await this.#sentAssets(root))
      if (asset === null) return { mail, tone, notDone: 'no content' }
    }
    this.#sends.push({
      key: keyOf(enrolment, step),
      leadId: root,
      mail,
      mailVersion: known.version,
      purpose: program.purpose,
      from: program.kind === 'sales' && owner !== null ? await this.#addressOf(owner) : null,
      program: program.id,
      enrolment,
      step,
      tone,
      asset,
      notBefore: new Date(this.#now),
      hours: program.hours,
    })
    return { mail, tone, version: known.version, ...(asset !== null && { asset }) }
  }

  async #sentAssets(root: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.#client.query<{ asset: string }>(
      `select s.detail ->> 'asset' as asset from leads l join enrolments e on e.lead_id = l.id
         join enrolment_steps s on s.enrolment_id = e.id
       where (l.id = $1 or l.joined_to = $1) and s.what = 'send' and s.detail ->> 'asset' is not null`,
      [root],
    )
    return new Set(rows.map(({ asset }) => asset))
  }

  async #addressOf(person: string): Promise<NewSend['from']> {
    const { rows } = await this.#asked<{ name: string; email: string }>(
      'select name, email from people where id::text = $1 and active',
      person,
    )
    return rows[0] ?? null
  }

  #asked<Row extends pg.QueryResultRow>(sql: string, value: string | null): Promise<pg.QueryResult<Row>> {
    return this.#once(`${sql} ${value}`, () => this.#client.query<Row>(sql, [value]))
  }

  #once<Answer>(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#read.get(key) ?? read()
    this.#read.set(key, known)
    return known as Promise<Answer>
  }

  async #tell(
    { enrolment, program, root, owner }: ActOf,
    { step, to, text }: Extract<Doing, { kind: 'tell' }>,
  ): Promise<Detail> {
    const { rows } =
      to.kind === 'owner'
        ? await this.#asked<{ id: string }>('select id from people where id::text = $1 and active', owner)
        : await this.#asked<{ id: string }>(
            `select p.id from people p join team_members m on m.person_id = p.id join teams t on t.id = m.team_id
             where lower(t.name) = lower($1) and p.active`,
            to.team,
          )
    for (const { id } of rows)
      this.#tellings.push({
        key: `program:${keyOf(enrolment, step)}:${id}`,
        person: id,
        kind: 'program',
        lead: root,
        title: program.name,
        text,
      })
    return { told: rows.length, ...(rows.length === 0 && { notDone: 'nobody' }) }
  }

  async #webhook(
    { enrolment, program, root }: ActOf,
    { step, webhook }: Extract<Doing, { kind: 'webhook' }>,
  ): Promise<Detail> {
    const { rows } = await this.#asked<{ url: string }>(
      'select url from program_webhooks where name = $1',
      webhook,
    )
    if (!rows[0]) return { webhook, notDone: 'no webhook' }
    this.#webhooks.push({
      key: `program:${keyOf(enrolment, step)}`,
      channel: 'webhook',
      recipient: rows[0].url,
      message: {
        subject: program.name,
        text: `A lead came to the step ${step} of ${program.id}.`,
        link: `${this.#services.baseUrl()}/leads/${root}`,
      },
    })
    return { webhook }
  }

  #set({ enrolment, root }: ActOf, { step, field, to }: Extract<Doing, { kind: 'set' }>): Detail {
    this.#events.push({
      sourceId: this.#services.sourceId,
      messageId: `program:${keyOf(enrolment, step)}`,
      name: 'Lead Identified',
      occurredAt: this.#now,
      receivedAt: this.#now,
      trust: 'server',
      identity: {},
      leadId: root,
      properties: {},
      lead: { [field.slice('lead.'.length)]: to },
    })
    return { field, to }
  }
}

/** The same step of the same pass is the same act, however often it is looked at. */
function keyOf(enrolment: string, step: string): string {
  return createHash('sha256').update(`${enrolment}\n${step}`).digest('hex')
}
