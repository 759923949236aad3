/** Names of stages, fields, meters and clauses as people say them. */
import type { Stage } from '@baton/engine'

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  visitor: 'Visitor',
  lead: 'Lead',
  mql: 'Marketing qualified',
  sal: 'Sales accepted',
  sql: 'Sales qualified',
  opportunity: 'Opportunity',
  customer: 'Customer',
  advocate: 'Advocate',
  recycled: 'Recycled',
  disqualified: 'Disqualified',
}

/** A stage's display name: the agreement's where it gives one. */
export function sayStage(stage: Stage, names: Readonly<Partial<Record<Stage, string>>> = {}): string {
  return names[stage] ?? STAGE_NAMES[stage]
}

const SPELT: Readonly<Record<string, string>> = {
  'lead.email': 'e-mail address',
  'lead.email_class': 'e-mail class',
  'lead.title': 'job title',
  'company.name': 'company name',
  'company.domain': 'company domain',
  'company.segment': 'company segment',
  'company.region': 'company region',
  'company.country': 'company country',
}

/** A catalogued field without its prefix: `lead.seniority` is `seniority`, `page_group` is `page group`. */
export function sayField(field: string): string {
  const spelt = SPELT[field]
  if (spelt !== undefined) return spelt
  return field.slice(field.indexOf('.') + 1).replaceAll('_', ' ')
}

/** A field as a title: `lead.email` is `E-mail address`. */
export function sayFieldTitle(field: string): string {
  const words = sayField(field)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An id in kebab-case as a title: `hand-raiser` is `Hand raiser`. */
export function sayId(id: string): string {
  const words = id.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The last part of a clause id as a title: `points.demo-requested` is `Demo requested`. */
export function sayClauseName(clause: string): string {
  const path = clause.split('/')[0] ?? clause
  return sayId(path.slice(path.lastIndexOf('.') + 1))
}

/** `team emea`, as an agreement writes it. */
export function sayTeam(team: string): string {
  return `team ${team}`
}
