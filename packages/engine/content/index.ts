export {
  CONTENT_KINDS,
  CONTENT_STAGES,
  type ContentKind,
  type ContentStage,
  FUNNEL_PLACES,
  type FunnelPlace,
  placesOf,
} from './places.ts'
export { contentGaps, type FittingAsset, type GapRow, plain } from './gaps.ts'
export {
  type ContentEvidence,
  type LeadSituation,
  type LibraryAsset,
  MOVED_WITHIN_DAYS,
  type MovedOn,
  nextBestContent,
  type Offer,
  type OfferReason,
} from './next-best.ts'
