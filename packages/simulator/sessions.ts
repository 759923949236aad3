/** One visit to the website: pages by interest, and at its end perhaps an act. */
import { DAY, HOUR, MINUTE, nextWebinar, wholeMs } from './calendar.ts'
import { CONTENT, FEATURES, PAGES, VIDEOS, WEBINARS } from './content.ts'
import type { Funnel, PageGroup } from './content.ts'
import { serverDraft, webDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Kind, Person } from './people.ts'
import type { Random } from './random.ts'

export type Act =
  | 'none'
  | 'content'
  | 'newsletter'
  | 'webinar'
  | 'video'
  | 'calculator'
  | 'chat'
  | 'learn-more'
  | 'social'
  | 'demo'
  | 'quote'
  | 'trial'
  | 'call'

/** Acts that leave contact data, and so turn a visitor into a lead. */
export const IDENTIFYING: ReadonlySet<Act> = new Set([
  'content',
  'newsletter',
  'webinar',
  'demo',
  'quote',
  'trial',
  'call',
])

/** Acts that somebody does once at most. */
export const ONCE: ReadonlySet<Act> = new Set(['newsletter', 'demo', 'quote', 'trial', 'call'])

export interface Visit {
  readonly drafts: readonly Draft[]
  /** When the act was done; contact data is known from here on. */
  readonly actAt: number
}

export function visit(random: Random, person: Person, start: number, act: Act, device: 0 | 1): Visit {
  const drafts: Draft[] = []
  let at = start
  for (const group of pagesOf(random, person)) {
    const seconds = 4 + Math.floor(random.exponential(person.kind === 'accidental' ? 6 : 55))
    drafts.push(webDraft(at, 'Page Viewed', { ...random.pick(PAGES[group]), seconds }, device))
    at = wholeMs(at + (seconds + random.between(1, 20)) * 1000)
  }
  drafts.push(...actDrafts(random, person, act, at, device))
  return { drafts, actAt: at }
}

type PageWeights = readonly (readonly [PageGroup, number])[]

function pagesOf(random: Random, person: Person): PageGroup[] {
  const weights = person.kind === 'buyer' ? buyerPages(person.intent) : PAGES_BY_KIND[person.kind]
  const more = person.kind === 'accidental' ? 0.3 : person.kind === 'buyer' ? 0.8 + 2 * person.intent : 1.4
  const count = 1 + random.count(more)
  return Array.from({ length: count }, () => random.weighted(weights))
}

/** Interest moves from the blog to pricing, comparison and documentation as intent rises. */
function buyerPages(intent: number): PageWeights {
  const squared = intent * intent
  return [
    ['home', 14],
    ['blog', 26 * (1 - 0.8 * intent)],
    ['product', 14 + 14 * intent],
    ['pricing', 2 + 26 * squared],
    ['comparison', 1 + 14 * squared],
    ['docs', 2 + 16 * squared],
    ['customers', 5 + 6 * intent],
    ['careers', 0.5],
  ]
}

const PAGES_BY_KIND: Readonly<Record<Exclude<Kind, 'buyer'>, PageWeights>> = {
  'content-collector': [['blog', 60], ['home', 14], ['customers', 10], ['product', 10], ['pricing', 2]], // prettier-ignore
  student: [['blog', 50], ['docs', 24], ['home', 12], ['product', 12], ['pricing', 2]], // prettier-ignore
  competitor: [['pricing', 26], ['comparison', 24], ['product', 26], ['docs', 18], ['customers', 6]], // prettier-ignore
  'job-seeker': [
    ['careers', 74],
    ['home', 16],
    ['blog', 10],
  ],
  accidental: [
    ['home', 60],
    ['blog', 40],
  ],
}

/** What the visit may end in. `must` leaves only acts that give contact data. */
export function drawAct(random: Random, person: Person, done: ReadonlySet<Act>, must: boolean): Act {
  const weights = (person.kind === 'buyer' ? buyerActs(person.intent) : ACTS_BY_KIND[person.kind]).filter(
    ([act]) => !done.has(act) && (!must || IDENTIFYING.has(act)),
  )
  return weights.length === 0 ? (must ? 'content' : 'none') : random.weighted(weights)
}

type ActWeights = readonly (readonly [Act, number])[]

function buyerActs(intent: number): ActWeights {
  const squared = intent * intent
  return [
    ['none', 62],
    ['content', 18],
    ['webinar', 5],
    ['newsletter', 5],
    ['video', 6 + 4 * intent],
    ['calculator', 1 + 8 * squared],
    ['chat', 1 + 7 * squared],
    ['learn-more', 4 + 6 * intent],
    ['social', 3],
    ['demo', 0.3 + 55 * squared * intent],
    ['quote', 14 * squared * squared],
    ['trial', 0.6 + 9 * squared],
    ['call', 6 * squared * squared],
  ]
}

