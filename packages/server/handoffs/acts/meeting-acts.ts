/** Meetings: booked, moved, called off, held or missed. Only what is booked can become anything else. */
import type { SalesAct } from '@baton/protocol'
import { uuidV7 } from '../../platform/uuid-v7.ts'
import { bookedMeetings } from '../booked-meetings.ts'
import { type ActEvent, actEvent, type Doing, HANDED_OVER, handoffIn, refused } from './doing.ts'

type Act<Name extends SalesAct['act']> = Extract<SalesAct, { act: Name }>

const NOT_HANDED_OVER = 'Sales does not have this lead: take it up first.'

export function book(doing: Doing, act: Act<'book-meeting'>): readonly ActEvent[] {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  return [actEvent(doing, 'Meeting Booked', { meeting: uuidV7(), ...appointment(act) })]
}

export async function move(doing: Doing, act: Act<'move-meeting'>): Promise<readonly ActEvent[]> {
  await assertBooked(doing, act.meeting)
  return [actEvent(doing, 'Meeting Moved', { meeting: act.meeting, ...appointment(act) })]
}

export async function cancel(doing: Doing, { meeting }: Act<'cancel-meeting'>): Promise<readonly ActEvent[]> {
  await assertBooked(doing, meeting)
  return [actEvent(doing, 'Meeting Cancelled', { meeting })]
}

/** A meeting may be held that was never booked: somebody rang. */
export async function hold(
  doing: Doing,
  { meeting, minutes, note }: Act<'hold-meeting'>,
): Promise<readonly ActEvent[]> {
  await assertBooked(doing, meeting)
  return [actEvent(doing, 'Meeting Held', { meeting, minutes, note })]
}

export async function miss(doing: Doing, { meeting }: Act<'miss-meeting'>): Promise<readonly ActEvent[]> {
  await assertBooked(doing, meeting)
  return [actEvent(doing, 'Meeting Missed', { meeting })]
}

function appointment({ startsAt, minutes, title, place, invite }: Act<'book-meeting'> | Act<'move-meeting'>) {
  return { starts_at: startsAt, minutes, title, place, ...(invite && { invite }) }
}

async function assertBooked(doing: Doing, meeting: string | undefined): Promise<void> {
  handoffIn(doing, HANDED_OVER, NOT_HANDED_OVER)
  if (meeting === undefined) return
  const booked = await bookedMeetings(doing.client, doing.lead.id)
  if (!booked.some(({ id }) => id === meeting)) throw refused('No such meeting is booked with this lead.')
}
