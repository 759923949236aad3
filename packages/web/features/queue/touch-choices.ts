/** How somebody was tried, and what came of it: each one key. */
import type { Act } from '../../api/act.ts'

type Touch = Extract<Act, { act: 'touch' }>
export type Channel = Touch['channel']
export type Outcome = NonNullable<Touch['outcome']>

export interface ChannelChoice {
  readonly channel: Channel
  readonly key: string
  readonly label: string
  /** What can come of it, by the keys 1, 2, 3; null is sent without an answer yet. */
  readonly outcomes: readonly { readonly outcome: Outcome | null; readonly label: string }[]
}

export const CHANNEL_CHOICES: readonly ChannelChoice[] = [
  {
    channel: 'call',
    key: 'c',
    label: 'Call',
    outcomes: [
      { outcome: 'connected', label: 'Spoke with them' },
      { outcome: 'no-answer', label: 'No answer' },
      { outcome: 'voicemail', label: 'Left a message' },
    ],
  },
  {
    channel: 'email',
    key: 'e',
    label: 'E-mail',
    outcomes: [
      { outcome: null, label: 'Sent' },
      { outcome: 'replied', label: 'They replied' },
      { outcome: 'bounced', label: 'Bounced' },
    ],
  },
  {
    channel: 'linkedin',
    key: 'l',
    label: 'LinkedIn',
    outcomes: [
      { outcome: null, label: 'Sent' },
      { outcome: 'replied', label: 'They replied' },
    ],
  },
  {
    channel: 'meeting',
    key: 'm',
    label: 'In person',
    outcomes: [
      { outcome: 'connected', label: 'Spoke with them' },
      { outcome: 'no-answer', label: 'They did not come' },
    ],
  },
  { channel: 'note', key: 'n', label: 'Only a note', outcomes: [] },
]

/** The act of a touch, with what was given. */
export function touchOf(channel: Channel, outcome: Outcome | null, note: string): Touch {
  return {
    act: 'touch',
    channel,
    ...(outcome !== null && { outcome }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
}
