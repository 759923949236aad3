/** What came of one mail, whichever program sent it, and of all mails and pieces of content beside each other. */
import { difference } from '@baton/engine'
import type { MailResults, SendCounts } from '@baton/protocol'
import type pg from 'pg'
import { sendResults, sendResultsBy, sendsBy } from '../sends/index.ts'

/** Stages that a program works towards. */
export const FOLLOWED = ['mql', 'sql', 'opportunity', 'customer'] as const

/** Whether somebody of sales noted an answer by mail within two weeks of `at`. Expects the lead as `l`. */
export function repliedAfter(at: string): string {
  return `exists (select 1 from events a where a.lead_id = coalesce(l.joined_to, l.id) and a.name = 'Touch Logged' and a.counts
    and a.properties ->> 'outcome' = 'replied' and a.properties ->> 'channel' = 'email'
    and a.occurred_at >= ${at} and a.occurred_at < ${at} + interval '14 days')`
}

export async function mailResults(pool: pg.Pool, mail: string): Promise<MailResults> {
  const [sent, replies, followed] = await Promise.all([
    sendResults(pool, { mail }),
    repliesBy(pool, 'mail', mail),
    followedOf(pool, mail),
  ])
  return { ...sent, replies: replies.get(mail) ?? 0, followed: [...followed] }
}

export async function sendCounts(pool: pg.Pool, by: 'mail' | 'asset'): Promise<SendCounts> {
  const [results, replies] = await Promise.all([sendResultsBy(pool, by, {}), repliesBy(pool, by, null)])
  return {
    data: [...results].map(([of, { sent, delivered, humanClicks }]) => ({
      of,
      sent,
      delivered,
      humanClicks,
      replies: replies.get(of) ?? 0,
    })),
  }
}

async function repliesBy(
  pool: pg.Pool,
  by: 'mail' | 'asset',
  only: string | null,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ of: string; count: number }>(
    `select s.${by} as of, count(*)::int as count from ${sendsBy(by)} as s join leads l on l.id = s.lead_id
     where s.state = 'sent' and s.${by} is not null and ($1::text is null or s.${by} = $1) and ${repliedAfter('s.sent_at')}
     group by 1`,
    [only],
  )
  return new Map(rows.map(({ of, count }) => [of, count]))
}

/**
 * Who came to a stage after the mail, of those who got it; beside those who were held out and came to the same step, where it would
 * have been sent to them. Each lead counts once on each side, from the first time.
 */
async function followedOf(pool: pg.Pool, mail: string): Promise<MailResults['followed']> {
  const { rows } = await pool.query<{ stage: string; heldOut: boolean; n: number; successes: number }>(
    `with places as (select distinct program, step from sends where mail = $1 and program is not null and step is not null),
     sides as (
       select coalesce(l.joined_to, l.id) as lead, false as held_out, min(s.sent_at) as at
       from sends s join leads l on l.id = s.lead_id where s.mail = $1 and s.state = 'sent' and s.program is not null group by 1
       union all
       select coalesce(l.joined_to, l.id), true, min(t.at)
       from places p join enrolments e on e.program_id = p.program and e.held_out
         join enrolment_steps t on t.enrolment_id = e.id and t.step = p.step and t.detail ->> 'why' = 'held-out'
         join leads l on l.id = e.lead_id group by 1)
     select g.stage, s.held_out as "heldOut", count(*)::int as n, count(*) filter (where exists (
         select 1 from decisions d where d.lead_id = s.lead and d.kind = 'stage' and d.to_stage = g.stage and d.at >= s.at))::int as successes
     from sides s cross join unnest($2::text[]) as g(stage) group by 1, 2`,
    [mail, FOLLOWED],
  )
  return FOLLOWED.map((stage) => {
    const share = (heldOut: boolean) =>
      rows.find((row) => row.stage === stage && row.heldOut === heldOut) ?? { successes: 0, n: 0 }
    return { stage, shares: difference(share(false), share(true)) }
  })
}
