/** What is wrong with a letter before anybody gets it, each said where it has to be mended. */
import { fillMerge } from './fill-merge.ts'
import { blocksOf } from './letter-blocks.ts'
import type { Block, LetterDocument } from './letter-document.ts'
import { addressesIn, readMarkup } from './markup.ts'
import { fieldsIn, type MergePath, readMerge } from './merge-language.ts'
import { type Data, opaque } from './opaque-text.ts'
import { renderLetter } from './render-letter.ts'
import { addressFault, openAddressFault } from './safe-address.ts'
import { sampleContext } from './sample-context.ts'

export interface KnownToLetters {
  /** Names of lead fields without `lead.`. */
  readonly leadFields: readonly string[]
  readonly companyFields: readonly string[]
}

export interface LetterProblem {
  /** `subject`, `preheader`, `from`, `footer`, `letter`, or the id of a block. */
  readonly at: string
  /** `refused`: cannot even be kept. `unready`: cannot be sent. `hint`: somebody should look at it. */
  readonly weight: 'refused' | 'unready' | 'hint'
  readonly message: string
}

/** More is cut off in most lists of mails. */
const SUBJECT_MAX = 70
/** Gmail cuts what is larger than 102 KB. */
const HTML_MAX = 100_000

const OWN_FIELDS: Readonly<Record<Exclude<MergePath['root'], 'lead' | 'company'>, readonly string[]>> = {
  sender: ['name', 'email', 'title'],
  asset: ['title', 'teaser', 'url'],
  organisation: ['name', 'address'],
  links: ['unsubscribe', 'preferences', 'refer'],
}

const PLACEHOLDER = /\b(lorem ipsum|lorem|dolor sit amet|todo|tbd|xxx|insert [a-z]+ here|your text here)\b/i

interface Source {
  readonly at: string
  readonly text: string
}

export function checkLetter(letter: LetterDocument, known: KnownToLetters): readonly LetterProblem[] {
  const sources = sourcesOf(letter)
  const problems = [
    ...subjectProblems(letter),
    ...sources.flatMap(syntaxProblems),
    ...addressesOf(letter).flatMap(addressProblems),
    ...sources.flatMap((source) => fieldProblems(source, known)),
    ...addressSources(letter).flatMap((source) => addressFieldProblems(source, known)),
    ...sources.flatMap(placeholderProblems),
    ...blocksOf(letter).flatMap(blockProblems),
    ...wholeProblems(letter),
  ]
  const said = new Set(problems.map((problem) => JSON.stringify(problem)))
  return [...said].map((problem) => JSON.parse(problem) as LetterProblem)
}

/** Every text with merge fields in it, addresses left out. */
function sourcesOf(letter: LetterDocument): readonly Source[] {
  const { why, preferences, unsubscribe } = letter.footer
  return [
    { at: 'subject', text: letter.subject },
    { at: 'preheader', text: letter.preheader },
    ...(letter.from ? [{ at: 'from', text: letter.from.name }] : []),
    ...blocksOf(letter).flatMap((block) => textsOf(block).map((text) => ({ at: block.id, text }))),
    ...[why, preferences, unsubscribe].map((text) => ({ at: 'footer', text })),
  ]
}

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'button':
      return [block.text]
    case 'image':
      return [block.alt]
    case 'asset':
      return [block.button]
    case 'signature':
      return [block.closing]
    case 'divider':
    case 'columns':
      return []
  }
}

function subjectProblems(letter: LetterDocument): readonly LetterProblem[] {
  const at = 'subject'
  const { subject, preheader } = renderLetter(letter, sampleContext, { link: (url) => url })
  if (letter.subject.trim() === '') return [{ at, weight: 'unready', message: 'The subject is empty.' }]
  const problems: LetterProblem[] = []
  if (subject.length > SUBJECT_MAX)
    problems.push({
      at,
      weight: 'hint',
      message: `The subject has ${subject.length} characters; most programs show ${SUBJECT_MAX} at most.`,
    })
  if (preheader === '')
    problems.push({
      at: 'preheader',
      weight: 'hint',
      message: 'Without a preview text, lists of mails show the first words of the letter.',
    })
  return problems
}

function syntaxProblems({ at, text }: Source): readonly LetterProblem[] {
  return readMerge(text).problems.map(({ message }) => ({ at, weight: 'refused', message: `${message}.` }))
}

interface WrittenAddress {
  readonly at: string
  readonly what: string
  readonly fault: string | null
}

function addressesOf(letter: LetterDocument): readonly WrittenAddress[] {
  return blocksOf(letter).flatMap((block): readonly WrittenAddress[] => {
    const at = block.id
    if (block.kind === 'button')
      return [{ at, what: 'The address of the button', fault: addressFault(block.url) }]
    if (block.kind === 'image')
      return [
        { at, what: 'The address of the image', fault: imageFault(block.url) },
        ...(block.link === ''
          ? []
          : [{ at, what: 'The address behind the image', fault: addressFault(block.link) }]),
      ]
    return block.kind === 'text' ? linksInText(at, block.text) : []
  })
}

