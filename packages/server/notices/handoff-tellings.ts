/** What there is to tell of one handoff as it stands, and whom: pure, so that the same state never tells twice. */
import type { CompiledAgreement, HandoffState, Stage } from '@baton/engine'
import { sayId } from '@baton/words'
import { nextClock } from '../handoffs/index.ts'
import type { Telling } from './tell.ts'

export interface OpenHandoff {
  readonly lead: string
  readonly cycle: number
  readonly tier: string | null
  readonly company: string | null
  readonly stage: Stage
  readonly handoff: HandoffState
  /** Who is told when a clock has run out, beside the owner. */
  readonly managers: readonly string[]
}

/** What is older is no news: history that was loaded, a server that stood still. */
const NEWS_MS = 3 * 86_400_000

/** New to its owner, taken from the one before, overdue. */
export function tellingsOf(open: OpenHandoff, compiled: CompiledAgreement, now: number): readonly Telling[] {
  const { lead, cycle, handoff, stage, managers } = open
  const { owner, startedAt, decidedAt, hadBy, overdue } = handoff
  if (owner === null) return []
  const pass = `${lead}:${cycle}:${owner}:${startedAt}`
  const tellings: Telling[] = []
  const zone = zoneOf(handoff, compiled)
  if (stage === 'mql' && decidedAt === null && startedAt > now - NEWS_MS) {
    const due = nextClock({ ...open, rest: null }, compiled)
    const until = due === null ? 'No clock runs.' : `${NAME[due.kind]} is due by ${sayIn(due.at, zone)}.`
    tellings.push({
      key: `handoff:${pass}`,
      person: owner,
      kind: 'handoff',
      lead,
      title: `New: ${subject(open)}`,
      text: until,
    })
    const before = hadBy.at(-1)
    if (before !== undefined && before !== owner) {
      const text = 'Its clock ran out, so it went to somebody else.'
      tellings.push({
        key: `taken:${pass}`,
        person: before,
        kind: 'taken',
        lead,
        title: `Passed on: ${subject(open)}`,
        text,
      })
    }
  }
  for (const kind of overdue) {
    const dueAt = kind === 'decide' ? handoff.decideDue : handoff.firstTouchDue
    if (kind === 'rest' || dueAt === null || dueAt < now - NEWS_MS) continue
    for (const person of new Set([owner, ...managers])) {
      const text = person === owner ? 'It is yours and waits.' : 'It waits with its owner.'
      const title = `${NAME[kind]} overdue: ${subject(open)}`
      tellings.push({ key: `overdue:${pass}:${kind}:${person}`, person, kind: 'overdue', lead, title, text })
    }
  }
  return tellings
}

/** That a clock is near its end; null while it is not, or no clock runs. */
export function warningOf(open: OpenHandoff, compiled: CompiledAgreement, now: number): Telling | null {
  const { lead, cycle, handoff } = open
  const due = nextClock({ ...open, rest: null }, compiled)
  if (handoff.owner === null || due === null || now < due.warnAt || now >= due.at) return null
  return {
    key: `due-soon:${lead}:${cycle}:${handoff.owner}:${handoff.startedAt}:${due.kind}`,
    person: handoff.owner,
    kind: 'due-soon',
    lead,
    title: `${NAME[due.kind]} due soon: ${subject(open)}`,
    text: `By ${sayIn(due.at, zoneOf(handoff, compiled))}.`,
  }
}

const NAME = { 'first-touch': 'First touch', decide: 'Decision' } as const

/** Without the person's name: notices leave the house. */
function subject({ tier, company }: OpenHandoff): string {
  return [tier === null ? 'handoff' : sayId(tier), company === null ? '' : `at ${company}`]
    .filter(Boolean)
    .join(' ')
}

function sayIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/** Of the owner's hours, else of the agreement's. */
function zoneOf({ hours }: HandoffState, { agreement }: CompiledAgreement): string {
  return hours?.split(' ', 1)[0] ?? agreement.handoff.hours?.zone ?? 'UTC'
}
