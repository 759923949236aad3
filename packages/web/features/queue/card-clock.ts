/** Which clock of a handoff counts, and in which part of the queue the handoff stands. */
import type { HandoffCard, Queue } from '@baton/protocol'

export interface CardClock {
  readonly kind: 'first-touch' | 'decide'
  readonly at: string
  readonly warnAt: string
}

/** The clock that ran out and was not answered, or else the one that runs out next; null where none runs. */
export function clockOf(card: HandoffCard): CardClock | null {
  const late = lateClock(card)
  return late ?? card.due
}

function lateClock(card: HandoffCard): CardClock | null {
  const { firstTouchDue, decideDue, overdue } = card
  if (firstTouchDue !== null && card.touchedAt === null && overdue.includes('first-touch'))
    return { kind: 'first-touch', at: firstTouchDue, warnAt: firstTouchDue }
  if (decideDue !== null && card.acceptedAt === null && overdue.includes('decide'))
    return { kind: 'decide', at: decideDue, warnAt: decideDue }
  return null
}

export function isLate(card: HandoffCard, nowMs: number): boolean {
  const clock = clockOf(card)
  return clock !== null && Date.parse(clock.at) <= nowMs
}

export type SectionName = 'overdue' | 'due' | 'working' | 'open'

export interface QueueSection {
  readonly name: SectionName
  readonly cards: readonly HandoffCard[]
}

/** The parts of a queue in the order in which they want attention; empty ones are left out. */
export function queueSections(queue: Queue, nowMs: number): readonly QueueSection[] {
  const overdue: HandoffCard[] = []
  const due: HandoffCard[] = []
  const working: HandoffCard[] = []
  for (const card of queue.mine) {
    if (isLate(card, nowMs)) overdue.push(card)
    else if (card.acceptedAt === null || card.due !== null) due.push(card)
    else working.push(card)
  }
  const sections: readonly QueueSection[] = [
    { name: 'overdue', cards: overdue },
    { name: 'due', cards: due },
    { name: 'working', cards: working },
    { name: 'open', cards: queue.open },
  ]
  return sections.filter(({ cards }) => cards.length > 0)
}

/** What can be done with a card from the list. */
export function actsOn(
  section: SectionName,
  card: HandoffCard,
): readonly ('accept' | 'reject' | 'touch' | 'claim')[] {
  if (section === 'open') return ['claim']
  return card.acceptedAt === null ? ['accept', 'reject', 'touch'] : ['reject', 'touch']
}
