/** Mailing the invitation to a meeting to the lead, and what changes of it afterwards. */
import { sayMoment } from '@baton/words'
import type pg from 'pg'
import type { Post } from '../platform/mail/post.ts'
import { calendarFile, type CalendarMeeting } from './calendar-file.ts'
import { meetingOfLead } from './meeting-of-lead.ts'

/**
 * Mails how the meeting stands now, once for each change. Whoever was never invited is not told of a change.
 *
 * @param isFirst true when the lead is to be invited; else it is told only of what it was invited to
 * @returns whether a mail was queued
 */
export async function sendInvitation(
  pool: pg.Pool,
  post: Post,
  leadId: string,
  meetingId: string,
  isFirst: boolean,
): Promise<boolean> {
  const meeting = await meetingOfLead(pool, leadId, meetingId)
  if (!meeting?.attendee) return false
  const prefix = `meeting:${leadId}:${meetingId}:`
  if (!isFirst && !(await wasInvited(pool, prefix))) return false
  return await post.send({
    key: `${prefix}${meeting.sequence}`,
    to: meeting.attendee.email,
    subject: subjectOf(meeting),
    text: textOf(meeting),
    ics: calendarFile(meeting),
  })
}

async function wasInvited(pool: pg.Pool, prefix: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from deliveries where starts_with(key, $1) limit 1', [
    prefix,
  ])
  return rowCount !== 0
}

function subjectOf({ method, sequence, title }: CalendarMeeting): string {
  if (method === 'CANCEL') return `Cancelled: ${title}`
  return sequence === 0 ? `Invitation: ${title}` : `Moved: ${title}`
}

function textOf({ method, title, startsAt, minutes, place, organiser }: CalendarMeeting): string {
  if (method === 'CANCEL') return `${organiser.name} cancelled "${title}" of ${sayMoment(startsAt)}.`
  const where = place === '' ? '' : `\n${place}`
  return `${organiser.name} invites you: ${title}\n${sayMoment(startsAt)}, ${minutes} minutes${where}`
}
