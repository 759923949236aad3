/**
 * What lets mail through at a rate: a bucket that fills steadily and is emptied by sends. A group of mail servers that asks for
 * less gets half, after a rest, and then a little more with every quarter of an hour in which it asks for nothing.
 */

export interface Gate {
  readonly tokens: number
  /** Milliseconds since 1970-01-01 UTC, as all times here. */
  readonly at: number
  /** Of the rate that is set: 1 is all of it. */
  readonly share: number
  readonly easedAt: number | null
  readonly closedUntil: number | null
  /** The turn that was given last to one that waits. */
  readonly turnAt: number | null
}

const MINUTES_15 = 15 * 60_000
const SHARE_MIN = 1 / 64
const EASE = 0.1

export function freshGate(rate: number, now: number): Gate {
  return { tokens: burstOf(rate), at: now, share: 1, easedAt: null, closedUntil: null, turnAt: null }
}

/** The gate as it stands at `now`; at a clock that went back, nothing is added. */
export function gateAt(gate: Gate, rate: number, now: number): Gate {
  const eases = gate.easedAt === null ? 0 : Math.max(0, Math.floor((now - gate.easedAt) / MINUTES_15))
  const share = Math.min(1, gate.share + eases * EASE)
  const easedAt = share >= 1 ? null : gate.easedAt! + eases * MINUTES_15
  const passed = Math.max(0, now - gate.at) / 1000
  const tokens = Math.min(burstOf(rate * share), gate.tokens + passed * rate * share)
  return { ...gate, share, easedAt, tokens, at: Math.max(now, gate.at) }
}

/** How many may leave now. */
export function letThrough(gate: Gate, now: number): number {
  return gate.closedUntil !== null && now < gate.closedUntil ? 0 : Math.floor(gate.tokens + 1e-9)
}

export function taken(gate: Gate, count: number): Gate {
  return { ...gate, tokens: gate.tokens - count }
}

/** One has to wait: its turn, at the rate that is left, behind those that wait already. */
export function withTurn(
  gate: Gate,
  rate: number,
  now: number,
): { readonly gate: Gate; readonly turnAt: number } {
  const behind = Math.max(now, gate.closedUntil ?? now, gate.turnAt ?? now)
  const turnAt = behind + Math.ceil(1000 / (rate * gate.share))
  return { gate: { ...gate, turnAt }, turnAt }
}

/** A server of the group said that it is too much (421, 4.7.x). Within one rest it is said once. */
export function slowed(gate: Gate, now: number): Gate {
  if (gate.closedUntil !== null && now < gate.closedUntil) return gate
  const closedUntil = now + MINUTES_15
  return { ...gate, share: Math.max(SHARE_MIN, gate.share / 2), easedAt: closedUntil, closedUntil }
}

/** A second's worth leaves at once; a slow rate still lets one through. */
function burstOf(rate: number): number {
  return Math.max(1, rate)
}
