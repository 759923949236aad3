/** A persona while it is being written: fields as they are typed, and what is sent of them. No React. */
import type { PersonaText, PersonaWritten } from '@baton/protocol'
import type { PersonaMark } from '../../api/personas-query.ts'

export type MarkKind = PersonaMark['kind']
export type MarkDimension = Extract<PersonaMark, { kind: 'fact' }>['dimension']

/** Every dimension that can be a mark, in the order that they are offered. */
export const MARK_DIMENSIONS: readonly MarkDimension[] = ['industry', 'size', 'region', 'country', 'seniority', 'source', 'medium', 'campaign', 'landing-page', 'form', 'content'] // prettier-ignore

/** Keeps what was typed for one kind while another is looked at. */
export interface MarkDraft {
  readonly key: string
  readonly kind: MarkKind
  readonly dimension: MarkDimension
  readonly values: readonly string[]
  /** Of the event, or of what was taken. */
  readonly name: string
  readonly weight: string
}

export interface PersonaDraftText {
  readonly name: string
  readonly about: string
  /** One a line. */
  readonly pains: string
  readonly words: string
  readonly marks: readonly MarkDraft[]
}

export const NO_PERSONA: PersonaDraftText = { name: '', about: '', pains: '', words: '', marks: [] }

export function textOfPersona(
  persona: Omit<PersonaWritten, 'marks'> & Pick<PersonaText, 'marks'>,
): PersonaDraftText {
  const { name, about, pains, words, marks } = persona
  return { name, about, pains: pains.join('\n'), words: words.join('\n'), marks: marks.map(draftOfMark) }
}

export function draftOfMark(mark: PersonaMark, index = 0): MarkDraft {
  const base = {
    key: `${index} ${mark.kind}`,
    kind: mark.kind,
    dimension: 'industry' as const,
    values: [],
    name: '',
    weight: String(mark.weight),
  }
  switch (mark.kind) {
    case 'fact':
      return { ...base, dimension: mark.dimension, values: mark.values }
    case 'did':
      return { ...base, name: mark.event }
    case 'took':
      return { ...base, name: mark.content }
    default:
      return mark satisfies never
  }
}

/** What is sent; null while a mark says nothing or a weight is none. */
export function personaOfText({ name, about, pains, words, marks }: PersonaDraftText) {
  const made = marks.map(markOfDraft)
  if (name.trim() === '' || made.includes(null)) return null
  return {
    name: name.trim(),
    about: about.trim(),
    pains: linesOf(pains),
    words: linesOf(words),
    marks: made.filter((mark) => mark !== null),
  }
}

export function markOfDraft({ kind, dimension, values, name, weight: text }: MarkDraft): PersonaMark | null {
  const weight = Number(text)
  if (text.trim() === '' || !(weight >= 0.1 && weight <= 10)) return null
  switch (kind) {
    case 'fact':
      return values.length === 0 ? null : { kind, dimension, values: [...values], weight }
    case 'did':
      return name.trim() === '' ? null : { kind, event: name.trim(), weight }
    case 'took':
      return name.trim() === '' ? null : { kind, content: name.trim(), weight }
    default:
      return kind satisfies never
  }
}

/** How many times as often a mark of this weight is met among such people; null: it is no weight. */
export function timesOfWeight(weight: string): number | null {
  const value = Number(weight)
  return weight.trim() !== '' && value >= 0.1 && value <= 10 ? Math.exp(value) : null
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
