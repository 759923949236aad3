/** What passing on in bulk did, and what undoing it did. */
import type { Reassigned, Undone } from '@baton/protocol'
import { sayCounted, sayList } from '@baton/words'

/** `6 handoffs passed on to Ada and Ben. 1 stayed.` */
export function sayMoved(done: Pick<Reassigned, 'moves'>): string {
  const moved = done.moves.filter((move) => move.problem === null && move.to !== null)
  const names = [...new Set(moved.map((move) => move.to!.name))]
  const stayed = done.moves.length - moved.length
  const whom = names.length > 3 ? sayCounted(names.length, 'person', 'people') : sayList(names, 'and')
  const rest = stayed === 0 ? '' : ` ${stayed} stayed where ${stayed === 1 ? 'it was' : 'they were'}.`
  return `${sayCounted(moved.length, 'handoff')} passed on to ${whom}.${rest}`
}

/** `5 handoffs are back. 1 stays: it was touched since.` */
export function sayUndone(undone: Undone): string {
  const back = `${sayCounted(undone.moved, 'handoff')} ${undone.moved === 1 ? 'is' : 'are'} back.`
  if (undone.kept.length === 0) return back
  const why = [...new Set(undone.kept.map((kept) => kept.why))].join('; ')
  return `${back} ${undone.kept.length} ${undone.kept.length === 1 ? 'stays' : 'stay'}: ${why}`
}
