/** What Northbeam publishes: pages, documents, webinars, campaigns. Titles are what sales reads in a packet. */
import type { Value } from '@baton/engine'

type Properties = Readonly<Record<string, Value>>

export type PageGroup =
  'home' | 'pricing' | 'product' | 'docs' | 'blog' | 'careers' | 'comparison' | 'customers'

export const PAGES: Readonly<Record<PageGroup, readonly Properties[]>> = {
  home: pages('home', ['/|Northbeam: see how work really flows']),
  pricing: pages('pricing', ['/pricing|Pricing', '/pricing/enterprise|Enterprise pricing']),
  product: pages('product', [
    '/product|Product overview',
    '/product/process-maps|Process maps',
    '/product/bottlenecks|Bottleneck finder',
    '/product/integrations|Integrations',
  ]),
  docs: pages('docs', [
    '/docs/getting-started|Getting started',
    '/docs/api|API reference',
    '/docs/sso|Single sign-on',
    '/docs/data-residency|Data residency',
  ]),
  blog: pages('blog', [
    '/blog/what-is-process-mining|What is process mining?',
    '/blog/7-kpis-of-operations|Seven KPIs of operations',
    '/blog/meeting-overload|Is your team in meeting overload?',
    '/blog/automation-myths|Five myths of automation',
    '/blog/remote-operations|Running operations remotely',
  ]),
  careers: pages('careers', ['/careers|Careers', '/careers/engineering|Engineering jobs']),
  comparison: pages('comparison', [
    '/compare|Northbeam compared',
    '/compare/spreadsheets|Northbeam or spreadsheets',
  ]),
  customers: pages('customers', ['/customers|Customers', '/customers/logistics|How a carrier saved 3 days']),
}

export type Funnel = 'top' | 'middle' | 'bottom'

export const CONTENT: Readonly<Record<Funnel, readonly Properties[]>> = {
  top: [
    content('The State of Workflow 2026', 'ebook', 'top', 'benchmarks'),
    content('A Beginner’s Book of Process Mining', 'ebook', 'top', 'process mining'),
    content('The Operations Leader’s Handbook', 'ebook', 'top', 'operations'),
    content('Meetings in Numbers', 'infographic', 'top', 'productivity'),
    content('Where Time Goes', 'infographic', 'top', 'productivity'),
  ],
  middle: [
    content('Measuring Flow: a Whitepaper', 'whitepaper', 'middle', 'process mining'),
    content('Choosing a Workflow Analytics Tool', 'guide', 'middle', 'evaluation'),
    content('Process Data without a Data Team', 'guide', 'middle', 'integration'),
  ],
  bottom: [
    content('Case Study: Order to Cash in 9 Days', 'case-study', 'bottom', 'finance'),
    content('Case Study: A Clinic Group’s Patient Flow', 'case-study', 'bottom', 'healthcare'),
    content('Security and Compliance Datasheet', 'datasheet', 'bottom', 'security'),
    content('Northbeam Enterprise Datasheet', 'datasheet', 'bottom', 'evaluation'),
  ],
}

export const WEBINARS: readonly Properties[] = [
  { title: 'Process Mining in 30 Minutes', level: 'intro' },
  { title: 'Finding Your First Bottleneck', level: 'intro' },
  { title: 'Conformance Checking in Practice', level: 'advanced' },
  { title: 'Rolling Out to 1,000 Users', level: 'advanced' },
]

export const MAILS: readonly Properties[] = [
  { campaign: 'monthly-digest', subject: 'What we learned about flow this month' },
  { campaign: 'nurture-basics', subject: 'The three numbers every process has' },
  { campaign: 'nurture-proof', subject: 'How a carrier saved three days' },
  { campaign: 'product-news', subject: 'New: bottlenecks by customer' },
  { campaign: 'webinar-invite', subject: 'Join us: finding your first bottleneck' },
]

export const VIDEOS = ['Northbeam in Two Minutes', 'A Tour of Process Maps', 'Customer Story: Freight']
export const FEATURES = ['process-map', 'bottlenecks', 'alerts', 'export', 'invite-teammate']
export const TRADE_SHOWS = ['OpsWorld', 'Process Summit']

function pages(group: PageGroup, entries: readonly string[]): readonly Properties[] {
  return entries.map((entry) => {
    const [path, title] = entry.split('|') as [string, string]
    return { page_group: group, path, title }
  })
}

function content(title: string, kind: string, funnel: Funnel, topic: string): Properties {
  return { title, kind, funnel, topic }
}
