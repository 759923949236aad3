/** Northbeam's programs: one before the first talk, one after the contract; and the mails that customers get. */
import type { DemoMail } from './demo-mails.ts'

export interface DemoProgram {
  readonly id: string
  readonly document: string
  readonly isStarted: boolean
}

const FIRST_STEPS = `# From the first download to a talk: teaches, compares for those who look around, and proves to those who would fit.
program: first-steps
name: From the first download to a talk
purpose: newsletter

enter:
  when: { all: [ { stage: [lead, recycled] }, { did: Content Downloaded, within: 30 days } ] }
  again: after 180 days
goal: { stage: [mql, sal, sql, opportunity, customer] }
leave: { did: Email Unsubscribed }
hold-out: 10%

hours: { zone: Europe/Berlin, mon-fri: 09:00-17:00 }
tones:
  compare: { score: 15 }
  prove: { score: 30 }
  offer: { all: [ { score: 45 }, { grade: [A, B] } ] }

steps:
  - { id: hello, send: first-steps, tone: teach }
  - { id: rest, wait: 4 days }
  - { id: reads, wait-for: { did: Page Viewed, where: { page_group: pricing } }, up-to: 7 days }
  - id: fork
    branch:
      - when: { grade: [A, B] }
        steps:
          - { id: proof, send: case-study, tone: prove }
          - { id: rest-of-proof, wait: 5 days }
      - steps:
          - { id: more, send: more-to-read, tone: teach }
          - { id: rest-of-more, wait: 7 days }
  - { id: ways, send: compare-ways, tone: compare }
  - { id: last-rest, wait: 7 days }
  - { id: talk, send: talk-to-us, tone: offer }
`

const AFTER_WON = `# After the contract: settled in, asked how it is, asked whom else it would help, reminded before the year is over.
program: after-the-contract
name: After the contract
purpose: newsletter
kind: customers

enter:
  when: { stage: customer }
goal: { stage: advocate }
leave: { did: Email Unsubscribed }

steps:
  - { id: settle, send: settling-in, tone: teach }
  - { id: a-month, wait: 30 days }
  - { id: review, send: ask-for-a-review, tone: prove }
  - { id: reviewed, wait-for: { did: Review Written }, up-to: 60 days }
  - { id: referral, send: ask-for-a-referral, tone: prove }
  - { id: most-of-a-year, wait: 210 days }
  - { id: reminds, tell: owner, text: The year is over in two months; the customer is about to be reminded. }
  - { id: renewal, send: renewal-reminder, tone: offer }
`

export const DEMO_PROGRAMS: readonly DemoProgram[] = [
  { id: 'first-steps', document: FIRST_STEPS, isStarted: true },
  { id: 'after-the-contract', document: AFTER_WON, isStarted: false },
]

const HELLO = 'Hello {{ lead.first_name | default: "there" }},\n\n'
const SITE = 'https://northbeam.example'

function customerMail(
  id: string,
  name: string,
  subject: string,
  words: string,
  button: readonly [words: string, url: string],
): DemoMail {
  const letter = {
    subject,
    preheader: '',
    from: { name: 'Northbeam' },
    theme: { accent: '#1f5f8b', font: 'sans' },
    footer: { why: 'You get this because you work with Northbeam and agreed to hear from us.' },
    blocks: [
      { id: 'opening', kind: 'text', text: `${HELLO}${words}` },
      { id: 'go', kind: 'button', text: button[0], url: button[1] },
      { id: 'signed', kind: 'signature', closing: 'Kind regards,' },
    ],
  }
  return { id, name, letter }
}

export const DEMO_CUSTOMER_MAILS: readonly DemoMail[] = [
  customerMail(
    'settling-in',
    'Settling in',
    'Your first week with Northbeam',
    'welcome. Most teams find their slowest step in the first week. It takes one process, three people and an hour: ' +
      'connect the process, ask the three what they wait for, and look at the map together.',
    ['Connect the first process', `${SITE}/docs/first-process`],
  ),
  customerMail(
    'ask-for-a-review',
    'Ask for a review',
    'How has the first month been?',
    'a month is enough to know what is good and what is in the way. Would you tell others, in two or three sentences? ' +
      'What you would have us mend is as welcome as praise.',
    ['Write a review', `${SITE}/reviews`],
  ),
  customerMail(
    'ask-for-a-referral',
    'Ask for a referral',
    'Who else waits too long?',
    'if you know a team whose work lies about as yours did, an introduction helps them and us. ' +
      'They get the first month free, and so do you.',
    ['Introduce somebody', '{{ links.refer }}'],
  ),
  customerMail(
    'renewal-reminder',
    'Renewal reminder',
    'Your year is over in two months',
    'in two months your contract goes on for another year. Before it does: here is what your team has shortened since it began, ' +
      'and what we would look at next. If something should change, now is a good time to say so.',
    ['See your year', `${SITE}/account/year`],
  ),
]