const ACTS_BY_KIND: Readonly<Record<Exclude<Kind, 'buyer'>, ActWeights>> = {
  'content-collector': [['content', 62], ['webinar', 9], ['newsletter', 6], ['social', 9], ['video', 6], ['none', 24]], // prettier-ignore
  student: [
    ['content', 40],
    ['webinar', 6],
    ['newsletter', 5],
    ['trial', 4],
    ['video', 8],
    ['none', 40],
  ],
  competitor: [
    ['content', 16],
    ['webinar', 9],
    ['demo', 2],
    ['trial', 7],
    ['video', 12],
    ['none', 50],
  ],
  'job-seeker': [
    ['newsletter', 12],
    ['content', 6],
    ['social', 16],
    ['none', 70],
  ],
  accidental: [
    ['newsletter', 3],
    ['content', 6],
    ['none', 60],
  ],
}

function actDrafts(random: Random, person: Person, act: Act, at: number, device: 0 | 1): Draft[] {
  switch (act) {
    case 'none':
      return []
    case 'content':
      return [form(at, 'content-download', 'content', device), downloaded(random, person, at + 2000, device)]
    case 'newsletter':
      return [
        form(at, 'newsletter', 'newsletter', device),
        webDraft(at + 2000, 'Newsletter Subscribed', {}, device),
      ]
    case 'webinar':
      return webinarDrafts(random, person, at, device)
    case 'video':
      return [videoDraft(random, person, at, device)]
    case 'calculator':
      return [webDraft(at, 'Calculator Used', { tool: random.pick(['roi', 'time-saved']) }, device)]
    case 'chat':
      return [
        webDraft(at, 'Chat Started', { topic: random.pick(['pricing', 'integration', 'security']) }, device),
      ]
    case 'learn-more':
      return [
        webDraft(at, 'Learn More Clicked', { page: random.pick(['/', '/product', '/customers']) }, device),
      ]
    case 'social':
      return [socialDraft(random, at, device)]
    case 'demo':
      return [
        form(at, 'demo', 'product', device),
        webDraft(at + 2000, 'Demo Requested', { form: 'demo' }, device),
      ]
    case 'quote':
      return [
        form(at, 'quote', 'product', device),
        webDraft(at + 2000, 'Quote Requested', { seats: seatsOf(random, person) }, device),
      ]
    case 'trial':
      return trialDrafts(random, person, at, device)
    case 'call':
      return [serverDraft(at, 'Call Received', { minutes: 3 + random.below(22) })]
  }
}

function form(at: number, name: string, kind: string, device: 0 | 1): Draft {
  return webDraft(at, 'Form Submitted', { form: name, kind }, device)
}

function downloaded(random: Random, person: Person, at: number, device: 0 | 1): Draft {
  const late = person.kind === 'buyer' ? person.intent * person.intent : 0.03
  const funnel = random.weighted<Funnel>([
    ['top', 1 - 0.7 * late],
    ['middle', 0.25 + 0.6 * late],
    ['bottom', 1.4 * late],
  ])
  return webDraft(at, 'Content Downloaded', random.pick(CONTENT[funnel]), device)
}

function webinarDrafts(random: Random, person: Person, at: number, device: 0 | 1): Draft[] {
  const { title, level } = random.pick(person.intent > 0.45 ? WEBINARS : WEBINARS.slice(0, 2)) as {
    title: string
    level: string
  }
  const drafts = [
    form(at, 'webinar', 'content', device),
    webDraft(at + 2000, 'Webinar Registered', { title, level }, device),
  ]
  if (random.chance(0.3 + 0.35 * person.intent)) {
    const start = nextWebinar(at) + random.below(9) * MINUTE + random.below(60) * 1000
    const minutes = 5 + Math.floor(random.between(0.1, 0.4 + 0.6 * person.intent) * 50)
    drafts.push(serverDraft(start, 'Webinar Attended', { title, minutes, level }))
  }
  return drafts
}

function videoDraft(random: Random, person: Person, at: number, device: 0 | 1): Draft {
  const percent = Math.min(100, 10 + Math.floor(random.exponential(30 + 50 * person.intent)))
  return webDraft(at, 'Video Watched', { title: random.pick(VIDEOS), percent }, device)
}

function socialDraft(random: Random, at: number, device: 0 | 1): Draft {
  const network = random.weighted([
    ['linkedin', 7] as const,
    ['youtube', 2] as const,
    ['mastodon', 1] as const,
  ])
  return webDraft(
    at,
    'Social Engaged',
    {
      network,
      action: random.pick(['follow', 'like', 'comment', 'share']),
    },
    device,
  )
}

export function seatsOf(random: Random, person: Person): number {
  const employees = person.company?.employees ?? 20
  return Math.max(3, Math.min(2500, Math.floor(employees * random.between(0.05, 0.35))))
}

/** A trial of 14 days; serious people come back to it. */
function trialDrafts(random: Random, person: Person, at: number, device: 0 | 1): Draft[] {
  const drafts = [
    form(at, 'trial', 'product', device),
    webDraft(at + 2000, 'Trial Started', { plan: random.pick(['team', 'business']) }, device),
  ]
  const uses = random.count(person.kind === 'buyer' ? 1 + 7 * person.intent : 1)
  for (let use = 0; use < uses; use++) {
    const usedAt = wholeMs(at + HOUR + random.next() * 13 * DAY)
    drafts.push(serverDraft(usedAt, 'Trial Used', { feature: random.pick(FEATURES) }))
  }
  drafts.push(serverDraft(at + 14 * DAY, 'Trial Ended'))
  return drafts
}
