/** Who asks, and how far they reach: settled once a request, before anything of it is read. */
import type { Reach, Role } from '@baton/protocol'
import { Refusal } from '../platform/http/refusal.ts'

export interface SignedIn {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly sessionId: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly signedInAt: number
  /** True: nothing is allowed before a second factor is set up. */
  readonly owesFactor?: boolean
}

export type Asker =
  | { readonly kind: 'person'; readonly person: SignedIn }
  | { readonly kind: 'key'; readonly sourceId: string }
  | { readonly kind: 'anyone' }

/** An asker on one route. */
export type Access = Asker & { readonly reach: Reach }

const accesses = new WeakMap<object, Access>()

/** For the guard alone: what it settled for a request. */
export function grant(request: object, access: Access): void {
  accesses.set(request, access)
}

/** @throws Error for a request that came past the guard: then nothing may be answered */
export function accessOf(request: object): Access {
  const access = accesses.get(request)
  if (!access) throw new Error('A route was reached that nobody guards.')
  return access
}

/** Who asks, for a record of who did something; null: the holder of a secret key. */
export function askerId(request: object): string | null {
  const access = accessOf(request)
  return access.kind === 'person' ? access.person.id : null
}

/** @throws Refusal `not_signed_in` */
export function signedIn(request: object): SignedIn {
  const access = accessOf(request)
  if (access.kind === 'person') return access.person
  throw new Refusal('not_signed_in', 'This is for somebody who is signed in.')
}

const FRESH_MS = 60 * 60_000

/** For what a session that was left open must not do. @throws Refusal `sign_in_again` */
export function signedInLately(request: object, now = Date.now()): SignedIn {
  const person = signedIn(request)
  if (now - person.signedInAt < FRESH_MS) return person
  throw new Refusal('sign_in_again', 'Sign in again first: this is allowed within an hour of signing in.')
}
