/** How a queue changes by one card, without asking the server for all of it. */
import type { HandoffCard, Queue } from '@baton/protocol'

/** Those due first at the top; without a clock by when they came. */
export function byDue(a: HandoffCard, b: HandoffCard): number {
  if (a.due !== null && b.due !== null && a.due.at !== b.due.at) return a.due.at < b.due.at ? -1 : 1
  if ((a.due === null) !== (b.due === null)) return a.due === null ? 1 : -1
  if (a.openedAt !== b.openedAt) return a.openedAt < b.openedAt ? -1 : 1
  return a.lead < b.lead ? -1 : 1
}

/** With a card that is new or changed; it stands in one list only. */
export function withCard(queue: Queue, list: 'mine' | 'open', card: HandoffCard): Queue {
  const rest = withoutLead(queue, card.lead)
  return { ...rest, [list]: [...rest[list], card].toSorted(byDue) }
}

export function withoutLead(queue: Queue, lead: string): Queue {
  return {
    ...queue,
    mine: queue.mine.filter((card) => card.lead !== lead),
    open: queue.open.filter((card) => card.lead !== lead),
  }
}

/** What an act does to its card, as far as that is certain before the server answers. */
export function afterAct(card: HandoffCard, act: { readonly act: string }, nowIso: string): HandoffCard {
  switch (act.act) {
    case 'accept':
      return { ...card, acceptedAt: nowIso, stage: 'sal', due: null, overdue: [] }
    case 'touch':
      return { ...card, ...touched(card, nowIso) }
    default:
      return card
  }
}

function touched(card: HandoffCard, nowIso: string): Partial<HandoffCard> {
  const first = card.touchedAt === null && card.due?.kind === 'first-touch'
  const decide =
    card.decideDue === null ? null : { kind: 'decide' as const, at: card.decideDue, warnAt: card.decideDue }
  return {
    attempts: card.attempts + 1,
    touchedAt: card.touchedAt ?? nowIso,
    overdue: card.overdue.filter((clock) => clock !== 'first-touch'),
    due: first ? (card.acceptedAt === null ? decide : null) : card.due,
  }
}

/** The queue as it will look after an act of mine, or null where only the server can tell. */
export function queueAfterAct(
  queue: Queue,
  lead: string,
  act: { readonly act: string },
  nowIso: string,
): Queue | null {
  if (act.act !== 'accept' && act.act !== 'touch') return null
  const card = queue.mine.find((mine) => mine.lead === lead)
  return card === undefined ? null : withCard(queue, 'mine', afterAct(card, act, nowIso))
}
