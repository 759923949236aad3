/** Sends reports that are due. A mail has the schedule and the moment for its key, so it leaves once, however often this is tried. */
import { reportQuerySchema } from '@baton/protocol'
import { dayAt, daysFromTo, daysLater } from '@baton/zones/days'
import type { Post } from '../platform/mail/post.ts'
import { repeat } from '../platform/repeat.ts'
import { namesOfPeople } from './people-names.ts'
import { readReport, type ReportServices } from './report-routes.ts'
import { reportText } from './report-text.ts'
import { type DueSchedule, dueSchedules, noteSent } from './schedule-rows.ts'
import { tablesOf } from './tables-of-report.ts'

export interface SendingServices extends ReportServices {
  readonly post: Post
  readonly url: () => string
  readonly log: (line: string) => void
}

const EVERY_MS = 60_000

export function sendReportsAlways(services: SendingServices): () => Promise<void> {
  const { log } = services
  return repeat({ everyMs: EVERY_MS, what: 'Sending reports', log }, () =>
    sendDueReports(services, Date.now()),
  )
}

/** Returns how many mails were handed on. */
export async function sendDueReports(services: SendingServices, now: number): Promise<number> {
  let sent = 0
  for (const schedule of await dueSchedules(services.pool, now)) {
    sent += await send(services, schedule)
    await noteSent(services.pool, schedule, now)
  }
  return sent
}

async function send(services: SendingServices, schedule: DueSchedule): Promise<number> {
  const { post, pool, url } = services
  const query = movedTo(schedule)
  const parameters = reportQuerySchema.parse(query)
  const report = await readReport(services, schedule.report, parameters, true)
  const tables = tablesOf(report, parameters, await namesOfPeople(pool))
  const address = `${url()}/reports/${schedule.report}?${new URLSearchParams(query).toString()}`
  const text = reportText(report, tables, address)
  for (const { id, email } of schedule.recipients) {
    const key = `report:${schedule.id}:${schedule.nextAt}:${id}`
    await post.send({ key, to: email, subject: schedule.title, text })
  }
  return schedule.recipients.length
}

/** The same number of days, up to the day before it is sent. */
function movedTo({ query, zone, nextAt }: DueSchedule): Readonly<Record<string, string>> {
  const { from, to } = query
  const last = daysLater(dayAt(query['zone'] ?? zone, nextAt), -1)
  const days = from !== undefined && to !== undefined ? daysFromTo(from, to) : 89
  return { ...query, from: daysLater(last, -days), to: last }
}
