/** How many mails a day a domain sends while receivers get to know it: more each day, as long as little comes back. */

/** Mails a day. Behind the last, as many as the rates let through. */
export const WARM_UP: readonly number[] = [50, 100, 250, 500, 1_000, 2_500, 5_000]

const BOUNCES_MAX = 0.02
const COMPLAINTS_MAX = 0.001

export interface SendingDay {
  /** Place in the plan; behind its end there is no limit. */
  readonly rung: number
  readonly sent: number
  readonly bounced: number
  readonly complained: number
}

/** Null: as many as the rates let through. */
export function allowedOn(rung: number): number | null {
  return WARM_UP[rung] ?? null
}

/** The rung of the next day. A day on which less than half was sent proves nothing. */
export function nextRung({ rung, sent, bounced, complained }: SendingDay): number {
  const allowed = allowedOn(rung)
  if (allowed === null || sent * 2 < allowed) return rung
  if (bounced >= sent * BOUNCES_MAX || complained >= Math.max(1, sent * COMPLAINTS_MAX)) return rung
  return rung + 1
}
