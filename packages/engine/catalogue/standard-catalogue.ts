/** The events and fields that Baton knows without being told. A deployment adds its own in a catalogue document. */
import type { Catalogue, CatalogueEvent, CatalogueField, EventSide, FieldType } from './catalogue.ts'

function field(
  name: string,
  type: FieldType,
  about: string,
  more: Partial<CatalogueField> = {},
): CatalogueField {
  return { name, type, about, ...more }
}

const text = (name: string, about: string, values?: readonly string[]) =>
  field(name, 'text', about, values ? { values } : {})
const number = (name: string, about: string) => field(name, 'number', about)

/** Told of one occasion: no agreement asks for it, and no replay reads it. */
const detail = (name: string, about: string, type: FieldType = 'text') =>
  field(name, type, about, { detail: true })
/** The same in somebody's own words, or about a person. */
const words = (name: string, about: string) => field(name, 'text', about, { detail: true, personal: true })

function event(side: EventSide, name: string, about: string, ...fields: CatalogueField[]): CatalogueEvent {
  return { name, side, about, fields }
}

const title = text('title', 'title of the asset')
const amount = number('amount', 'amount of money, in whole units of the currency')
const currency = text('currency', 'ISO 4217 code')
const form = text('form', 'name of the form')
const path = text('path', 'path of the page')
const pageGroup = text('page_group', 'kind of page', [
  'home',
  'pricing',
  'product',
  'docs',
  'blog',
  'careers',
  'comparison',
  'customers',
])
const minutes = number('minutes', 'length in minutes')
const level = text('level', 'introductory or advanced', ['intro', 'advanced'])
const campaign = text('campaign', 'campaign that it belongs to')
const note = words('note', 'in their own words')
/** What goes with an entry by hand. */
const entry = [note, detail('by', 'who entered it')]

const engagement: readonly CatalogueEvent[] = [
  event(
    'engagement',
    'Page Viewed',
    'looked at a page of the web site',
    pageGroup,
    path,
    detail('url', 'address of the page'),
    title,
    number('seconds', 'time spent on the page'),
  ),
  event(
    'engagement',
    'Screen Viewed',
    'looked at a screen of an application',
    text('name', 'name of the screen'),
  ),
  event(
    'engagement',
    'Content Downloaded',
    'took a piece of content',
    title,
    text('kind', 'kind of content', [
      'ebook',
      'whitepaper',
      'case-study',
      'guide',
      'datasheet',
      'infographic',
    ]),
    text('funnel', 'place in the funnel that it is written for', ['top', 'middle', 'bottom']),
    text('topic', 'what it is about'),
  ),
  event(
    'engagement',
    'Form Submitted',
    'sent a form',
    form,
    text('kind', 'what the form stands for', ['content', 'product', 'newsletter']),
  ),
  event(
    'engagement',
    'Page Read',
    'spent time on a page; the browser script says so each time the page is left',
    number('seconds', 'time really spent: the page was seen, and a sign of life half a minute old at most'),
    number('scroll', 'how far down they came, 0 to 100'),
    path,
    pageGroup,
  ),
  event(
    'engagement',
    'Link Clicked',
    'followed a link to another site',
    path,
    text('link', 'host that the link leads to'),
  ),
  event(
    'engagement',
    'File Downloaded',
    'took a file that a page links to',
    text('file', 'name of the file'),
    title,
  ),
  event('engagement', 'Form Started', 'began to fill in a form of the web site', form),
  event(
    'engagement',
    'Form Sent',
    'sent off a form of the web site; what became of it the browser cannot know. A form of Baton is `Form Submitted`',
    form,
  ),
  event('engagement', 'Email Confirmed', 'followed the link that proves an address', form),
  event('engagement', 'Newsletter Subscribed', 'signed up for the newsletter'),
  event('engagement', 'Webinar Registered', 'signed up for a webinar', title, level),
  event('engagement', 'Webinar Attended', 'was in a webinar', title, minutes, level),
  event('engagement', 'Event Attended', 'came to a fair, meet-up or conference', title),
  event(
    'engagement',
    'Email Opened',
    'opened a mail; unreliable, machines open mails too',
    campaign,
    detail('subject', 'subject of the mail'),
  ),
  event(
    'engagement',
    'Email Clicked',
    'followed a link in a mail',
    campaign,
    text('link', 'address of the link'),
  ),
  event('engagement', 'Email Unsubscribed', 'asked for no more mails', campaign),
  event(
    'engagement',
    'Video Watched',
    'watched a video',
    title,
    number('percent', 'share watched, 0 to 100'),
  ),
  event('engagement', 'Chat Started', 'opened a chat', text('topic', 'what it is about'), ...entry),
  event(
    'engagement',
    'Social Engaged',
    'followed, liked or commented',
    text('network', 'social network'),
    text('action', 'what they did'),
  ),
  event(
    'engagement',
    'Calculator Used',
    'used a calculator or configurator',
    text('tool', 'name of the tool'),
  ),
  event('engagement', 'Learn More Clicked', 'clicked on “learn more”', text('page', 'where')),
  event('engagement', 'Demo Requested', 'asked for a demo', form),
  event('engagement', 'Demo Attended', 'saw a demo', minutes),
  event('engagement', 'Contact Requested', 'asked to be contacted', form),
  event('engagement', 'Quote Requested', 'asked for a quote', number('seats', 'how many seats')),
  event('engagement', 'Pricing Discussed', 'talked about prices'),
  event('engagement', 'Trial Started', 'started a trial', text('plan', 'plan on trial')),
  event('engagement', 'Trial Used', 'used the product on trial', text('feature', 'feature used')),
  event('engagement', 'Trial Ended', 'the trial ran out'),
  event('engagement', 'Call Received', 'called us', minutes, ...entry),
  event('engagement', 'Meeting Requested', 'asked for a meeting', ...entry),
  event('engagement', 'Review Written', 'wrote a review of us'),
  event('engagement', 'Referral Made', 'brought somebody else'),
]

