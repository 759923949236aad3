/** What kind of source a name stands for. Sources that Baton makes by itself have names that nobody else can give. */
import type { EventSource } from '@baton/protocol'

/** Where entries by hand come from. */
export const HAND_SOURCE = 'baton-hand'

const BY_PREFIX = {
  'server:': 'server',
  'form:': 'form',
  'import:': 'import',
  'hook:': 'webhook',
} as const satisfies Record<string, EventSource['kind']>

export function kindOf(name: string): EventSource['kind'] {
  if (name === 'baton') return 'baton'
  if (name === HAND_SOURCE) return 'by-hand'
  for (const [prefix, kind] of Object.entries(BY_PREFIX)) if (name.startsWith(prefix)) return kind
  return 'web'
}

/** Whether people may give it to a source of theirs. */
export function isOwnName(name: string): boolean {
  return kindOf(name) === 'web'
}
