import type { ProgramState as State } from '@baton/protocol'
import { STATE_NAMES } from './say-step.ts'

const LOOKS: Readonly<Record<State, string>> = {
  draft: 'bg-sunk text-soft',
  running: 'bg-won-wash text-won-text',
  paused: 'bg-warn-wash text-warn-text',
  ended: 'bg-sunk text-faint',
}

export function ProgramState({ state }: { readonly state: State }) {
  return (
    <span className={`rounded px-1.5 py-0.5 text-small font-medium ${LOOKS[state]}`}>
      {STATE_NAMES[state]}
    </span>
  )
}
