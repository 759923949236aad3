/** What the command palette can do besides finding leads, and how words find it. */
import { sayStage } from '@baton/words'
import type { LeadFilter } from '../api/lead-filter.ts'
import type { ThemeChoice } from './theme.ts'

export type Action =
  | {
      readonly kind: 'go'
      readonly to: '/leads' | '/agreement' | '/sources'
      readonly search?: Partial<LeadFilter>
    }
  | { readonly kind: 'theme'; readonly choice: ThemeChoice }
  | { readonly kind: 'shortcuts' }

export interface Command {
  readonly label: string
  readonly keys?: string
  readonly action: Action
}

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

const STAGES_TO_SHOW = ['mql', 'sal', 'sql', 'opportunity', 'customer', 'recycled'] as const

export const COMMANDS: readonly CommandGroup[] = [
  {
    title: 'Screens',
    commands: [
      { label: 'Leads', keys: 'g l', action: { kind: 'go', to: '/leads' } },
      { label: 'Agreement', keys: 'g a', action: { kind: 'go', to: '/agreement' } },
      { label: 'Sources', keys: 'g s', action: { kind: 'go', to: '/sources' } },
    ],
  },
  {
    title: 'Show leads',
    commands: [
      ...STAGES_TO_SHOW.map((stage): Command => ({
        label: `Stage: ${sayStage(stage)}`,
        action: { kind: 'go', to: '/leads', search: { stage: [stage] } },
      })),
      { label: 'Waiting for data', action: { kind: 'go', to: '/leads', search: { waiting: 'true' } } },
      { label: 'Grade A', action: { kind: 'go', to: '/leads', search: { grade: ['A'], sort: 'score' } } },
      { label: 'Highest score first', action: { kind: 'go', to: '/leads', search: { sort: 'score' } } },
      { label: 'Active within a week', action: { kind: 'go', to: '/leads', search: { activeWithin: 7 } } },
    ],
  },
  {
    title: 'Settings',
    commands: [
      { label: 'Theme: light', action: { kind: 'theme', choice: 'light' } },
      { label: 'Theme: dark', action: { kind: 'theme', choice: 'dark' } },
      { label: 'Theme: as the system', action: { kind: 'theme', choice: 'system' } },
      { label: 'Keyboard shortcuts', keys: '?', action: { kind: 'shortcuts' } },
    ],
  },
]

/** Commands in which every word typed begins some word. Nothing typed: all of them. */
export function matchCommands(typed: string): readonly CommandGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return COMMANDS.map((group) => ({
    title: group.title,
    commands: group.commands.filter((command) => {
      const parts = `${group.title} ${command.label}`.toLowerCase().split(/[\s:]+/)
      return words.every((word) => parts.some((part) => part.startsWith(word)))
    }),
  })).filter((group) => group.commands.length > 0)
}