function imageFault(url: string): string | null {
  return addressFault(url) ?? (/^https?:/i.test(url) ? null : 'has to begin with https://')
}

/** Links of both branches of every condition. */
function linksInText(at: string, source: string): readonly WrittenAddress[] {
  const { nodes } = readMerge(source)
  return ['x', null].flatMap((value) => {
    const { text, data } = opaque(fillMerge(nodes, () => value))
    return addressesIn(readMarkup(text)).map((address) => ({
      at,
      what: 'A link',
      fault: emptyOr(address, data),
    }))
  })
}

function emptyOr(address: string, data: readonly Data[]): string | null {
  return address === '' ? 'is empty' : openAddressFault(address, data)
}

/** An address that is still to be written can be kept; one that must never be followed cannot. */
function addressProblems({ at, what, fault }: WrittenAddress): readonly LetterProblem[] {
  if (fault === null) return []
  return [{ at, weight: fault === 'is empty' ? 'unready' : 'refused', message: `${what} ${fault}.` }]
}

function fieldProblems({ at, text }: Source, known: KnownToLetters): readonly LetterProblem[] {
  const said = new Set<string>()
  return fieldsIn(readMerge(text).nodes).flatMap(({ path, use, fallback }): readonly LetterProblem[] => {
    const name = `${path.root}.${path.name}`
    const isKnown = knownFields(path.root, known).includes(path.name)
    const message = isKnown
      ? `${name} may not be known: give it a default, {{ ${name} | default: "…" }}.`
      : `${name} is no field that is known here.`
    const isFine = isKnown && (use === 'tested' || fallback !== null || !mayBeMissing(path))
    if (isFine || said.has(name)) return []
    said.add(name)
    return [{ at, weight: 'unready', message }]
  })
}

function addressSources(letter: LetterDocument): readonly Source[] {
  return blocksOf(letter).flatMap((block) => {
    if (block.kind === 'button') return [{ at: block.id, text: block.url }]
    return block.kind === 'image' ? [block.url, block.link].map((text) => ({ at: block.id, text })) : []
  })
}

/** Of an address, what is not known is left out, which is fine. */
function addressFieldProblems({ at, text }: Source, known: KnownToLetters): readonly LetterProblem[] {
  return fieldsIn(readMerge(text).nodes).flatMap(({ path }): readonly LetterProblem[] => {
    if (knownFields(path.root, known).includes(path.name)) return []
    return [{ at, weight: 'unready', message: `${path.root}.${path.name} is no field that is known here.` }]
  })
}

function knownFields(root: MergePath['root'], known: KnownToLetters): readonly string[] {
  if (root === 'lead') return known.leadFields
  return root === 'company' ? known.companyFields : OWN_FIELDS[root]
}

function mayBeMissing({ root, name }: MergePath): boolean {
  return root === 'lead' || root === 'company' || root === 'asset' || (root === 'sender' && name === 'title')
}

function placeholderProblems({ at, text }: Source): readonly LetterProblem[] {
  const found = PLACEHOLDER.exec(text)
  return found
    ? [{ at, weight: 'unready', message: `“${found[0]}” looks like a text still to be written.` }]
    : []
}

function blockProblems(block: Block): readonly LetterProblem[] {
  const at = block.id
  if (block.kind === 'image' && block.alt.trim() === '')
    return [{ at, weight: 'unready', message: 'The image has no text for those who do not see it.' }]
  if (block.kind === 'button' && block.text.trim() === '')
    return [{ at, weight: 'unready', message: 'The button has no words.' }]
  if ((block.kind === 'heading' || block.kind === 'text') && block.text.trim() === '')
    return [{ at, weight: 'hint', message: 'The block is empty.' }]
  return []
}

function wholeProblems(letter: LetterDocument): readonly LetterProblem[] {
  const at = 'letter'
  const blocks = blocksOf(letter)
  if (blocks.length === 0) return [{ at, weight: 'unready', message: 'The letter has no blocks.' }]
  const problems: LetterProblem[] = []
  const hasWords = blocks.some((block) => /^(heading|text|asset)$/.test(block.kind))
  if (!hasWords && blocks.some(({ kind }) => kind === 'image'))
    problems.push({
      at,
      weight: 'unready',
      message:
        'The letter is images only: it is empty for all who do not load them, and spam to many filters.',
    })
  for (const label of ['preferences', 'unsubscribe'] as const)
    if (letter.footer[label].trim() === '')
      problems.push({ at: 'footer', weight: 'unready', message: `The link “${label}” has no words.` })
  const { html, isCut } = renderLetter(letter, sampleContext, { link: (url) => url })
  const size = new TextEncoder().encode(html).length
  if (isCut || size > HTML_MAX)
    problems.push({
      at,
      weight: 'unready',
      message: `The letter is ${Math.ceil(size / 1_000)} KB; beyond ${HTML_MAX / 1_000} KB Gmail cuts it, footer and all.`,
    })
  return problems
}
