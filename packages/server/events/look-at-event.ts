/** How an event would be stored, or why not, without storing it. */
import { canonicalEvent, type CanonicalEvent } from './canonical-event.ts'
import type { IncomingEvent, Receipt } from './incoming-event.ts'
import { NotPlain } from './plain-json.ts'

export type Refused = Exclude<Receipt, string>

export function lookAtEvent(event: IncomingEvent): CanonicalEvent | Refused {
  try {
    return canonicalEvent(event)
  } catch (error) {
    if (error instanceof NotPlain) return { refused: error.code, detail: error.message }
    throw error
  }
}
