import type { Role } from '@baton/protocol'
import { sayRole } from '../../app/screens.ts'
import type { SelectOption } from '../../ui/Select.tsx'

/** What each role is for, said where it is chosen. */
export const ROLE_ABOUT: Readonly<Record<Role, string>> = {
  rep: 'Works on the handoffs that are theirs, and claims from the open queue of their teams.',
  manager: 'Sees the teams they are in, passes handoffs on, and signs the agreement for sales.',
  marketing: 'Sees all leads, writes the agreement, answers contests, and signs for marketing.',
  admin: 'Sees everything, and manages people, teams and settings.',
  viewer: 'Reads numbers and the agreement; names and addresses stay hidden.',
}

export const ROLE_OPTIONS: readonly SelectOption<Role>[] = (Object.keys(ROLE_ABOUT) as Role[]).map(
  (role) => ({
    value: role,
    label: sayRole(role),
  }),
)
