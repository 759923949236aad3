/** Content in words: kinds, places in the funnel, and why something is offered. */
import type { ContentKind, FunnelPlace, OfferReason } from '@baton/engine/content'
import { sayCount, sayPercent, sayTimes } from './numbers.ts'

const KINDS: Readonly<Record<ContentKind, string>> = {
  blog: 'Blog post',
  infographic: 'Infographic',
  'e-book': 'E-book',
  guide: 'Guide',
  'webinar-intro': 'Webinar, introductory',
  'webinar-advanced': 'Webinar, advanced',
  'case-study': 'Case study',
  datasheet: 'Datasheet',
  'user-guide': 'User guide',
  video: 'Video',
  tool: 'Tool',
  trial: 'Trial',
  demo: 'Demo',
}

export function sayContentKind(kind: ContentKind): string {
  return KINDS[kind]
}

const PLACES: Readonly<Record<FunnelPlace, string>> = {
  top: 'Top of the funnel',
  middle: 'Middle of the funnel',
  bottom: 'Bottom of the funnel',
}

export function sayFunnelPlace(place: FunnelPlace): string {
  return PLACES[place]
}

/** @param stageName as the agreement calls the stage. Without a full stop */
export function sayOfferReason(
  reason: OfferReason,
  { stageName, persona }: { readonly stageName: string; readonly persona: string | null },
): string {
  switch (reason.kind) {
    case 'place':
      return `${PLACES[reason.funnel].toLowerCase()}, which fits ${stageName}`
    case 'topic':
      return `about ${reason.topic}, which they looked into ${sayTimes(reason.times)} in 90 days`
    case 'persona':
      return `written for ${persona ?? 'their persona'}`
    case 'pain':
      return `answers “${reason.pain}”`
    case 'moved': {
      const few = reason.takers < 20 ? ', too few to say much' : ''
      return `of ${sayCount(reason.takers)} alike who took it, ${sayCount(reason.moved)} were promoted within 60 days${few} (all content: ${sayPercent(reason.mean)})`
    }
    default:
      return reason satisfies never
  }
}
