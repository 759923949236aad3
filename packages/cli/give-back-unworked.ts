/** The demo company's managers give back what nobody worked on, as managers do on Fridays; else years of it would lie open. */
import { type IncomingEvent, type Intake, loadEvents } from '@baton/server'
import { DEMO_PEOPLE } from '@baton/simulator'
import type pg from 'pg'

const DAY_MS = 86_400_000
/** Younger ones are still somebody's to decide. */
const OPEN_DAYS_MAX = 6
/** A lead that was given back may be handed over again by what it did afterwards; it is given time the second time. */
const ROUNDS_MAX = 40

interface Unworked {
  readonly lead: string
  readonly userId: string
  readonly cycle: number
  readonly team: string | null
  readonly openedAt: number
}

/** Acts as of `until`, the end of the story. */
export async function giveBackUnworked(intake: Intake, pool: pg.Pool, until: number): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const unworked = await unworkedLeads(pool, until - OPEN_DAYS_MAX * DAY_MS)
    if (unworked.length === 0) return
    await loadEvents(intake, pool, 'northbeam', unworked.map(givenBack))
  }
}

async function unworkedLeads(pool: pg.Pool, openedBefore: number): Promise<readonly Unworked[]> {
  const { rows } = await pool.query<Unworked>(
    `select l.id as lead, i.value as "userId", l.cycle, l.team, (l.state::json #>> '{handoff,openedAt}')::float8 as "openedAt"
     from leads l cross join lateral (
       select value from identities where lead_id = l.id and kind = 'user' order by value limit 1) i
     where l.stage = 'mql' and l.joined_to is null and (l.state::json #>> '{handoff,openedAt}')::float8 < $1
     order by l.id`,
    [openedBefore],
  )
  return rows
}

function givenBack({ lead, userId, cycle, team, openedAt }: Unworked): Omit<IncomingEvent, 'sourceId'> {
  const at = openedAt + (OPEN_DAYS_MAX - 1) * DAY_MS
  const manager = DEMO_PEOPLE.find(({ role, teams }) => role === 'manager' && teams.includes(team ?? 'rest'))
  return {
    messageId: `given-back-${lead}-${cycle}`,
    name: 'Handoff Rejected',
    occurredAt: at,
    receivedAt: at,
    trust: 'server',
    identity: { userId },
    properties:
      cycle === 1
        ? { reason: 'overdue', by: manager?.id }
        : { reason: 'bad-timing', by: manager?.id, note: 'Came back before anybody had time for them.' },
  }
}
