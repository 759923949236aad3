/**
 * Open connections of people, and what each is told when handoffs change. Cards are read once for all of them, and each
 * person hears of what is theirs to see.
 */
import type { HandoffCard, Live } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import { cards, masked, QUEUED } from '../handoffs/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { standingSessions } from '../sessions/index.ts'
import type { HandoffsHeard } from './hear-changes.ts'

type List = 'mine' | 'open'

interface Connection {
  person: SignedIn
  readonly send: (message: Live) => void
  readonly close: () => void
  /** Leads in the person's lists, as far as the person was told. */
  readonly lists: Map<string, List>
}

const CONNECTIONS_MAX = 10

export class LiveHub {
  readonly #pool: pg.Pool
  readonly #agreements: Agreements
  readonly #log: (line: string) => void
  readonly #connections = new Set<Connection>()
  #telling = Promise.resolve()
  #heard = new Set<string>()
  #isMuch = false

  constructor(pool: pg.Pool, agreements: Agreements, log: (line: string) => void) {
    this.#pool = pool
    this.#agreements = agreements
    this.#log = log
  }

  /** Returns what takes the connection out again. @throws Refusal `too_many_requests` */
  async add(person: SignedIn, send: (message: Live) => void, close: () => void): Promise<() => void> {
    const theirs = [...this.#connections].filter((one) => one.person.id === person.id)
    if (theirs.length >= CONNECTIONS_MAX)
      throw new Refusal(
        'too_many_requests',
        `At most ${CONNECTIONS_MAX} connections are kept open for a person.`,
      )
    const connection = { person, send, close, lists: new Map<string, List>() }
    this.#connections.add(connection)
    await this.#fillLists([connection])
    return () => this.#connections.delete(connection)
  }

  /** Tells one person of a notice, on every connection of theirs. */
  tell(person: string, message: Live): void {
    for (const connection of this.#connections) if (connection.person.id === person) connection.send(message)
  }

  /** Tells everybody what is no secret to anybody. */
  announce(message: Live): void {
    for (const { send } of this.#connections) send(message)
  }

  hear(leads: HandoffsHeard): void {
    if (this.#connections.size === 0) return
    if (leads === 'many') this.#isMuch = true
    else for (const id of leads) this.#heard.add(id)
    // What is heard while cards are read is told with the next reading.
    this.#telling = this.#telling
      .then(() => this.#tellHeard())
      .catch((error: unknown) => {
        this.#log(`Telling of changed handoffs failed: ${(error as Error).message}`)
      })
  }

  /** Ends connections whose session has ended; keeps the others up to who is in which team. */
  async check(): Promise<void> {
    const connections = [...this.#connections]
    if (connections.length === 0) return
    const standing = await standingSessions(
      this.#pool,
      connections.map(({ person }) => person.sessionId),
    )
    for (const connection of connections) {
      const person = standing.get(connection.person.sessionId)
      if (person) connection.person = { ...connection.person, ...person }
      else connection.close()
    }
  }

  closeAll(): void {
    for (const { close } of this.#connections) close()
  }

  async #tellHeard(): Promise<void> {
    const ids = [...this.#heard]
    this.#heard = new Set()
    if (this.#isMuch) {
      this.#isMuch = false
      for (const { send } of this.#connections) send({ kind: 'refresh' })
      await this.#fillLists([...this.#connections])
      return
    }
    if (ids.length === 0 || this.#connections.size === 0) return
    const [found, teams] = await Promise.all([
      cards(this.#pool, this.#agreements, {
        condition: 'l.id = any($1::uuid[])',
        values: [ids],
        now: Date.now(),
      }),
      teamsByPerson(this.#pool),
    ])
    const byLead = new Map(found.map((card) => [card.lead, card]))
    for (const id of ids) this.#tellOf(id, byLead.get(id), teams)
  }

  #tellOf(lead: string, card: HandoffCard | undefined, teams: TeamsKnown): void {
    for (const connection of this.#connections) {
      const before = connection.lists.get(lead)
      const list = card ? listOf(card, connection.person, teams) : null
      if (card && list) {
        connection.lists.set(lead, list)
        connection.send({
          kind: 'handoff',
          list,
          isNew: before !== list,
          card: list === 'open' ? masked(card) : card,
        })
      } else if (before) {
        connection.lists.delete(lead)
        connection.send({ kind: 'gone', lead })
      }
      if (list || before || (card ? sees(card, connection.person, teams) : seesAll(connection.person)))
        connection.send({ kind: 'lead', lead })
    }
  }

  /** What the person reads from the queue when the connection begins, or anew. */
  async #fillLists(connections: readonly Connection[]): Promise<void> {
    const { rows } = await this.#pool.query<{ person: string; lead: string; list: List }>(
      `select l.owner as person, l.id as lead, 'mine' as list from leads l
       where l.owner = any($1::text[]) and l.stage in ${QUEUED} and l.joined_to is null
       union all
       select m.person_id::text, l.id, 'open' from leads l join teams t on t.name = l.team and t.assignment = 'claim'
         join team_members m on m.team_id = t.id
       where l.stage = 'mql' and l.owner is null and l.joined_to is null and m.person_id::text = any($1::text[])`,
      [connections.map(({ person }) => person.id)],
    )
    for (const { person, lists } of connections) {
      lists.clear()
      for (const row of rows) if (row.person === person.id) lists.set(row.lead, row.list)
    }
  }
}

interface TeamsKnown {
  /** Names of teams whose handoffs are claimed. */
  readonly claimed: ReadonlySet<string>
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
}

async function teamsByPerson(pool: pg.Pool): Promise<TeamsKnown> {
  const { rows } = await pool.query<{ team: string; assignment: string; person: string | null }>({
    name: 'live-teams',
    text: `select t.name as team, t.assignment, m.person_id::text as person
           from teams t left join team_members m on m.team_id = t.id`,
  })
  const members = new Map<string, Set<string>>()
  for (const { team, person } of rows) {
    const known = members.get(team) ?? new Set<string>()
    members.set(team, known)
    if (person !== null) known.add(person)
  }
  return {
    claimed: new Set(rows.filter((row) => row.assignment === 'claim').map(({ team }) => team)),
    members,
  }
}

function listOf(card: HandoffCard, { id }: SignedIn, { claimed, members }: TeamsKnown): List | null {
  if (card.owner) return card.owner.id === id && QUEUED_STAGES.has(card.stage) ? 'mine' : null
  const isOpen = card.stage === 'mql' && card.team !== null && claimed.has(card.team)
  return isOpen && members.get(card.team!)?.has(id) ? 'open' : null
}

const QUEUED_STAGES: ReadonlySet<string> = new Set(['mql', 'sal', 'sql'])

function seesAll({ role }: SignedIn): boolean {
  return role === 'admin' || role === 'marketing' || role === 'viewer'
}

/** As far as the table of permissions lets somebody read the lead. */
function sees(card: HandoffCard, person: SignedIn, { members }: TeamsKnown): boolean {
  if (seesAll(person)) return true
  if (card.owner?.id === person.id) return true
  if (person.role !== 'manager') return false
  return person.teams.some(
    ({ name }) => name === card.team || (card.owner !== null && members.get(name)?.has(card.owner.id)),
  )
}
