/**
 * Hiding what is personal. Only what the catalogue names as not personal is shown, so that a field nobody thought of
 * stays hidden. Where a fold has to know that something is known, a stand-in says so: no agreement asks what it is.
 */
import type { Catalogue, CatalogueField } from '@baton/engine'
import { findEvent } from '@baton/engine'
import type { HistoryEvent, LeadDetail, LedgerDecision } from '@baton/protocol'

type Fields = Readonly<Record<string, unknown>>

export const HIDDEN = '•••'

/** Addresses of pages carry who looked at them often enough. */
const MAIL_ADDRESS = /[^\s@%]+(@|%40)[^\s@%]+\.[a-z]/i

export function maskLead(detail: LeadDetail, catalogue: Catalogue): LeadDetail {
  return {
    ...detail,
    lead: { ...detail.lead, name: null, email: null, masked: true },
    company: detail.company && {
      ...detail.company,
      fields: shown(detail.company.fields, catalogue.company),
      colleagues: detail.company.colleagues.map((colleague) => ({ ...colleague, name: null })),
    },
    facts: shown(detail.facts, catalogue.lead),
    identities: [],
    decisions: detail.decisions.map((decision) => maskDecision(decision, catalogue)),
  }
}

export function maskEvent(event: HistoryEvent, catalogue: Catalogue): HistoryEvent {
  const { lead, company, properties, ...rest } = event
  return {
    ...rest,
    properties: shown(properties, findEvent(catalogue, event.name)?.fields ?? []),
    ...(lead && { lead: stoodIn(lead, catalogue.lead) }),
    ...(company && { company: stoodIn(company, catalogue.company) }),
  }
}

function maskDecision(decision: LedgerDecision, { lead }: Catalogue): LedgerDecision {
  if (!decision.contested) return decision
  const { clause, field, value } = decision.contested
  const isShown = field !== undefined && value !== undefined && field in shown({ [field]: value }, lead)
  return {
    ...decision,
    contested: {
      ...(clause !== undefined && { clause }),
      ...(field !== undefined && { field }),
      ...(isShown && { value }),
    },
  }
}

function isShown(value: unknown, field: CatalogueField | undefined): boolean {
  if (!field || field.personal) return false
  return typeof value !== 'object' && !(typeof value === 'string' && MAIL_ADDRESS.test(value))
}

function shown(values: Fields, fields: readonly CatalogueField[]): Record<string, unknown> {
  const known = byName(fields)
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => isShown(value, known.get(name))))
}

function stoodIn<Value>(
  values: Readonly<Record<string, Value>>,
  fields: readonly CatalogueField[],
): Record<string, Value | string | null> {
  const known = byName(fields)
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => known.has(name))
      .map(([name, value]) => [
        name,
        value === null ? null : isShown(value, known.get(name)) ? value : HIDDEN,
      ]),
  )
}

function byName(fields: readonly CatalogueField[]): ReadonlyMap<string, CatalogueField> {
  return new Map(fields.map((field) => [field.name, field]))
}
