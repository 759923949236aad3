/** A made-up receiver, for looking at a letter before there is a real one. */
import type { LetterContext } from './letter-context.ts'

export const sampleContext: LetterContext = {
  lead: {
    email: 'ada.marsh@millbrook.example',
    name: 'Ada Marsh',
    first_name: 'Ada',
    last_name: 'Marsh',
    title: 'Head of Operations',
    department: 'Operations',
    country: 'DE',
    language: 'en',
  },
  company: { name: 'Millbrook Foods', domain: 'millbrook.example', industry: 'Food', employees: 420 },
  sender: { name: 'Robin Vale', email: 'robin@northbeam.example', title: 'Customer education' },
  asset: {
    title: 'Where the hours go',
    teaser: 'How teams find the step that everybody waits for.',
    url: 'https://northbeam.example/library/where-the-hours-go',
  },
  organisation: { name: 'Northbeam', address: '12 Harbour Street, 20457 Hamburg' },
  links: {
    unsubscribe: 'https://northbeam.example/unsubscribe',
    preferences: 'https://northbeam.example/preferences',
    refer: 'https://northbeam.example/refer',
  },
}
