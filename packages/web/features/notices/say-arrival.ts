import type { HandoffCard } from '@baton/protocol'
import { sayTimeLeft } from '@baton/words'

type Arrived = Pick<HandoffCard, 'name' | 'company' | 'due'>

/** `New for you: Ada Lovelace, Analytical. First touch due in 15 min.` */
export function sayArrival(card: Arrived, nowMs: number): string {
  const who = [card.name, card.company].filter((part) => part !== null).join(', ')
  const due =
    card.due === null ? '' : ` ${sayDue(card.due.kind)} due ${sayTimeLeft(Date.parse(card.due.at) - nowMs)}.`
  return `New for you: ${who === '' ? 'somebody' : who}.${due}`
}

export function sayDue(kind: 'first-touch' | 'decide'): string {
  return kind === 'first-touch' ? 'First touch' : 'Decision'
}
