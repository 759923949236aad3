/** Who signs for which side: people with their own name for their own side, keys with the name that they state. */
import type { Role, Signing } from '@baton/protocol'
import type { Access } from '../access/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

const SIDES: Readonly<Partial<Record<Role, readonly Signing['side'][]>>> = {
  admin: ['marketing', 'sales'],
  marketing: ['marketing'],
  manager: ['sales'],
}

/** @throws Refusal `act_refused` for the side of somebody else */
export function signingBy(access: Access, { side, name }: Signing): Signing {
  if (access.kind !== 'person') return { side, name }
  const { person } = access
  if (SIDES[person.role]?.includes(side)) return { side, name: person.name }
  throw new Refusal('act_refused', `Signing for ${side} is up to ${side}.`)
}
