/** Traits, as the Segment specification names them, read as lead and company fields of the catalogue. */
import type { Fields, Value } from '@baton/engine'
import { type Loose, idText, loose } from './wire-values.ts'

const LEAD_NAMES: Readonly<Record<string, string>> = {
  job_title: 'title',
  position: 'title',
  linkedin_url: 'linkedin',
}
const COMPANY_NAMES: Readonly<Record<string, string>> = {
  employee_count: 'employees',
  company_size: 'employees',
  website: 'domain',
  company_name: 'name',
}
/** Not facts about the person: ids, dates of the record, and what is read elsewhere. */
const NOT_LEAD_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'company',
  'address',
  'avatar',
  'created_at',
  'age',
  'birthday',
  'gender',
])
const NUMBERS: ReadonlySet<string> = new Set(['employees', 'revenue'])

export function leadFields(traits: Loose): Fields | undefined {
  const country = loose(traits['address'])['country']
  return some({
    ...(typeof country === 'string' ? { country } : {}),
    ...scalars(traits, LEAD_NAMES, NOT_LEAD_FIELDS),
  })
}

/** The company that a person's traits name. */
export function companyOfTraits(traits: Loose) {
  const { company } = traits
  if (typeof company === 'string' && company !== '') return { fields: { name: company } }
  const fields = companyFields(loose(company))
  const id = idText(loose(company)['id'])
  return fields || id ? { fields: fields ?? {}, ...(id ? { id } : {}) } : undefined
}

export function companyFields(traits: Loose): Fields | undefined {
  const country = loose(traits['address'])['country']
  return some({
    ...(typeof country === 'string' ? { country } : {}),
    ...scalars(traits, COMPANY_NAMES, NOT_LEAD_FIELDS),
  })
}

function scalars(traits: Loose, names: Readonly<Record<string, string>>, not: ReadonlySet<string>) {
  const fields: Record<string, Value | null> = {}
  for (const [key, value] of Object.entries(traits)) {
    const plain = snakeCase(key)
    if (not.has(plain)) continue
    const name = Object.hasOwn(names, plain) ? names[plain]! : plain
    const kept = NUMBERS.has(name) ? numberOf(value) : value
    if (kept === null || ['string', 'number', 'boolean'].includes(typeof kept))
      fields[name] = kept as Value | null
  }
  return fields
}

/** `firstName` is `first_name`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
}

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
}

function some(fields: Fields): Fields | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined
}