const by = detail('by', 'who did it')
const meeting = detail('meeting', 'which meeting')
const owner = text('owner', 'who')

/** What somebody did for sales, and who that was. */
function act(name: string, about: string, ...fields: CatalogueField[]): CatalogueEvent {
  return event('sales', name, about, ...fields, by)
}

const contest = [
  text('reason', 'a recycle reason of the agreement'),
  text('clause', 'the clause that is contested'),
  text('field', 'the fact that is contested'),
  words('value', 'what the fact should be instead'),
  note,
]

const appointment = [
  meeting,
  detail('starts_at', 'when it begins', 'date'),
  minutes,
  words('title', 'what it is called'),
  words('place', 'where, or the address of the call'),
]

const deal = [
  amount,
  currency,
  text('stage', 'where the deal stands'),
  text('products', 'what they want to buy'),
  words('next_step', 'what happens next'),
  detail('next_step_on', 'when that is', 'date'),
  detail('closes_on', 'when they are expected to sign', 'date'),
]

const sales: readonly CatalogueEvent[] = [
  act('Email Sent', 'we sent a mail', campaign, text('subject', 'subject of the mail')),
  act('Handoff Accepted', 'sales accepted the lead', owner),
  act('Prospect Opened', 'sales took up a lead by itself', owner),
  act('Handoff Rejected', 'sales rejected the lead', ...contest),
  act('Handoff Returned', 'sales gave an accepted lead back', ...contest),
  act(
    'Handoff Assigned',
    'somebody has the handoff from now on',
    text('to', 'who'),
    text('team', 'team of who has it'),
    text('why', 'what brought it about', ['route', 'claimed', 'overdue', 'manager', 'away']),
    text('hours', 'working hours of who has it: `Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00`'),
    detail('explanation', 'who could have had it, and why not'),
  ),
  act('Lead Reinstated', 'sales took a disqualification back'),
  act(
    'Touch Logged',
    'sales tried to reach the lead',
    text('channel', 'how', ['call', 'email', 'linkedin', 'meeting', 'note']),
    text('outcome', 'what came of it', ['connected', 'replied', 'no-answer', 'voicemail', 'bounced']),
    note,
  ),
  act('Meeting Booked', 'a meeting was agreed', ...appointment),
  act('Meeting Moved', 'a meeting was put at another time', ...appointment),
  act('Meeting Cancelled', 'a meeting was called off', meeting),
  act('Meeting Held', 'a meeting took place', meeting, minutes),
  act('Meeting Missed', 'the lead did not come', meeting),
  act(
    'Criterion Answered',
    'sales learnt the answer to a criterion',
    text('criterion', 'which criterion'),
    text('value', 'the answer'),
    text('source', 'how it was learnt', ['call', 'meeting', 'email', 'form', 'inferred']),
    words('said_by', 'who said so'),
    note,
  ),
  act(
    'Objection Raised',
    'the lead objected to something',
    detail('objection', 'which objection'),
    field('answered', 'boolean', 'whether it could be answered'),
    note,
  ),
  act(
    'Needs Assessed',
    'sales learnt what the lead needs',
    words('challenges', 'what troubles them'),
    words('features', 'what they look for'),
    detail('timeline', 'by when'),
    words('tools', 'what they use today'),
  ),
  act('Opportunity Changed', 'what is said about a deal changed', ...deal),
  act(
    'Proposal Sent',
    'a proposal or quote was sent',
    text('kind', 'which of them', ['quote', 'proposal']),
    amount,
    currency,
  ),
]

