/** What is said between the server and the thread that holds the journeys. */
import type { Catalogue } from '@baton/engine'
import type { Persona, ReportAnswers, ReportName, ReportQuery } from '@baton/engine/reports'
import type pg from 'pg'

export interface ReportsOrder {
  readonly connection: pg.ClientConfig
  /** Where the history is kept as columns. */
  readonly directory: string
  readonly additions: Partial<Catalogue> | null
}

export type ReportsQuestion =
  | { readonly kind: 'report'; readonly queries: readonly ReportQuery[] }
  /** The ids of the leads behind a cell. */
  | { readonly kind: 'leads'; readonly query: ReportQuery; readonly cell: string }
  | { readonly kind: 'choices' }

export interface ReportsAnswer {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly asOf: number
  readonly answers?: readonly ReportAnswers[ReportName][]
  /** Null: the report has no such cell. */
  readonly leads?: readonly string[] | null
  readonly choices?: {
    readonly since: number
    readonly dimensions: Readonly<Record<string, readonly string[]>>
  }
}

export type Heard =
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly question: ReportsQuestion
      /** People are told apart by them in every report. */
      readonly personas: readonly Persona[]
      readonly fresh: boolean
    }
  | { readonly kind: 'end' }

export type Said =
  { readonly id: number; readonly answer: ReportsAnswer } | { readonly id: number; readonly error: string }
