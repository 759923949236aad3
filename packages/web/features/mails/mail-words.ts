/** Names of blocks, problems and standings, and letters to begin with. */
import type { BlockKind, LetterDocument, LetterProblem } from '@baton/letters'
import {
  Columns2,
  Heading,
  Image,
  Library,
  type LucideIcon,
  Minus,
  MousePointerClick,
  PenLine,
  Pilcrow,
} from 'lucide-react'
import { newBlock } from './edited-letter.ts'

export const BLOCKS: Readonly<Record<BlockKind, { readonly name: string; readonly icon: LucideIcon }>> = {
  text: { name: 'Text', icon: Pilcrow },
  heading: { name: 'Heading', icon: Heading },
  button: { name: 'Button', icon: MousePointerClick },
  image: { name: 'Image', icon: Image },
  asset: { name: 'Content', icon: Library },
  columns: { name: 'Two columns', icon: Columns2 },
  divider: { name: 'Line', icon: Minus },
  signature: { name: 'Signature', icon: PenLine },
}

export const BLOCK_KINDS = Object.keys(BLOCKS) as readonly BlockKind[]

export function problemsAt(problems: readonly LetterProblem[], at: string): readonly LetterProblem[] {
  return problems.filter((problem) => problem.at === at)
}

/** What keeps it from being sent. */
export function blocking(problems: readonly LetterProblem[]): readonly LetterProblem[] {
  return problems.filter(({ weight }) => weight !== 'hint')
}

export const STARTS = {
  letter: { name: 'A letter', about: 'A greeting, some words and a signature, as a person would write.' },
  content: { name: 'Something to read', about: 'A few words about it, and what is best for the lead next.' },
  empty: { name: 'Nothing', about: 'No blocks yet.' },
} as const
export type Start = keyof typeof STARTS

const GREETING = 'Hello {{ lead.first_name | default: "there" }},\n\n'

export function startingLetter(start: Start, subject: string): LetterDocument {
  const text = (words: string) => ({ ...newBlock('text'), text: GREETING + words })
  const blocks = {
    letter: () => [text('thank you for your time. '), newBlock('signature')],
    content: () => [
      text('this may be worth a few minutes of yours:'),
      newBlock('asset'),
      newBlock('signature'),
    ],
    empty: () => [],
  }[start]() as LetterDocument['blocks']
  return {
    subject,
    preheader: '',
    lang: 'en',
    blocks,
    footer: {
      why: 'You get this because you agreed to hear from us.',
      preferences: 'Choose what you hear from us',
      unsubscribe: 'Unsubscribe',
    },
    theme: { accent: '#2f5bd7', font: 'sans' },
  }
}
