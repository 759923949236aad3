/** What forms are made of and when a field is shown. Without the schemas' library, so that browsers can load it. */
import type { FormField } from './form-schemas.ts'

export const FORM_KINDS = ['content', 'newsletter', 'contact', 'demo', 'quote', 'trial', 'event'] as const
export const FIELD_TYPES = ['text', 'email', 'phone', 'number', 'choice', 'checkbox', 'long-text'] as const

/** What a form stands for: each kind tells its own event beside `Form Submitted`, and interest of one of two sorts. */
export const KIND_OF_FORM: Readonly<
  Record<
    (typeof FORM_KINDS)[number],
    { readonly interest: 'content' | 'product'; readonly event: string | null }
  >
> = {
  content: { interest: 'content', event: null },
  newsletter: { interest: 'content', event: 'Newsletter Subscribed' },
  event: { interest: 'content', event: 'Webinar Registered' },
  contact: { interest: 'product', event: 'Contact Requested' },
  demo: { interest: 'product', event: 'Demo Requested' },
  quote: { interest: 'product', event: 'Quote Requested' },
  trial: { interest: 'product', event: 'Trial Started' },
}

/** Whether a field is shown, given what the fields before it say. */
export function isShown(field: FormField, answers: Readonly<Record<string, string>>): boolean {
  return field.showWhen === null || field.showWhen.is.includes(answers[field.showWhen.field] ?? '')
}
