import { CalendarCheck, CalendarX, Download, Handshake, Plus } from 'lucide-react'
import type { Act } from '../../api/act.ts'
import { fillPath } from '../../api/request.ts'
import { paths } from '../../api/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Section.tsx'
import { sayLocalMoment } from './local-time.ts'
import type { Meeting } from './meetings.ts'

/** Meetings to come and those that are over, with what can be done about each. */
export function MeetingList({
  leadId,
  meetings,
  now,
  mayAct,
  onAct,
  onBook,
  onMove,
}: {
  readonly leadId: string
  readonly meetings: readonly Meeting[]
  readonly now: number
  readonly mayAct: boolean
  readonly onAct: (act: Act) => void
  readonly onBook: () => void
  readonly onMove: (meeting: Meeting) => void
}) {
  if (meetings.length === 0 && !mayAct) return null
  return (
    <Section
      title="Meetings"
      aside={
        mayAct && (
          <Button look="plain" onClick={onBook}>
            <Plus size={13} aria-hidden="true" /> Book
          </Button>
        )
      }
    >
      {meetings.length === 0 ? (
        <p className="text-small text-faint">None booked yet.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {meetings.map((meeting) => (
            <MeetingRow
              key={meeting.event}
              {...{ leadId, meeting, now, onAct, onMove }}
              mayAct={mayAct && meeting.state === 'booked'}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

const STATES = {
  booked: { icon: CalendarCheck, look: 'text-soft', said: 'Booked' },
  held: { icon: Handshake, look: 'text-won-text', said: 'Held' },
  missed: { icon: CalendarX, look: 'text-accent-text', said: 'They did not come' },
  cancelled: { icon: CalendarX, look: 'text-faint', said: 'Cancelled' },
} as const

function MeetingRow({
  leadId,
  meeting,
  now,
  mayAct,
  onAct,
  onMove,
}: {
  readonly leadId: string
  readonly meeting: Meeting
  readonly now: number
  readonly mayAct: boolean
  readonly onAct: (act: Act) => void
  readonly onMove: (meeting: Meeting) => void
}) {
  const { icon: Icon, look, said } = STATES[meeting.state]
  const begun = meeting.startsAt <= now
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon size={14} strokeWidth={1.8} aria-hidden="true" className={`mt-[3px] shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        <p className={`figures ${meeting.state === 'cancelled' ? 'text-faint line-through' : 'font-medium'}`}>
          {meeting.isTimed ? sayLocalMoment(meeting.startsAt) : 'Nobody noted when'}
          {meeting.minutes !== null && (
            <span className="font-normal text-faint"> · {meeting.minutes} min</span>
          )}
        </p>
        <p className="truncate text-small text-soft">{meeting.title}</p>
        <p className="truncate text-small text-faint">
          {[
            meeting.state === 'booked'
              ? begun
                ? meeting.isTimed
                  ? 'Has begun: was it held?'
                  : 'Was it held?'
                : null
              : said,
            meeting.moves > 0 ? `moved ${meeting.moves === 1 ? 'once' : `${meeting.moves} times`}` : null,
            meeting.place === '' ? null : meeting.place,
            meeting.note,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
      {mayAct && <MeetingActs {...{ leadId, meeting, begun, onAct, onMove }} />}
    </li>
  )
}

function MeetingActs({
  leadId,
  meeting,
  begun,
  onAct,
  onMove,
}: {
  readonly leadId: string
  readonly meeting: Meeting
  readonly begun: boolean
  readonly onAct: (act: Act) => void
  readonly onMove: (meeting: Meeting) => void
}) {
  const id = meeting.id ?? ''
  const which = meeting.id === null ? {} : { meeting: meeting.id }
  return (
    <span className="flex shrink-0 items-center gap-1">
      {begun && (
        <>
          <Button onClick={() => onAct({ act: 'hold-meeting', ...which })}>Held</Button>
          <Button look="plain" onClick={() => onAct({ act: 'miss-meeting', ...which })}>
            Missed
          </Button>
        </>
      )}
      {meeting.id !== null && (
        <Menu
          align="end"
          trigger={
            <Button look="plain" aria-label={`More about ${meeting.title}`} className="px-1.5">
              ···
            </Button>
          }
          groups={[
            {
              items: [
                { label: 'Move', onSelect: () => onMove(meeting) },
                ...(begun
                  ? []
                  : [{ label: 'Held already', onSelect: () => onAct({ act: 'hold-meeting', meeting: id }) }]),
                {
                  label: 'Download invitation',
                  icon: <Download size={13} aria-hidden="true" />,
                  onSelect: () => download(leadId, id),
                },
              ],
            },
            {
              items: [
                {
                  label: 'Cancel the meeting',
                  tone: 'danger',
                  onSelect: () => onAct({ act: 'cancel-meeting', meeting: id }),
                },
              ],
            },
          ]}
        />
      )}
    </span>
  )
}

function download(leadId: string, meeting: string) {
  location.assign(fillPath(paths.invitationFile.split(' ')[1]!, { id: leadId, meeting }))
}
