/** What a `did` asks, whatever its id: equal questions have equal counts. */
import type { Condition } from '../agreement/agreement.ts'
import { canonicalForm } from '../agreement/agreement-hash.ts'

export function questionOf(did: Extract<Condition, { kind: 'did' }>): string {
  return canonicalForm({ ...did, id: undefined })
}
