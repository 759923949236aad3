/**
 * Two vocabularies for one thing. Marketing speaks of leads, of which some are qualified and handed over; sales speaks of
 * prospects, of which some are new, accepted, and worked on. Everybody reads their own, and both mean the same stages.
 */
import type { Stage } from '@baton/engine'
import { sayStage } from './names.ts'

export type Dialect = 'marketing' | 'sales'

/** Nouns and headings that differ. `a…` forms stand inside sentences. */
export interface DialectWords {
  /** Somebody who may buy: `lead`, `prospect`. */
  readonly lead: string
  readonly leads: string
  /** Heading and navigation label of the list. */
  readonly leadsTitle: string
  /** What marketing gives to sales. */
  readonly handoff: string
  readonly handoffs: string
  readonly queueTitle: string
  readonly pipelineTitle: string
  /** What a rejection objects to. */
  readonly contestsTitle: string
  readonly playbookTitle: string
  readonly accept: string
  readonly reject: string
}

export const DIALECTS: Readonly<Record<Dialect, DialectWords>> = {
  marketing: {
    lead: 'lead',
    leads: 'leads',
    leadsTitle: 'Leads',
    handoff: 'handoff',
    handoffs: 'handoffs',
    queueTitle: 'Handoffs',
    pipelineTitle: 'Opportunities',
    contestsTitle: 'Contests',
    playbookTitle: 'Playbook',
    accept: 'Accept',
    reject: 'Reject',
  },
  sales: {
    lead: 'prospect',
    leads: 'prospects',
    leadsTitle: 'Prospects',
    handoff: 'new prospect',
    handoffs: 'new prospects',
    queueTitle: 'My prospects',
    pipelineTitle: 'Pipeline',
    contestsTitle: 'Pushed back',
    playbookTitle: 'Playbook',
    accept: 'Take it on',
    reject: 'Push back',
  },
}

const SALES_STAGES: Readonly<Record<Stage, string>> = {
  visitor: 'Visitor',
  lead: 'With marketing',
  mql: 'New prospect',
  sal: 'Working',
  sql: 'Qualified',
  opportunity: 'Deal',
  customer: 'Customer',
  advocate: 'Advocate',
  recycled: 'Back with marketing',
  disqualified: 'Not a fit',
}

/** A stage as a person reads it. The agreement's own names are marketing's: they win in that dialect. */
export function sayStageIn(
  dialect: Dialect,
  stage: Stage,
  names: Readonly<Partial<Record<Stage, string>>> = {},
): string {
  return dialect === 'sales' ? SALES_STAGES[stage] : sayStage(stage, names)
}

/** The names of all stages in a dialect, in the form that an agreement has them: for whatever takes such names. */
export function stageNamesIn(
  dialect: Dialect,
  names: Readonly<Partial<Record<Stage, string>>> = {},
): Readonly<Partial<Record<Stage, string>>> {
  return dialect === 'sales' ? SALES_STAGES : names
}
