/** A request that cannot be served, thrown from wherever that is found out. */
import type { RefusalCode } from '@baton/protocol'

export interface RefusalExtra {
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
  readonly problems?: readonly { readonly path: string; readonly message: string }[]
}

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly extra: RefusalExtra

  constructor(code: RefusalCode, detail: string, extra: RefusalExtra = {}) {
    super(detail)
    this.code = code
    this.extra = extra
  }
}

/** One answer for what is missing and for what is forbidden, so that nobody can tell them apart. */
export function nothingThere(): Refusal {
  return new Refusal('not_found', 'There is nothing here that you may see.')
}
