/**
 * Takes sends that are due, each for one worker. Everything is asked once more in the transaction that takes them: whoever said no
 * before it commits is not written to. One takes at a time, so that neither caps nor rates are passed by two who count at once.
 */
import type { SendingSettings } from '@baton/protocol'
import type pg from 'pg'
import { awaitedOf, mayMail, suppressionKey, withoutSuppressed } from '../consents/index.ts'
import { isPlainAddress, type Letter } from '../platform/mail/smtp.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { composeLetter, domainOf } from './compose-letter.ts'
import { type DueRow, dueSends, sentLately } from './due-sends.ts'
import { nextAllowed } from './frequency.ts'
import { countSent, type Gates, gatesAt, leftToday } from './gate-rows.ts'
import { mayLeaveAt, usualHours } from './quiet-hours.ts'
import { addressesOf, TRAP } from './send-addresses.ts'
import type { SendServices } from './send-services.ts'
import type { DueSend, RenderedLetter, SentLink } from './send-types.ts'
import { sendingSettings } from './sending-settings.ts'

export interface Claimed {
  readonly id: string
  readonly fence: number
  readonly letter: Letter
  readonly group: string
  /** Attempts before this one. */
  readonly attempts: number
}

/** As the trigger `wait_for_claims` has it. */
const CLAIMS = 7_220_118
const HOUR = 3_600_000
const QUARTER = HOUR / 4
const DAYS_30 = 30 * 24 * HOUR
/** How long somebody has to say that it was them who agreed. */
const CONFIRMED_WITHIN = 7 * 24 * HOUR

/** What a claim found: what was taken, and whether it moved anything, so that looking again makes sense. */
export interface Claim {
  readonly claimed: readonly Claimed[]
  readonly moved: number
}

const NOTHING: Claim = { claimed: [], moved: 0 }

/** A letter or a guard that throws, told from a database that is away. */
class LetterFailure extends Error {}

/** Null: somebody else is just taking. */
export async function claimSends(services: SendServices, most: number): Promise<Claim | null> {
  try {
    return await claim(services, most, null)
  } catch (error) {
    if (!(error instanceof LetterFailure)) throw error
    return await claimOneByOne(services, most)
  }
}

/** One whose letter cannot be made is put aside, and does not hold up the others. */
async function claimOneByOne(services: SendServices, most: number): Promise<Claim> {
  const { pool, clock } = services
  const { rows } = await pool.query<{ id: string }>(
    `select id from sends where state = 'queued' and next_at <= $1 order by next_at limit $2`,
    [new Date(clock()), most],
  )
  const claims: Claim[] = []
  for (const { id } of rows) {
    try {
      claims.push((await claim(services, 1, [id])) ?? NOTHING)
    } catch (error) {
      if (!(error instanceof LetterFailure)) throw error
      await pool.query(
        `update sends set state = 'parked', reason = 'letter', detail = $2, settled_at = now() where id = $1 and state = 'queued'`,
        [id, error.message.slice(0, 300)],
      )
      claims.push({ claimed: [], moved: 1 })
    }
  }
  return {
    claimed: claims.flatMap(({ claimed }) => claimed),
    moved: claims.reduce((sum, { moved }) => sum + moved, 0),
  }
}

async function claim(
  services: SendServices,
  most: number,
  only: readonly string[] | null,
): Promise<Claim | null> {
  if (!(await isAnyDue(services))) return NOTHING
  return await transaction(services.pool, async (client) => {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [
      CLAIMS,
    ])
    if (!rows[0]!.free) return null
    const now = services.clock()
    const settings = await sendingSettings(client)
    const domain = domainOf(services.from.address)
    const gates = await gatesAt(client, settings, now)
    const left = Math.min(most, gates.left, await leftToday(client, domain, settings, now))
    if (left < 1) return NOTHING
    const due = await dueSends(client, now, left, only, usualHours(settings) !== null)
    if (due.length === 0) return NOTHING
    const taking = await Taking.begin(services, client, settings, gates, now, due)
    for (const row of due) await taking.consider(row)
    await taking.write()
    await gates.keep(client)
    await countSent(client, domain, taking.claimed.length)
    return { claimed: taking.claimed, moved: due.length }
  })
}

