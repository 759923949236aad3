import type { BuyingRole } from '@baton/protocol'
import type { SelectOption } from '../../ui/Select.tsx'

const SAID: Readonly<Record<BuyingRole, string>> = {
  champion: 'speaks for us',
  decides: 'decides',
  influences: 'influences',
  uses: 'will use it',
  signs: 'signs',
  blocks: 'is against it',
}

/** As the end of “somebody who …”. */
export function sayRoleInGroup(role: BuyingRole): string {
  return SAID[role]
}

export const ROLE_OPTIONS: readonly SelectOption<BuyingRole | 'none'>[] = [
  { value: 'none', label: 'Not known' },
  ...(Object.entries(SAID) as [BuyingRole, string][]).map(([value, text]) => ({
    value,
    label: text.charAt(0).toUpperCase() + text.slice(1),
  })),
]
