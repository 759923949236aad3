/** Keyboard shortcuts as data: the keys, what they do, and how typed keys are matched. No React, no page. */

export interface Shortcut {
  /** One key, or several pressed one after the other: `j`, `g l`. */
  readonly keys: string
  readonly does: string
}

export const SHORTCUTS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: 'mod k', does: 'Find a lead or a command' },
      { keys: '?', does: 'Show this list' },
      { keys: 'Esc', does: 'Close, or go back to the list' },
    ],
  },
  {
    title: 'Lists',
    shortcuts: [
      { keys: 'j', does: 'Next row' },
      { keys: 'k', does: 'Previous row' },
      { keys: 'Enter', does: 'Open the lead' },
      { keys: '/', does: 'Search' },
      { keys: 'n', does: 'Add a lead' },
    ],
  },
  {
    title: 'My queue',
    shortcuts: [
      { keys: 'a', does: 'Accept' },
      { keys: 'r', does: 'Reject' },
      { keys: 't', does: 'Log a touch' },
      { keys: 'c', does: 'Claim from the open queue' },
    ],
  },
  {
    title: 'Team',
    shortcuts: [
      { keys: 'x', does: 'Select the handoff' },
      { keys: 'J', does: 'Select, and on to the next' },
      { keys: 'K', does: 'Select, and on to the previous' },
      { keys: 'm', does: 'Pass on what is selected' },
    ],
  },
  {
    title: 'Imports',
    shortcuts: [
      { keys: 'c', does: 'Import a file' },
      { keys: 'mod Enter', does: 'Try what was chosen' },
    ],
  },
  {
    title: 'Calibration',
    shortcuts: [
      { keys: 'y', does: 'Worth a call' },
      { keys: 'n', does: 'Not worth a call' },
      { keys: 'j', does: 'Next card' },
      { keys: 'k', does: 'Previous card' },
    ],
  },
  {
    title: 'A lead in time',
    shortcuts: [
      { keys: '[', does: 'To the event before' },
      { keys: ']', does: 'To the event after' },
      { keys: 'n', does: 'Back to now' },
    ],
  },
]

/** Pause after which a first key is forgotten. */
export const SEQUENCE_MS = 900

export type Match =
  { readonly kind: 'run'; readonly keys: string } | { readonly kind: 'pending' } | { readonly kind: 'none' }

/** Whether the keys typed so far are a shortcut, the beginning of one, or neither. */
export function matchKeys(bound: readonly string[], typed: readonly string[]): Match {
  const text = typed.join(' ')
  if (bound.includes(text)) return { kind: 'run', keys: text }
  if (bound.some((keys) => keys.startsWith(`${text} `))) return { kind: 'pending' }
  return { kind: 'none' }
}
