/** What a submission says, as events of a page that anybody can fill in: what was sent, and what the form stands for. */
import { type FormDefinition, KIND_OF_FORM } from '@baton/protocol'
import type { IncomingEvent } from '../events/index.ts'
import type { Posted } from './posted.ts'
import type { Answers } from './read-answers.ts'

export interface SubmissionSaid {
  readonly id: string
  readonly sourceId: string
  readonly posted: Posted
  readonly answers: Answers
  readonly userAgent: string
}

export function submissionEvents(
  definition: FormDefinition,
  { id, sourceId, posted, answers, userAgent }: SubmissionSaid,
  now: number,
): readonly IncomingEvent[] {
  const { slug, kind } = definition
  const { interest, event } = KIND_OF_FORM[kind]
  const common = {
    sourceId,
    occurredAt: now,
    receivedAt: now,
    trust: 'public' as const,
    identity: {
      email: answers.email,
      ...(posted.anonymousId !== null && { anonymousId: posted.anonymousId }),
    },
    context: contextOf(posted, userAgent),
  }
  const hasCompany = Object.keys(answers.company).length > 0
  const submitted = {
    ...common,
    messageId: id,
    name: 'Form Submitted',
    properties: { ...answers.properties, form: slug, kind: kind === 'newsletter' ? kind : interest },
    lead: answers.lead,
    ...(hasCompany && { company: { fields: answers.company } }),
  }
  if (event === null) return [submitted]
  const properties = event === 'Webinar Registered' ? { title: definition.title } : { form: slug }
  return [submitted, { ...common, messageId: `${id}:${kind}`, name: event, properties }]
}

/** The browser's name is kept: what a program calls itself by is kept aside, and judged by nobody. */
function contextOf({ page, campaign }: Posted, userAgent: string): Record<string, unknown> {
  const of = (name: string) => campaign[`utm_${name}`]
  const told = {
    source: of('source'),
    medium: of('medium'),
    name: of('campaign'),
    term: of('term'),
    content: of('content'),
  }
  const known = Object.entries(told).filter(([, value]) => value !== undefined)
  return {
    page: pageWith(page, campaign),
    ...(known.length > 0 && { campaign: Object.fromEntries(known) }),
    ...(userAgent !== '' && { userAgent: userAgent.slice(0, 500) }),
  }
}

/** Click ids that came beside an address are read where click ids are read: in the address. */
function pageWith(
  page: Readonly<Record<string, string>>,
  campaign: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const url = URL.parse(page['url'] ?? '')
  const clicks = Object.entries(campaign).filter(([name]) => !name.startsWith('utm_'))
  if (!url || !/^https?:$/.test(url.protocol) || clicks.length === 0) return page
  for (const [name, value] of clicks) if (!url.searchParams.has(name)) url.searchParams.set(name, value)
  return { ...page, url: url.href }
}
