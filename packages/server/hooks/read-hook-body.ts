/** The body of a webhook: JSON, or the fields of a form. */
import { Refusal } from '../platform/http/refusal.ts'

const FIELDS_MAX = 1_000

/** @throws Refusal `invalid_json` */
export function readHookBody(raw: Buffer, contentType: string | undefined): unknown {
  const text = raw.toString('utf8')
  if (contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')) return formFields(text)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Refusal('invalid_json', `The body is not JSON: ${(error as Error).message}`)
  }
}

/** A field that is there twice is a list; one that is called `payload` alone holds JSON at many senders. */
function formFields(text: string): unknown {
  const fields = new Map<string, string | readonly string[]>()
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if ((count += 1) > FIELDS_MAX)
      throw new Refusal('invalid_json', `The form has more than ${FIELDS_MAX} fields.`)
    const before = fields.get(name)
    fields.set(name, before === undefined ? value : [before, value].flat())
  }
  const payload = fields.size === 1 ? fields.get('payload') : undefined
  return (typeof payload === 'string' ? objectIn(payload) : undefined) ?? Object.fromEntries(fields)
}

function objectIn(text: string): object | undefined {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
