import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarFile, type CalendarMeeting } from './calendar-file.ts'

const MEETING: CalendarMeeting = {
  uid: 'meeting-1@baton',
  sequence: 0,
  method: 'REQUEST',
  stampedAt: Date.UTC(2026, 10, 20, 8, 0),
  startsAt: Date.UTC(2026, 10, 24, 9, 30),
  minutes: 45,
  title: 'First talk; prices, plans',
  place: 'https://meet.example/abc',
  organiser: { name: 'Ada "Rep" Berg', email: 'ada@northbeam.example' },
  attendee: { name: null, email: 'kim@customer.example' },
}

function unfolded(file: string): readonly string[] {
  return file.replaceAll('\r\n ', '').split('\r\n')
}

test('an invitation names when, what, who invites and who is asked', () => {
  const lines = unfolded(calendarFile(MEETING))
  for (const line of [
    'METHOD:REQUEST',
    'UID:meeting-1@baton',
    'SEQUENCE:0',
    'DTSTAMP:20261120T080000Z',
    'DTSTART:20261124T093000Z',
    'DTEND:20261124T101500Z',
    'SUMMARY:First talk\\; prices\\, plans',
    'STATUS:CONFIRMED',
    'ORGANIZER;CN="Ada ’Rep’ Berg":mailto:ada@northbeam.example',
    'ATTENDEE;CN="kim@customer.example";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:kim@customer.example',
  ])
    assert.ok(lines.includes(line), `${line} is missing in\n${lines.join('\n')}`)
})

test('a cancelled meeting keeps its id and says so', () => {
  const lines = unfolded(calendarFile({ ...MEETING, method: 'CANCEL', sequence: 2 }))
  assert.ok(
    lines.includes('METHOD:CANCEL') && lines.includes('STATUS:CANCELLED') && lines.includes('SEQUENCE:2'),
  )
  assert.ok(lines.includes('UID:meeting-1@baton'))
})

test('whatever a title holds, no line is longer than 75 octets and none is added', () => {
  const plain = unfolded(calendarFile(MEETING)).length
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 200 }),
      (title, name) => {
        const file = calendarFile({ ...MEETING, title, organiser: { ...MEETING.organiser, name } })
        assert.equal(unfolded(file).length, plain)
        for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75)
      },
    ),
    { seed: 5545, numRuns: 300 },
  )
})
