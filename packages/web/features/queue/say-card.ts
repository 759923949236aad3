/** What a handoff's row and its messages say. */
import type { HandoffCard } from '@baton/protocol'
import { sayField, sayId, sayList, sayTimeLeft, sayTimes } from '@baton/words'
import { clockOf, type CardClock, type SectionName } from './card-clock.ts'

const SECTION_NAMES: Readonly<Record<SectionName, string>> = {
  overdue: 'Overdue',
  due: 'Due next',
  working: 'Working on',
  open: 'Open queue',
}

export function saySection(name: SectionName): string {
  return SECTION_NAMES[name]
}

const SECTION_NOTES: Readonly<Record<SectionName, string>> = {
  overdue: 'Their clock has run out.',
  due: 'To be reached and decided, the soonest first.',
  working: 'Accepted. What is still open is on the lead.',
  open: 'Nobody’s yet: whoever claims one first has it.',
}

export function saySectionNote(name: SectionName): string {
  return SECTION_NOTES[name]
}

export function sayClockKind(kind: CardClock['kind']): string {
  return kind === 'first-touch' ? 'First touch' : 'Decide'
}

/** Whose handoff it is; a masked one keeps that to itself until it is claimed. */
export function sayWho(card: HandoffCard): string {
  if (card.masked) return 'Hidden until claimed'
  return card.name ?? 'Name not known'
}

/** `Not known: industry, employees.` The fields and the criteria that nobody has an answer for. */
export function sayUnknown(card: Pick<HandoffCard, 'unknown' | 'openCriteria'>): string | null {
  const open = [
    ...card.unknown.map(sayField),
    ...card.openCriteria.map((criterion) => sayId(criterion).toLowerCase()),
  ]
  return open.length === 0 ? null : open.join(', ')
}

/** After accepting: that it is done, and what is next. */
export function sayAccepted(card: HandoffCard, nowMs: number): string {
  const who = sayWho(card)
  if (card.touchedAt === null && card.firstTouchDue !== null) {
    const left = Date.parse(card.firstTouchDue) - nowMs
    return `${who} is yours. Next: the first touch, ${left > 0 ? `due ${sayTimeLeft(left)}` : 'which is overdue'}.`
  }
  if (card.openCriteria.length > 0) {
    const criteria = sayList(
      card.openCriteria.map((criterion) => sayId(criterion).toLowerCase()),
      'and',
    )
    return `${who} is yours. Next: find out ${criteria}.`
  }
  return `${who} is yours. Next: a meeting.`
}

/** After claiming: whose it is now, and by when it wants to be reached. */
export function sayClaimed(card: HandoffCard, nowMs: number): string {
  const clock = clockOf(card)
  const company = card.company === null ? '' : ` of ${card.company}`
  if (clock === null) return `Claimed: the handoff${company} is yours.`
  const left = Date.parse(clock.at) - nowMs
  const due = left > 0 ? `due ${sayTimeLeft(left)}` : 'overdue'
  return `Claimed: the handoff${company} is yours. ${sayClockKind(clock.kind)} ${due}.`
}

/** How far one has come with somebody who was accepted. */
export function sayProgress(card: HandoffCard): string {
  return card.attempts === 0 ? 'not tried yet' : `tried ${sayTimes(card.attempts)}`
}

/** By which tier, in which pass, for which team: `Hand raiser, cycle 2`. */
export function sayContext({ tier, cycle, team }: HandoffCard, section: SectionName): string {
  const parts = [
    tier === null ? null : sayId(tier),
    cycle > 1 ? `cycle ${cycle}` : null,
    section === 'open' && team !== null ? `for ${team}` : null,
  ].filter((part) => part !== null)
  const said = parts.join(', ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
