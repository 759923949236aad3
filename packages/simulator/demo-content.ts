/** Northbeam's content library, by the titles that its events say, and its segments. */
import { CONTENT, type Funnel, PAGES, VIDEOS, WEBINARS } from './content.ts'

export interface DemoContent {
  readonly id: string
  readonly [field: string]: unknown
}

const SITE = 'https://northbeam.example'
const KINDS: Readonly<Record<string, string>> = { ebook: 'e-book', whitepaper: 'guide' }
const TEASERS: Readonly<Record<string, string>> = {
  'e-book': 'What others have learnt about how work flows, to read in an evening.',
  guide: 'Step by step, with what to look out for.',
  infographic: 'The figures on one page.',
  'case-study': 'What a customer changed, and what came of it.',
  datasheet: 'What it does, in numbers and limits.',
  video: 'To see it instead of reading about it.',
  blog: 'Five minutes to read.',
  'webinar-intro': 'Half an hour, for whoever is new to it.',
  'webinar-advanced': 'For whoever works with it already.',
}

const PERSONA_IDS = {
  finance: '0d3e0000-0000-7000-8003-000000000001',
  logistics: '0d3e0000-0000-7000-8003-000000000002',
  software: '0d3e0000-0000-7000-8003-000000000003',
} as const

const PAINS = {
  cash: 'Orders take weeks to become cash',
  close: 'Month-end close never ends',
  late: 'Freight arrives late and nobody knows why',
  handovers: 'Work waits between teams',
  tools: 'Tools multiply and data stays in them',
} as const

/** Whom Northbeam sells to, and what troubles them. */
export const DEMO_PERSONAS = [
  {
    id: PERSONA_IDS.finance,
    name: 'Finance improver',
    about: 'Runs order to cash or the close at a bank, an insurer or a finance department.',
    pains: [PAINS.cash, PAINS.close],
    marks: [{ kind: 'fact', dimension: 'industry', values: ['finance'], weight: 3 }],
  },
  {
    id: PERSONA_IDS.logistics,
    name: 'Freight planner',
    about: 'Plans transport, and answers for what arrives late.',
    pains: [PAINS.late, PAINS.handovers],
    marks: [{ kind: 'fact', dimension: 'industry', values: ['logistics'], weight: 3 }],
  },
  {
    id: PERSONA_IDS.software,
    name: 'Software operations lead',
    about: 'Keeps a growing company from drowning in its own work.',
    pains: [PAINS.handovers, PAINS.tools],
    marks: [{ kind: 'fact', dimension: 'industry', values: ['software'], weight: 3 }],
  },
] as const

/** Whose pains a topic answers. */
const ANSWERED: Readonly<
  Record<string, { readonly pains: readonly string[]; readonly personas?: readonly string[] }>
> = {
  finance: { pains: [PAINS.cash], personas: [PERSONA_IDS.finance] },
  logistics: { pains: [PAINS.late], personas: [PERSONA_IDS.logistics] },
  operations: { pains: [PAINS.handovers] },
  productivity: { pains: [PAINS.handovers] },
  integration: { pains: [PAINS.tools] },
  evaluation: { pains: [PAINS.tools, PAINS.handovers] },
}

interface Written {
  readonly title: string
  readonly kind: string
  readonly funnel: Funnel
  readonly topic: string
  readonly path: string
  readonly freshUntil?: string
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const taken: readonly Written[] = Object.values(CONTENT).flatMap((pieces) =>
  pieces.map(({ title, kind, funnel, topic }) => ({
    title: String(title),
    kind: KINDS[String(kind)] ?? String(kind),
    funnel: funnel as Funnel,
    topic: String(topic),
    path: `/library/${slug(String(title))}`,
    // A yearly survey is of its year.
    ...(String(title).endsWith('2026') && { freshUntil: '2027-03-31' }),
  })),
)

const attended: readonly Written[] = WEBINARS.map(({ title, level }) => ({
  title: String(title),
  kind: level === 'intro' ? 'webinar-intro' : 'webinar-advanced',
  funnel: level === 'intro' ? 'top' : 'middle',
  topic: level === 'intro' ? 'process mining' : 'evaluation',
  path: `/webinars/${slug(String(title))}`,
}))

const watched: readonly Written[] = VIDEOS.map((title, index) => ({
  title,
  kind: 'video',
  funnel: (['top', 'middle', 'bottom'] as const)[index]!,
  topic: index === 2 ? 'logistics' : 'product',
  path: `/videos/${slug(title)}`,
}))

const read: readonly Written[] = PAGES.blog.map(({ title, path }) => ({
  title: String(title),
  kind: 'blog',
  funnel: 'top',
  topic: 'operations',
  path: String(path),
}))

export const DEMO_CONTENT: readonly DemoContent[] = [...taken, ...attended, ...watched, ...read].map(
  ({ path, ...written }, index) => ({
    ...written,
    ...ANSWERED[written.topic],
    id: `0d3e0000-0000-7000-8002-${String(index + 1).padStart(12, '0')}`,
    teaser: TEASERS[written.kind] ?? '',
    product: written.funnel === 'top' ? '' : 'Northbeam',
    language: 'en',
    publishedOn: '2026-01-15',
    url: `${SITE}${path}`,
  }),
)

export const DEMO_SEGMENTS = [
  {
    id: 'engaged-good-fit',
    name: 'Engaged, good fit',
    about: 'Whoever fits and keeps coming back, and is not with sales yet.',
    document: 'all:\n  - { score: 20 }\n  - { grade: [A, B] }\n  - { stage: [lead, recycled] }\n',
  },
  {
    id: 'looked-at-prices',
    name: 'Looked at prices lately',
    about: 'Saw the prices within a month.',
    document: '{ did: Page Viewed, where: { page_group: pricing }, within: 30 days }\n',
  },
  {
    id: 'gone-quiet',
    name: 'Gone quiet',
    about: 'Took content once, and has not been seen on the site for two months.',
    document:
      'all:\n  - { did: Content Downloaded }\n  - { not: { did: Page Viewed, within: 60 days } }\n  - { stage: [lead, recycled] }\n',
  },
] as const