const outcomes: readonly CatalogueEvent[] = [
  event('outcome', 'Opportunity Opened', 'a deal is on the table', ...deal, by),
  event('outcome', 'Opportunity Won', 'they bought', amount, currency, by),
  event('outcome', 'Opportunity Lost', 'they did not buy', text('reason', 'why'), amount, currency, by),
  event('outcome', 'Customer Renewed', 'they bought again', amount, currency, by),
]

const records: readonly CatalogueEvent[] = [
  event('record', 'Lead Identified', 'states facts about a person', ...entry),
  event(
    'record',
    'Stage Reported',
    'another system says how far it is there',
    text('system', 'which system'),
    text('stage', 'its stage'),
  ),
  event('record', 'Consent Given', 'agreed to something', text('purpose', 'what for')),
  event('record', 'Consent Withdrawn', 'took an agreement back', text('purpose', 'what for')),
  event(
    'record',
    'Email Bounced',
    'a mail to it came back',
    campaign,
    text('kind', 'why', ['permanent', 'transient', 'policy']),
  ),
  event('record', 'Company Identified', 'states facts about a company'),
  event('record', 'Identity Linked', 'says that two identifiers are one person'),
]

const personal = { personal: true }
const contact = { personal: true, contact: true }
const first = { first: true }

export const standardCatalogue: Catalogue = {
  events: [...engagement, ...sales, ...outcomes, ...records],
  lead: [
    field('email', 'text', 'e-mail address', contact),
    field('phone', 'text', 'telephone number', contact),
    field('name', 'text', 'full name', personal),
    field('first_name', 'text', 'given name', personal),
    field('last_name', 'text', 'family name', personal),
    field('linkedin', 'text', 'address of the LinkedIn profile', personal),
    text('title', 'job title, as written'),
    text('seniority', 'rank', ['student', 'intern', 'specialist', 'manager', 'director', 'vp', 'c-level']),
    text('department', 'department'),
    text('country', 'country'),
    text('language', 'language'),
    text('email_class', 'kind of e-mail address', ['business', 'free', 'disposable']),
    field('source', 'text', 'first-touch source', first),
    field('medium', 'text', 'first-touch medium', first),
    field('campaign', 'text', 'first-touch campaign', first),
    field('landing_page', 'text', 'page of the first touch', first),
    text('persona', 'persona'),
  ],
  company: [
    text('name', 'name of the company'),
    text('domain', 'internet domain'),
    text('industry', 'industry'),
    number('employees', 'number of employees'),
    number('revenue', 'revenue a year'),
    text('region', 'sales region'),
    text('country', 'country'),
    text('segment', 'segment', ['customer-profile', 'competitor', 'partner']),
  ],
}
