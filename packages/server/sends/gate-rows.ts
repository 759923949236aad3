/** Gates and sending domains as they are kept: changed by whoever claims, and by whoever was told that it is too much. */
import type { SendingSettings } from '@baton/protocol'
import type pg from 'pg'
import { freshGate, type Gate, gateAt, letThrough, slowed, taken, withTurn } from './gates.ts'
import { MX_GROUPS, type MxGroup } from './mx-groups.ts'
import { allowedOn, nextRung } from './warm-up.ts'

const ALL = 'all'

/** What may leave now, while a transaction claims. */
export class Gates {
  readonly #gates: Map<string, Gate>
  readonly #now: number
  readonly #rate: (name: string) => number

  constructor(gates: Map<string, Gate>, now: number, rate: (name: string) => number) {
    this.#gates = gates
    this.#now = now
    this.#rate = rate
  }

  /** Of all groups together. */
  get left(): number {
    return letThrough(this.#gates.get(ALL)!, this.#now)
  }

  /** Null: one to this group may leave; else its turn, in milliseconds since 1970-01-01 UTC. */
  turnFor(group: MxGroup): number | null {
    const gate = this.#gates.get(group)!
    if (letThrough(gate, this.#now) >= 1) return null
    const waiting = withTurn(gate, this.#rate(group), this.#now)
    this.#gates.set(group, waiting.gate)
    return waiting.turnAt
  }

  pass(group: MxGroup): void {
    for (const name of [group, ALL]) this.#gates.set(name, taken(this.#gates.get(name)!, 1))
  }

  async keep(client: pg.ClientBase): Promise<void> {
    const rows = [...this.#gates].map(([name, { tokens, at, turnAt }]) => ({
      name,
      tokens,
      at: new Date(at),
      turnAt: turnAt === null ? null : new Date(turnAt),
    }))
    await client.query(
      `insert into send_gates (name, tokens, at, turn_at)
       select name, tokens, at, "turnAt"
       from json_to_recordset($1::json) as g(name text, tokens float8, at timestamptz, "turnAt" timestamptz)
       on conflict (name) do update set tokens = excluded.tokens, at = excluded.at, turn_at = excluded.turn_at`,
      [JSON.stringify(rows)],
    )
  }
}

interface GateRow {
  readonly name: string
  readonly tokens: number
  readonly at: Date
  readonly share: number
  readonly easedAt: Date | null
  readonly closedUntil: Date | null
  readonly turnAt: Date | null
}

export async function gatesAt(client: pg.ClientBase, settings: SendingSettings, now: number): Promise<Gates> {
  const rate = rateOf(settings)
  const kept = new Map((await gateRows(client)).map((row) => [row.name, gateOf(row)]))
  const gates = [ALL, ...MX_GROUPS].map((name): [string, Gate] => {
    const gate = kept.get(name)
    return [name, gate ? gateAt(gate, rate(name), now) : freshGate(rate(name), now)]
  })
  return new Gates(new Map(gates), now, rate)
}

export async function gateRows(client: pg.Pool | pg.ClientBase): Promise<readonly GateRow[]> {
  const { rows } = await client.query<GateRow>(
    `select name, tokens, at, share, eased_at as "easedAt", closed_until as "closedUntil",
       turn_at as "turnAt" from send_gates order by name`,
  )
  return rows
}

export function gateOf({ tokens, at, share, easedAt, closedUntil, turnAt }: GateRow): Gate {
  return {
    tokens,
    at: at.getTime(),
    share,
    easedAt: easedAt?.getTime() ?? null,
    closedUntil: closedUntil?.getTime() ?? null,
    turnAt: turnAt?.getTime() ?? null,
  }
}

export function rateOf({ perSecond, perSecondToGroup }: SendingSettings): (name: string) => number {
  return (name) => (name === ALL ? perSecond : perSecondToGroup)
}

/** A server of this group asked for less. */
export async function slowGate(
  pool: pg.Pool,
  settings: SendingSettings,
  name: string,
  now: number,
): Promise<void> {
  const row = (await gateRows(pool)).find((gate) => gate.name === name)
  if (!row) return
  const gate = slowed(gateAt(gateOf(row), rateOf(settings)(name), now), now)
  await pool.query('update send_gates set share = $2, eased_at = $3, closed_until = $4 where name = $1', [
    name,
    gate.share,
    gate.easedAt === null ? null : new Date(gate.easedAt),
    gate.closedUntil === null ? null : new Date(gate.closedUntil),
  ])
}

const DAY = 86_400_000

/** How many more may leave today (UTC); a day that is over moves the domain up where it was used and clean. */
export async function leftToday(
  client: pg.ClientBase,
  domain: string,
  settings: SendingSettings,
  now: number,
): Promise<number> {
  const today = new Date(now).toISOString().slice(0, 10)
  const { rows } = await client.query<{ rung: number; day: string; sent: number }>(
    `select rung, to_char(day, 'YYYY-MM-DD') as day, sent from sending_domains where domain = $1 for update`,
    [domain],
  )
  const row = rows[0] ?? { rung: 0, day: today, sent: 0 }
  const isNewDay = row.day < today
  const rung = isNewDay ? nextRung({ ...row, ...(await comeBackOf(client, domain, row.day)) }) : row.rung
  const sent = isNewDay ? 0 : row.sent
  const allowed = settings.warmUp ? allowedOn(rung) : null
  await client.query(
    `insert into sending_domains (domain, rung, day, allowed, sent) values ($1, $2, $3, $4, $5)
     on conflict (domain) do update set rung = excluded.rung, day = excluded.day, allowed = excluded.allowed, sent = excluded.sent`,
    [domain, rung, isNewDay ? today : row.day, allowed, sent],
  )
  return allowed === null ? Infinity : Math.max(0, allowed - sent)
}

export async function countSent(client: pg.ClientBase, domain: string, count: number): Promise<void> {
  await client.query('update sending_domains set sent = sent + $2 where domain = $1', [domain, count])
}

/** What came back of that day's mails until now. */
async function comeBackOf(client: pg.ClientBase, domain: string, day: string) {
  const from = Date.parse(`${day}T00:00:00Z`)
  const { rows } = await client.query<{ bounced: number; complained: number }>(
    `select count(*) filter (where bounce = 'permanent')::int as bounced,
       count(*) filter (where complained_at is not null)::int as complained
     from sends where domain = $1 and sent_at >= $2 and sent_at < $3`,
    [domain, new Date(from), new Date(from + DAY)],
  )
  return rows[0]!
}