async function isAnyDue({ pool, clock }: SendServices): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from sends where state = 'queued' and next_at <= $1 order by next_at limit 1`,
    [new Date(clock())],
  )
  return rowCount === 1
}

interface Outcome {
  readonly id: string
  readonly state: 'queued' | 'sending' | 'suppressed' | 'parked' | 'cancelled'
  readonly reason: string
  readonly detail?: string
  readonly nextAt?: Date
  readonly recipient?: string
  readonly mx?: string
  readonly subject?: string
  readonly hash?: string
}

/** One claim under way: what is known of the leads, and what was decided so far. */
class Taking {
  readonly claimed: Claimed[] = []
  readonly #outcomes: Outcome[] = []
  readonly #links: (SentLink & { readonly send: string })[] = []
  readonly #services: SendServices
  readonly #client: pg.ClientBase
  readonly #settings: SendingSettings
  readonly #gates: Gates
  readonly #now: number
  /** Of sends that have none of their own. */
  readonly #hours: string | null
  readonly #mailable: ReadonlySet<string>
  readonly #open: ReadonlySet<string>
  /** Sends whose leads may still confirm that they agreed. */
  readonly #awaited: ReadonlySet<string>
  readonly #sent: Map<string, number[]>

  private constructor(
    given: readonly [SendServices, pg.ClientBase, SendingSettings, Gates, number],
    known: readonly [ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>, Map<string, number[]>],
  ) {
    ;[this.#services, this.#client, this.#settings, this.#gates, this.#now] = given
    ;[this.#mailable, this.#open, this.#awaited, this.#sent] = known
    this.#hours = usualHours(this.#settings)
  }

  static async begin(
    services: SendServices,
    client: pg.ClientBase,
    settings: SendingSettings,
    gates: Gates,
    now: number,
    due: readonly DueRow[],
  ): Promise<Taking> {
    const { signing } = services
    const addressed = due.flatMap((row) =>
      row.email !== null && isPlainAddress(row.email) ? { ...row, email: row.email } : [],
    )
    const mailable = new Set<string>()
    for (const [purpose, rows] of Map.groupBy(addressed, (row) => row.purpose))
      for (const { id } of await mayMail(client, signing, purpose, rows)) mailable.add(id)
    const refused = addressed.filter(({ id }) => !mailable.has(id))
    const open =
      refused.length === 0
        ? new Set<string>()
        : await withoutSuppressed(
            client,
            signing,
            refused.map(({ email }) => email),
          )
    const awaited = new Set<string>()
    for (const [purpose, rows] of Map.groupBy(refused, (row) => row.purpose)) {
      const leads = await awaitedOf(client, purpose, rows)
      for (const { id, leadId } of rows) if (leads.has(leadId)) awaited.add(id)
    }
    const sent = await sentLately(
      client,
      due.map(({ rootId }) => rootId),
      now,
    )
    return new Taking([services, client, settings, gates, now], [mailable, open, awaited, sent])
  }

  async consider(row: DueRow): Promise<void> {
    const held = this.#heldBack(row)
    if (held) return void this.#outcomes.push(held)
    const { id, rootId } = row
    const email = row.email!
    const group = this.#services.groups.of(domainOf(email))
    const turn = this.#gates.turnFor(group)
    if (turn !== null) return void this.#outcomes.push(this.#later(id, 'rate', turn))
    const key = suppressionKey(this.#services.signing, email)
    const addresses = addressesOf(this.#services.signing, this.#services.baseUrl(), { ...row, email }, key)
    const send: DueSend = {
      ...row,
      email,
      addresses,
      from: row.fromEmail === null ? null : { name: row.fromName ?? '', email: row.fromEmail },
    }
    const rendered = await this.#render(send)
    if (rendered === null) {
      const isStale = this.#now - row.dueAt.getTime() > DAYS_30
      this.#outcomes.push(
        isStale
          ? { id, state: 'cancelled', reason: 'not live' }
          : this.#later(id, 'not live', this.#now + HOUR),
      )
      return
    }
    if ('problem' in rendered) {
      this.#outcomes.push({ id, state: 'parked', reason: 'letter', detail: rendered.problem.slice(0, 300) })
      return
    }
    this.#gates.pass(group)
    const { signing, from } = this.#services
    const { letter, hash } = composeLetter(signing, from, send, rendered, addresses, this.#settings.opens)
    this.#sent.set(rootId, [...(this.#sent.get(rootId) ?? []), this.#now])
    this.#links.push(...rendered.links.map((link) => ({ ...link, send: id })), {
      send: id,
      index: TRAP,
      url: this.#services.baseUrl(),
      label: '',
    })
    const { subject } = rendered
    this.#outcomes.push({ id, state: 'sending', reason: '', recipient: key, mx: group, subject, hash })
    const { fence, attempts } = row
    this.claimed.push({ id, fence: fence + 1, letter, group, attempts })
  }

  /** What needs no letter to be decided. */
  #heldBack(row: DueRow): Outcome | null {
    const { id, email } = row
    if (row.isErased) return { id, state: 'suppressed', reason: 'erased' }
    if (email === null || !isPlainAddress(email)) return { id, state: 'suppressed', reason: 'no address' }
    if (!this.#mailable.has(id)) {
      const isOpen = this.#open.has(email.trim().toLowerCase())
      const isAwaited = this.#awaited.has(id) && this.#now - row.dueAt.getTime() < CONFIRMED_WITHIN
      if (isOpen && isAwaited) return this.#later(id, 'awaits consent', this.#now + QUARTER)
      return { id, state: 'suppressed', reason: isOpen ? 'no consent' : 'suppressed' }
    }
    if (row.isPaused) return { id, state: 'parked', reason: 'breaker' }
    const capped = nextAllowed(this.#sent.get(row.rootId) ?? [], this.#settings, this.#now)
    if (capped > this.#now) return this.#later(id, 'frequency', capped)
    const opens = mayLeaveAt(row.hours ?? this.#hours, row, this.#now)
    return opens > this.#now ? this.#later(id, 'hours', opens) : null
  }

  #later(id: string, reason: string, at: number): Outcome {
    return { id, state: 'queued', reason, nextAt: new Date(at) }
  }

  /** Null: what wanted it sent does not, for now. */
  async #render(send: DueSend): Promise<RenderedLetter | { readonly problem: string } | null> {
    const { guards, letterOf } = this.#services
    try {
      return (await guards.isLive(this.#client, send)) ? await letterOf(this.#client, send) : null
    } catch (error) {
      throw new LetterFailure((error as Error).message, { cause: error })
    }
  }

  async write(): Promise<void> {
    const client = this.#client
    await client.query(
      `update sends s set state = g.state, reason = g.reason, detail = coalesce(g.detail, ''),
         next_at = coalesce(g."nextAt", s.next_at), recipient = coalesce(g.recipient, s.recipient), mx = coalesce(g.mx, s.mx),
         subject = coalesce(g.subject, s.subject), rendered_hash = coalesce(g.hash, s.rendered_hash),
         domain = case when g.state = 'sending' then $2 else s.domain end,
         fence = case when g.state = 'sending' then s.fence + 1 else s.fence end,
         sent_at = case when g.state = 'sending' then $3::timestamptz end, begun_at = null,
         lease_until = case when g.state = 'sending' then clock_timestamp() + make_interval(secs => $4) end,
         settled_at = case when g.state in ('suppressed', 'parked', 'cancelled') then now() end
       from json_to_recordset($1::json) as g(id uuid, state text, reason text, detail text, "nextAt" timestamptz, recipient text,
         mx text, subject text, hash text)
       where s.id = g.id`,
      [
        JSON.stringify(this.#outcomes),
        domainOf(this.#services.from.address),
        new Date(this.#now),
        (this.#services.leaseMs ?? LEASE_MS) / 1000,
      ],
    )
    if (this.#links.length === 0) return
    await client.query(
      `insert into send_links (send_id, index, url, label)
       select send, index, url, label from json_to_recordset($1::json) as g(send uuid, index int, url text, label text)
       on conflict (send_id, index) do update set url = excluded.url, label = excluded.label`,
      [JSON.stringify(this.#links)],
    )
  }
}

/** Longer than a letter may take. */
export const LEASE_MS = 60_000
