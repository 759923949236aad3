/** Kinds of content, places in the funnel, and which places fit a lead's stage. */
import type { Stage } from '../agreement/agreement.ts'

export const CONTENT_KINDS = [
  'blog',
  'infographic',
  'e-book',
  'guide',
  'webinar-intro',
  'webinar-advanced',
  'case-study',
  'datasheet',
  'user-guide',
  'video',
  'tool',
  'trial',
  'demo',
] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]

export const FUNNEL_PLACES = ['top', 'middle', 'bottom'] as const
export type FunnelPlace = (typeof FUNNEL_PLACES)[number]

/** Stages in which something can be offered to somebody, in the order of the way. */
export const CONTENT_STAGES = [
  'lead',
  'recycled',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
] as const satisfies readonly Stage[]
export type ContentStage = (typeof CONTENT_STAGES)[number]

/** Best first. A visitor is met like a lead, an advocate like a customer; nobody is offered anything who is disqualified. */
const PLACES: Readonly<Record<Stage, readonly FunnelPlace[]>> = {
  visitor: ['top', 'middle'],
  lead: ['top', 'middle'],
  recycled: ['middle', 'top'],
  mql: ['middle', 'bottom'],
  sal: ['middle', 'bottom'],
  sql: ['bottom', 'middle'],
  opportunity: ['bottom', 'middle'],
  customer: ['bottom'],
  advocate: ['bottom'],
  disqualified: [],
}

export function placesOf(stage: Stage): readonly FunnelPlace[] {
  return PLACES[stage]
}
