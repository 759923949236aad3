/** Reports that are sent by mail: who gets which, and when next. */
import type { ReportName } from '@baton/engine/reports'
import type { ReportSchedules, ScheduleRequest } from '@baton/protocol'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { nextSending } from './next-sending.ts'

export interface DueSchedule {
  readonly id: string
  readonly report: ReportName
  readonly title: string
  readonly query: Readonly<Record<string, string>>
  readonly every: 'day' | 'week' | 'month'
  readonly hour: number
  readonly zone: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nextAt: number
  /** Mail addresses of those who are active and may read reports. */
  readonly recipients: readonly { readonly id: string; readonly email: string }[]
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Reps read no reports, and whoever left gets nothing. */
const RECIPIENTS = `p.id = any(s.recipients) and p.active and p.role <> 'rep'`

export async function schedules(pool: pg.Pool): Promise<ReportSchedules['data']> {
  const { rows } = await pool.query<ReportSchedules['data'][number]>(
    `select s.id, s.report, s.title, s.every, s.hour, s.zone, ${iso('s.next_at')} as "nextAt", ${iso('s.last_at')} as "lastAt",
       (select name from people b where b.id = s.by_person) as by,
       coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name) from people p
         where ${RECIPIENTS}), '[]') as recipients
     from report_schedules s order by s.at desc limit 200`,
  )
  return rows
}

export async function addSchedule(
  pool: pg.Pool,
  schedule: ScheduleRequest,
  byPerson: string | null,
): Promise<void> {
  const { report, title, query, recipients, every, hour, zone } = schedule
  await pool.query(
    `insert into report_schedules (id, report, title, query, recipients, every, hour, zone, next_at, by_person)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000), $10)`,
    [
      uuidV7(),
      report,
      title,
      JSON.stringify(query),
      recipients,
      every,
      hour,
      zone,
      nextSending(schedule, Date.now()),
      byPerson,
    ],
  )
}

/** False: there was none. */
export async function endSchedule(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from report_schedules where id = $1', [id])
  return rowCount === 1
}

export async function dueSchedules(pool: pg.Pool, now: number): Promise<readonly DueSchedule[]> {
  const { rows } = await pool.query<DueSchedule>(
    `select s.id, s.report, s.title, s.query, s.every, s.hour, s.zone, extract(epoch from s.next_at)::float8 * 1000 as "nextAt",
       coalesce((select json_agg(json_build_object('id', p.id, 'email', p.email)) from people p where ${RECIPIENTS}), '[]') as recipients
     from report_schedules s where s.next_at <= to_timestamp($1::float8 / 1000) order by s.next_at limit 20`,
    [now],
  )
  return rows
}

/** Sent, or missed for as long as the server was away: the next one is the first that is still to come. */
export async function noteSent(pool: pg.Pool, schedule: DueSchedule, now: number): Promise<void> {
  await pool.query(
    `update report_schedules set last_at = to_timestamp($2::float8 / 1000), next_at = to_timestamp($3::float8 / 1000) where id = $1`,
    [schedule.id, now, nextSending(schedule, now)],
  )
}
