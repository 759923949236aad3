/** A letter as plain text, from the same blocks as its HTML: for readers, programs and people who prefer it. */
import type { PlainShown, ShownBlock, ShownFooter, ShownLetter, WordGroup, Words } from './shown-letter.ts'

const CHARACTERS_MAX = 24_000
const RULE = '-'.repeat(40)

export function writeText(shown: ShownLetter): { readonly text: string; readonly isCut: boolean } {
  const parts: string[] = []
  let room = CHARACTERS_MAX
  let isCut = false
  for (const block of shown.blocks) {
    const part = writeBlock(block)
    if (part === '') continue
    room -= part.length
    isCut = room < 0
    if (isCut) break
    parts.push(part)
  }
  return { text: `${[...parts, footerOf(shown.footer)].join('\n\n')}\n`, isCut }
}

function writeBlock(block: ShownBlock): string {
  if (block.kind !== 'columns') return writePlain(block)
  return block.columns
    .flat()
    .map(writePlain)
    .filter((part) => part !== '')
    .join('\n\n')
}

function writePlain(block: PlainShown): string {
  switch (block.kind) {
    case 'heading':
      return `${block.text}\n${(block.level === 1 ? '=' : '-').repeat(Math.min(60, block.text.length))}`
    case 'text':
      return block.groups.map(writeGroup).join('\n\n')
    case 'button':
      return `${block.label}:\n${block.href}`
    case 'image':
      return block.href === null
        ? block.alt
        : [block.alt, block.href].filter((line) => line !== '').join(':\n')
    case 'divider':
      return RULE
    case 'asset':
      return [block.title, block.teaser, `${block.label}:`, block.href]
        .filter((line) => line !== '')
        .join('\n')
    case 'signature':
      return block.lines.join('\n')
  }
}

function writeGroup({ kind, entries }: WordGroup): string {
  return entries.map((words) => `${kind === 'list' ? '- ' : ''}${writeWords(words)}`).join('\n')
}

function writeWords(words: readonly Words[]): string {
  return words
    .map((word): string => {
      if (word.kind === 'text') return word.text
      if (word.kind === 'break') return '\n'
      const inside = writeWords(word.parts)
      return word.kind === 'link' && word.href !== inside ? `${inside} (${word.href})` : inside
    })
    .join('')
}

function footerOf({ organisation, address, why, preferences, unsubscribe }: ShownFooter): string {
  return [
    RULE,
    ...[organisation, address, why].filter((line) => line !== ''),
    '',
    `${preferences.label}: ${preferences.href}`,
    `${unsubscribe.label}: ${unsubscribe.href}`,
  ].join('\n')
}
