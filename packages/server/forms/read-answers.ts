/** What somebody entered, read against the form as it stands: facts and answers, or what is wrong with which field. */
import type { Fields, Value } from '@baton/engine'
import { type FormDefinition, type FormField, isShown } from '@baton/protocol'
import { emailClass } from '../events/index.ts'
import type { Posted } from './posted.ts'

export interface Answers {
  readonly email: string
  readonly lead: Fields
  readonly company: Fields
  /** Of fields that are no facts of a lead or company, by field id. */
  readonly properties: Readonly<Record<string, Value>>
  /** Places in the definition's consents that were ticked. */
  readonly consents: readonly number[]
}

export type Faults = Readonly<Record<string, string>>

/** Field ids to what is wrong with them; consents by `consent-0`. */
export function readAnswers(
  definition: FormDefinition,
  posted: Posted,
): { readonly answers: Answers } | { readonly faults: Faults } {
  const faults: Record<string, string> = {}
  const lead: Record<string, Value> = {}
  const company: Record<string, Value> = {}
  const properties: Record<string, Value> = {}
  for (const field of definition.fields) {
    if (!isShown(field, posted.fields)) continue
    const read = readField(field, (posted.fields[field.id] ?? '').trim())
    if (typeof read === 'object' && read !== null) faults[field.id] = read.fault
    else if (read !== null) {
      const [subject, name = ''] = field.maps.split('.')
      if (subject === 'lead') lead[name] = read
      else if (subject === 'company') company[name] = read
      else properties[field.id] = read
    }
  }
  const consents = definition.consents.flatMap(({ required }, index) => {
    if (posted.fields[`consent-${index}`] !== undefined) return [index]
    if (required) faults[`consent-${index}`] = 'This is needed to go on.'
    return []
  })
  const tooLong = longestOfTooMuch(definition, posted)
  if (tooLong !== null) faults[tooLong] ??= 'All answers together are too long: please shorten this one.'
  if (Object.keys(faults).length > 0) return { faults }
  return { answers: { email: String(lead['email']), lead, company, properties, consents } }
}

/** Of all answers, in bytes as they are kept: an event takes 32 KB, and tells more than the answers. */
const ANSWERS_BYTES_MAX = 20_000

/** The field to shorten; null where all of it can be kept. */
function longestOfTooMuch({ fields }: FormDefinition, posted: Posted): string | null {
  const sizes = fields.map(({ id }) => ({
    id,
    bytes: Buffer.byteLength(JSON.stringify(posted.fields[id] ?? '')),
  }))
  if (sizes.reduce((sum, { bytes }) => sum + bytes, 0) <= ANSWERS_BYTES_MAX) return null
  return sizes.toSorted((a, b) => b.bytes - a.bytes)[0]!.id
}

const LENGTH_MAX = 500
const LONG_MAX = 5_000
const WHOLE = /^-?\d{1,15}(?:[.,]\d{1,6})?$/
const PHONE = /^\+?[\d\s().\-/]{5,40}$/

/** Null: nothing was entered, and nothing had to be. */
function readField(field: FormField, text: string): Value | null | { readonly fault: string } {
  const { type, required, options, label } = field
  if (text === '') return required ? { fault: `${label} is needed.` } : type === 'checkbox' ? false : null
  const most = type === 'long-text' ? LONG_MAX : LENGTH_MAX
  if (text.length > most) return { fault: `At most ${most} characters; this has ${text.length}.` }
  if (text.includes('\0') || !text.isWellFormed()) return { fault: 'This has characters that are no text.' }
  switch (type) {
    case 'email':
      return emailClass(text) === null ? { fault: `“${text}” is not an e-mail address.` } : text
    case 'phone':
      return PHONE.test(text) ? text : { fault: 'A telephone number has digits, such as +49 30 123456.' }
    case 'number':
      return WHOLE.test(text) ? Number(text.replace(',', '.')) : { fault: 'This has to be a number.' }
    case 'choice':
      return options.includes(text) ? text : { fault: 'Choose one of the answers.' }
    case 'checkbox':
      return true
    case 'text':
    case 'long-text':
      return text
    default:
      return type satisfies never
  }
}
