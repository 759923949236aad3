/** What the server and the thread of the studio say to each other. */
import type { Agreement, Catalogue } from '@baton/engine'
import type {
  ClauseEffect,
  ClauseSuggestion,
  Comparison,
  FrontierPoint,
  Threshold,
} from '@baton/engine/compare'
import type pg from 'pg'
import type { MeasuredChange } from './measured-change.ts'

export interface StudioOrder {
  readonly connection: pg.ClientConfig
  /** Where the history is kept as columns. */
  readonly directory: string
  /** What the version in force adds to the standard catalogue. */
  readonly additions: Partial<Catalogue> | null
  /** That judge; undefined: as many as the machine has processors. */
  readonly threads?: number
}

export interface StudioQuestion {
  readonly baseline: Agreement
  readonly candidate: Agreement
  /** Most leads that are named of each kind; `all` answers with the comparison itself. */
  readonly listed: number | 'all'
  /** What to answer after the comparison. */
  readonly more?: readonly ('frontier' | 'clauses')[]
  /** Clause of the threshold that the frontier is drawn over. */
  readonly threshold?: string | undefined
}

export interface ComparedPart {
  readonly kind: 'compared'
  readonly change: MeasuredChange
  /** Milliseconds that judging and comparing took. */
  readonly tookMs: number
}

export type StudioPart =
  | ComparedPart
  | { readonly kind: 'compared whole'; readonly comparison: Comparison }
  | {
      readonly kind: 'frontier'
      readonly threshold: Threshold
      readonly thresholds: readonly Threshold[]
      /** What the baseline asks for there; null: it has no such threshold. */
      readonly baseline: number | null
    }
  | { readonly kind: 'frontier-point'; readonly value: number; readonly point: FrontierPoint }
  | { readonly kind: 'clause-effect'; readonly effect: ClauseEffect }
  | { readonly kind: 'clause-suggestions'; readonly suggestions: readonly ClauseSuggestion[] }

export type Heard =
  | { readonly kind: 'ask'; readonly id: number; readonly question: StudioQuestion; readonly fresh: boolean }
  | { readonly kind: 'take-back'; readonly id: number }
  | { readonly kind: 'end' }

/** `part: null` ends an answer. */
export type Said =
  { readonly id: number; readonly part: StudioPart | null } | { readonly id: number; readonly error: string }
