/** What the command palette can do besides finding leads, and how words find it. */
import type { Role } from '@baton/protocol'
import { reachOf } from '@baton/protocol/permissions'
import { DIALECTS, sayStageIn, type Dialect } from '@baton/words'
import type { LeadFilter } from '../api/lead-filter.ts'
import { reachableScreens, sayScreen, SCREENS, type Screen } from './screens.ts'
import type { ThemeChoice } from './theme.ts'

export type Action =
  | {
      readonly kind: 'go'
      readonly to: Screen['to'] | '/settings'
      readonly search?: Partial<LeadFilter>
    }
  | { readonly kind: 'theme'; readonly choice: ThemeChoice }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'enter-lead' }
  | { readonly kind: 'sign-out' }

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

const ENTER_LEAD: Command = { label: 'Add a lead', action: { kind: 'enter-lead' } }

/** All that somebody of a role can ask for, in their words. */
export function commandsFor(role: Role, dialect: Dialect): readonly CommandGroup[] {
  const { leads } = DIALECTS[dialect]
  return [
    {
      title: 'Screens',
      commands: reachableScreens(role).map((name) => ({
        label: sayScreen(name, dialect),
        keys: `g ${SCREENS[name].key}`,
        action: { kind: 'go', to: SCREENS[name].to },
      })),
    },
    {
      title: `Show ${leads}`,
      commands: [
        ...(reachOf('enterLead', role) === null ? [] : [ENTER_LEAD]),
        ...STAGES_TO_SHOW.map((stage): Command => ({
          label: `Stage: ${sayStageIn(dialect, stage)}`,
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
        { label: 'My settings', action: { kind: 'go', to: '/settings' } },
        { label: 'Theme: light', action: { kind: 'theme', choice: 'light' } },
        { label: 'Theme: dark', action: { kind: 'theme', choice: 'dark' } },
        { label: 'Theme: as the system', action: { kind: 'theme', choice: 'system' } },
        { label: 'Keyboard shortcuts', keys: '?', action: { kind: 'shortcuts' } },
        { label: 'Sign out', action: { kind: 'sign-out' } },
      ],
    },
  ]
}

/** Commands in which every word typed begins some word. Nothing typed: all of them. */
export function matchCommands(all: readonly CommandGroup[], typed: string): readonly CommandGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return all
    .map((group) => ({
      title: group.title,
      commands: group.commands.filter((command) => {
        const parts = `${group.title} ${command.label}`.toLowerCase().split(/[\s:]+/)
        return words.every((word) => parts.some((part) => part.startsWith(word)))
      }),
    }))
    .filter((group) => group.commands.length > 0)
}
