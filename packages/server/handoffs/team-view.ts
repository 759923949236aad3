/** What a manager sees: who has how much, whose clocks run out, and how the last thirty days went. */
import type { HandoffCard, TeamView } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadScope } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import { cards } from './cards.ts'
import { QUEUED } from './queue.ts'
import { rosterRows, type RosterRow } from './roster.ts'
import { delays, type PersonFigures, personFigures, tierFigures } from './team-figures.ts'

const DAYS = 30
const DAY_MS = 86_400_000
const CARDS_MAX = 500

export async function teamView(
  pool: pg.Pool,
  agreements: Agreements,
  access: Access & { readonly kind: 'person' },
): Promise<TeamView> {
  const now = Date.now()
  const since = new Date(now - DAYS * DAY_MS)
  const own = new Set(access.person.teams.map(({ id }) => id))
  const all = await rosterRows(pool, now)
  const rows = access.reach === 'all' ? all : all.filter(({ teamId }) => own.has(teamId))
  const people = [...new Map(rows.map((row) => [row.person, row])).values()].filter(({ active }) => active)
  const owners = rows.map(({ person }) => person)
  const values: unknown[] = []
  const scope = leadScope(access, values)
  const [inForce, handoffs, work, figures, tiers, spans, teams] = await Promise.all([
    agreements.inForce(pool),
    cards(pool, agreements, {
      condition: `${scope} and l.stage in ${QUEUED} and l.id in (select q.id from leads q
        where q.stage in ${QUEUED} and q.joined_to is null order by q.next_timer_at nulls last, q.id limit ${10 * CARDS_MAX})
        limit ${CARDS_MAX}`,
      values,
      now,
    }),
    workOf(pool, owners),
    personFigures(pool, since),
    tierFigures(pool, since, owners),
    delays(pool, since, owners),
    teamsOf(pool, access.reach === 'all' ? null : [...own]),
  ])
  const { compiled } = inForce
  return {
    teams,
    people: people.map((row) => ({
      ...personOf(row, handoffs, now),
      atWork: row.awayUntil === null && compiled.calendarOf(compiled.hoursOf(row.hours)).isOpen(now),
      toDecide: work.get(row.person)?.toDecide ?? 0,
      opportunities: work.get(row.person)?.opportunities ?? 0,
      ...countsOf(figures.find(({ owner }) => owner === row.person)),
    })),
    tiers,
    systemDelay: spans.system,
    humanDelay: spans.human,
    handoffs: [...handoffs],
    agreementVersion: inForce.version,
    since: since.toISOString(),
  }
}

function personOf(
  { person, name, team, capacity, open, awayUntil }: RosterRow,
  handoffs: readonly HandoffCard[],
  now: number,
) {
  const theirs = handoffs.filter(({ owner }) => owner?.id === person)
  const isSoon = ({ due }: HandoffCard) =>
    due !== null && Date.parse(due.warnAt) <= now && now < Date.parse(due.at)
  return {
    person: { id: person, name },
    team,
    capacity,
    open,
    overdue: theirs.filter(({ overdue, stage }) => overdue.length > 0 && stage === 'mql').length,
    dueSoon: theirs.filter(isSoon).length,
    away: awayUntil === null ? null : new Date(awayUntil).toISOString(),
  }
}

function countsOf(figures: PersonFigures | undefined) {
  return {
    firstTouchOnTime: { of: figures?.touchOf ?? 0, kept: figures?.touchKept ?? 0 },
    decidedOnTime: { of: figures?.decideOf ?? 0, kept: figures?.decideKept ?? 0 },
    accepted: { of: figures?.acceptOf ?? 0, kept: figures?.acceptKept ?? 0 },
  }
}

async function workOf(pool: pg.Pool, owners: readonly string[]) {
  const { rows } = await pool.query<{ owner: string; toDecide: number; opportunities: number }>(
    `select owner, count(*) filter (where stage = 'mql')::int as "toDecide",
       count(*) filter (where stage = 'opportunity')::int as opportunities
     from leads where owner = any($1::text[]) and joined_to is null group by owner`,
    [owners],
  )
  return new Map(rows.map((row) => [row.owner, row]))
}

async function teamsOf(pool: pg.Pool, ids: readonly string[] | null): Promise<TeamView['teams']> {
  const { rows } = await pool.query<TeamView['teams'][number]>(
    'select id, name, assignment from teams where $1::uuid[] is null or id = any($1::uuid[]) order by name',
    [ids],
  )
  return rows
}
