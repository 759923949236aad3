/** Forms to begin with, whole enough to go live once their words are one's own. */
import type { FormDefinition, FormField, Purpose } from '@baton/protocol'

export const STARTING_POINTS = ['ebook', 'demo', 'newsletter', 'contact', 'webinar'] as const
export type StartingPoint = (typeof STARTING_POINTS)[number]

type Start = Pick<FormDefinition, 'name' | 'slug' | 'kind' | 'title' | 'intro' | 'submit' | 'thanks'> & {
  readonly about: string
  readonly fields: readonly FormField[]
  readonly doubleOptIn?: boolean
}

function field(
  id: string,
  maps: string,
  label: string,
  type: FormField['type'],
  more: Partial<FormField> = {},
): FormField {
  const none = { required: false, options: [], help: '', showWhen: null, progressive: false }
  return { id, maps, label, type, ...none, ...more }
}

const email = field('email', 'lead.email', 'Work e-mail', 'email', { required: true })
const name = field('name', 'lead.name', 'Name', 'text', { required: true })
const company = field('company', 'company.name', 'Company', 'text', { required: true })
const employees = field('employees', 'company.employees', 'Number of employees', 'number')
const phone = field('phone', 'lead.phone', 'Telephone', 'phone')
const later = { progressive: true }

export const STARTS: Readonly<Record<StartingPoint, Start>> = {
  ebook: {
    about: 'A file for an address. Asks a little more each time.',
    name: 'E-book',
    slug: 'e-book',
    kind: 'content',
    title: 'Get the e-book',
    intro: 'Leave your address and read on at once.',
    submit: 'Get it',
    fields: [
      email,
      name,
      field('company', 'company.name', 'Company', 'text', later),
      field('job-title', 'lead.title', 'Job title', 'text', later),
    ],
    thanks: { title: 'Here it is', text: 'We hope that it helps.' },
  },
  demo: {
    about: 'Somebody wants to see the product: goes to sales first of all.',
    name: 'Demo request',
    slug: 'demo',
    kind: 'demo',
    title: 'See it at work',
    intro: 'Half an hour with somebody who knows your trade.',
    submit: 'Ask for a demo',
    fields: [
      email,
      name,
      company,
      employees,
      field('reach-by', 'answer', 'How shall we get in touch?', 'choice', {
        required: true,
        options: ['By e-mail', 'By telephone'],
      }),
      { ...phone, showWhen: { field: 'reach-by', is: ['By telephone'] } },
    ],
    thanks: { title: 'Thank you', text: 'We will be in touch within one working day.' },
  },
  newsletter: {
    about: 'An address and a confirmed consent, nothing else.',
    name: 'Newsletter',
    slug: 'newsletter',
    kind: 'newsletter',
    title: 'News, once a month',
    intro: 'What we learnt, in five minutes.',
    submit: 'Subscribe',
    fields: [email],
    doubleOptIn: true,
    thanks: { title: 'Thank you', text: '' },
  },
  contact: {
    about: 'A question in their own words.',
    name: 'Contact',
    slug: 'contact',
    kind: 'contact',
    title: 'Write to us',
    intro: '',
    submit: 'Send',
    fields: [
      email,
      name,
      { ...company, required: false },
      field('message', 'answer', 'What is it about?', 'long-text', { required: true }),
    ],
    thanks: { title: 'Thank you', text: 'We read everything and answer within one working day.' },
  },
  webinar: {
    about: 'Registers for a date.',
    name: 'Webinar',
    slug: 'webinar',
    kind: 'event',
    title: 'Join the webinar',
    intro: 'An hour, with time for questions.',
    submit: 'Register',
    fields: [
      email,
      name,
      company,
      field('question', 'answer', 'What would you like to hear about?', 'long-text'),
    ],
    thanks: { title: 'You are registered', text: 'We will send you the way in.' },
  },
}

/** A whole definition, at an address that is free. */
export function startingForm(
  start: StartingPoint,
  known: { readonly purposes: readonly Purpose[]; readonly mail: boolean; readonly slugs: readonly string[] },
): FormDefinition {
  const { about: _about, doubleOptIn = false, fields, slug, ...rest } = STARTS[start]
  const purpose = known.purposes.find(({ id }) => id === 'newsletter') ?? known.purposes[0]
  return {
    ...rest,
    slug: freeSlug(slug, known.slugs),
    fields: [...fields],
    consents: purpose
      ? [{ purpose: purpose.id, text: consentText(purpose), required: start === 'newsletter' }]
      : [],
    doubleOptIn: doubleOptIn && known.mail,
    delivers: null,
  }
}

/** Words to begin with: what for, how, and that it can be taken back. */
export function consentText({ name: purpose, about }: Purpose): string {
  const how = about === '' ? '' : ` (${about.charAt(0).toLowerCase()}${about.slice(1)})`
  return `Yes, I agree to ${purpose.charAt(0).toLowerCase()}${purpose.slice(1)}${how}. I can take this back at any time.`
}

function freeSlug(slug: string, taken: readonly string[]): string {
  if (!taken.includes(slug)) return slug
  let next = 2
  while (taken.includes(`${slug}-${next}`)) next++
  return `${slug}-${next}`
}
