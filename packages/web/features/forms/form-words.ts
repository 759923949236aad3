/** What the kinds, fields and standings of forms are called on the screens. */
import type { Form, FormDefinition, FormField } from '@baton/protocol'
import { KIND_OF_FORM } from '@baton/protocol/form-rules'
import type { SelectOption } from '../../ui/Select.tsx'

type FormKind = FormDefinition['kind']

export const KIND_NAMES: Readonly<Record<FormKind, string>> = {
  content: 'Content',
  newsletter: 'Newsletter',
  event: 'Webinar or event',
  contact: 'Contact request',
  demo: 'Demo request',
  quote: 'Quote request',
  trial: 'Trial',
}

const INTERESTS = { content: 'content interest', product: 'product interest' } as const

export function sayInterest(kind: FormKind): string {
  return INTERESTS[KIND_OF_FORM[kind].interest]
}

export const STATUS_NAMES: Readonly<Record<Form['status'], string>> = {
  draft: 'Draft',
  live: 'Live',
  closed: 'Closed',
}

const TYPE_NAMES: Readonly<Record<FormField['type'], string>> = {
  text: 'Text',
  email: 'E-mail address',
  phone: 'Telephone number',
  number: 'Number',
  choice: 'Choice',
  checkbox: 'Box to tick',
  'long-text': 'Long text',
}

/** What a field may fill. First touches are left out: nobody is asked for them. */
const FACT_NAMES: Readonly<Record<string, string>> = {
  answer: 'An answer of its own',
  'lead.email': 'E-mail address',
  'lead.name': 'Full name',
  'lead.first_name': 'Given name',
  'lead.last_name': 'Family name',
  'lead.phone': 'Telephone number',
  'lead.title': 'Job title',
  'lead.seniority': 'Rank',
  'lead.department': 'Department',
  'lead.country': 'Country',
  'lead.language': 'Language',
  'lead.linkedin': 'LinkedIn profile',
  'lead.persona': 'Persona',
  'company.name': 'Company: name',
  'company.domain': 'Company: domain',
  'company.industry': 'Company: industry',
  'company.employees': 'Company: employees',
  'company.revenue': 'Company: revenue a year',
  'company.region': 'Company: sales region',
  'company.country': 'Company: country',
}

export function sayType(type: FormField['type']): string {
  return TYPE_NAMES[type]
}

export function sayMapped(maps: string): string {
  return FACT_NAMES[maps] ?? maps
}

function optionsOf<Value extends string>(
  names: Readonly<Record<Value, string>>,
): readonly SelectOption<Value>[] {
  return (Object.entries(names) as [Value, string][]).map(([value, label]) => ({ value, label }))
}

export const KIND_OPTIONS = optionsOf(KIND_NAMES).map(({ value, label }) => ({
  value,
  label: `${label} (${sayInterest(value)})`,
}))
export const TYPE_OPTIONS = optionsOf(TYPE_NAMES)

/** With the one that stands, should a deployment have made it up. */
export function mappedOptions(standing: string): readonly SelectOption[] {
  const known = optionsOf(FACT_NAMES)
  return standing in FACT_NAMES ? known : [...known, { value: standing, label: standing }]
}
