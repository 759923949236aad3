/** Northbeam's forms: a handbook for whoever wants to learn, and a demonstration for whoever wants to buy. */
import { type PdfPage, plainPdf } from './plain-pdf.ts'

export interface DemoForm {
  /** As the form's address has it. */
  readonly slug: string
  readonly definition: Readonly<Record<string, unknown>>
  /** What it promises. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

const HANDBOOK_TITLE = 'The lead handoff handbook'

const HANDBOOK: readonly PdfPage[] = [
  {
    heading: HANDBOOK_TITLE,
    paragraphs: [
      'Marketing says that the leads are good and sales does not call. Sales says that it would, if they were. Both are right about what they see, and neither has written down what a good lead is.',
      'This handbook is about writing it down: in words that both sides can sign, and that can be tried on what happened before.',
      '- Who fits: the companies and roles that have bought and stayed.',
      '- Who wants to: what people do before they buy, and what they only do out of curiosity.',
      '- Who is owed what: how quickly sales acts, and what marketing has to hand over.',
    ],
  },
  {
    heading: 'Begin with what happened',
    paragraphs: [
      'Take the last hundred deals, won and lost. For each, note what was known on the day it went to sales, and what was learnt later.',
      'What was known early and separates the won from the lost belongs into the definition. What was only learnt in conversation belongs into the questions that sales asks.',
      'Keep interest in your product and interest in your subject apart. Somebody who reads everything you write may never buy; somebody who asks for a price is in a hurry.',
      'Let points fade. A page that was read a year ago says little about this week.',
    ],
  },
  {
    heading: 'Agree on the handoff',
    paragraphs: [
      'A handoff is a promise in both directions. Marketing promises that what it hands over is complete. Sales promises to act within a time that is written down, and to say why when it says no.',
      '- Name the reasons for which a lead may be rejected, and keep the list short.',
      '- Let every reason point at a sentence of the definition, so that a rejection says what to change.',
      '- Give the clock working hours, and let it pass the lead on when it runs out.',
      'Look at the rejections together once a month. Change one sentence at a time, and try the change on last year before you sign it.',
    ],
  },
]

const none = { required: false, options: [], help: '', showWhen: null, progressive: false }
const field = (id: string, maps: string, label: string, type: string, more: object = {}) => ({
  ...none,
  id,
  maps,
  label,
  type,
  ...more,
})

const email = field('email', 'lead.email', 'Work e-mail', 'email', { required: true })
const firstName = field('first-name', 'lead.first_name', 'First name', 'text', { required: true })
const consents = [
  {
    purpose: 'newsletter',
    text: 'Write to me now and then with news and articles. I can take this back at any time.',
    required: false,
  },
]

/** Two in three of those who took something to read ticked the box beside it. */
export const DEMO_CONSENTS = {
  purpose: 'newsletter',
  text: consents[0]!.text,
  source: 'form content-download',
  events: ['Content Downloaded', 'Newsletter Subscribed', 'Webinar Registered'],
  percent: 66,
}

export const DEMO_FORMS: readonly DemoForm[] = [
  {
    slug: 'lead-handoff-handbook',
    definition: {
      name: HANDBOOK_TITLE,
      slug: 'lead-handoff-handbook',
      kind: 'content',
      title: HANDBOOK_TITLE,
      intro: 'How marketing and sales agree on what a good lead is, on three pages.',
      submit: 'Get the handbook',
      fields: [
        email,
        firstName,
        field('company', 'company.name', 'Company', 'text', { progressive: true }),
        field('job-title', 'lead.title', 'Job title', 'text', { progressive: true }),
      ],
      consents,
      doubleOptIn: false,
      thanks: { title: 'Here it is', text: 'Three pages, ten minutes. We hope that they help.' },
    },
    file: { name: 'lead-handoff-handbook.pdf', bytes: plainPdf(HANDBOOK_TITLE, HANDBOOK) },
  },
  {
    slug: 'see-it-live',
    definition: {
      name: 'See it live',
      slug: 'see-it-live',
      kind: 'demo',
      title: 'See Northbeam live',
      intro: 'Half an hour with somebody who knows your trade, on data like yours.',
      submit: 'Ask for a demo',
      fields: [
        email,
        firstName,
        field('last-name', 'lead.last_name', 'Last name', 'text', { required: true }),
        field('company', 'company.name', 'Company', 'text', { required: true }),
        field('employees', 'company.employees', 'How many people work there?', 'number'),
        field('reach-by', 'answer', 'How shall we get in touch?', 'choice', {
          required: true,
          options: ['By e-mail', 'By telephone'],
        }),
        field('phone', 'lead.phone', 'Telephone', 'phone', {
          showWhen: { field: 'reach-by', is: ['By telephone'] },
        }),
        field('question', 'answer', 'What would you like to see?', 'long-text'),
      ],
      consents,
      doubleOptIn: false,
      thanks: { title: 'Thank you', text: 'Somebody of us gets in touch within one working day.' },
    },
  },
]
