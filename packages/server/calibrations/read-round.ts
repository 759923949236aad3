/** A round as one side sees it: its own cards, and the result once nobody can be led by it any more. */
import { compileAgreement, proportionInterval } from '@baton/engine'
import { calibrate, type CalibratedLead } from '@baton/engine/compare'
import type { Calibration, CalibrationResult } from '@baton/protocol'
import { zoneOffsets } from '@baton/zones'
import type pg from 'pg'
import { type Access, leadNames } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import { leadHistories } from '../leads/index.ts'
import { blindLead } from './blind-leads.ts'
import { outcomesOf, type Round, round, type Side } from './round-rows.ts'

/** The side that somebody judges for; whoever keeps the installation judges for neither. */
export function sideOf(access: Access): Side | null {
  if (access.kind !== 'person') return null
  const { role } = access.person
  return role === 'marketing' ? 'marketing' : role === 'manager' || role === 'rep' ? 'sales' : null
}

/** @throws Refusal `not_found` */
export async function readRound(
  pool: pg.Pool,
  agreements: Agreements,
  access: Access,
  id: string,
): Promise<Calibration> {
  const found = await round(pool, id)
  const { cases, begunAt, ...head } = found
  const side = sideOf(access)
  const [{ compiled }, histories] = await Promise.all([
    agreements.version(pool, found.agreementVersion),
    leadHistories(
      pool,
      cases.map(({ lead }) => lead),
    ),
  ])
  return {
    ...head,
    begunAt: begunAt.toISOString(),
    side,
    cards: cases.map(({ position, lead, asOf, ...labels }) => ({
      position,
      ...blindLead(compiled, histories.get(lead) ?? [], asOf.getTime()),
      label: side === null ? null : labels[side],
    })),
    result: await resultOf(pool, agreements, access, found),
  }
}

/** Null until both sides have judged every lead. */
async function resultOf(
  pool: pg.Pool,
  agreements: Agreements,
  access: Access,
  { cases, agreementVersion }: Round,
): Promise<CalibrationResult | null> {
  const ids = cases.map(({ lead }) => lead)
  if (cases.length === 0 || cases.some(({ marketing, sales }) => marketing === null || sales === null))
    return null
  const { compiled } = await agreements.version(pool, agreementVersion)
  const [histories, outcomes] = await Promise.all([leadHistories(pool, ids), outcomesOf(pool, ids)])
  const leads = cases.map(({ lead, asOf, marketing, sales }): CalibratedLead => ({
    id: lead,
    marketing: marketing!,
    sales: sales!,
    outcome: outcomes.get(lead) ?? 'unknown',
    events: histories.get(lead) ?? [],
    asOf: asOf.getTime(),
  }))
  const { kappa, disputed, clauses, edit, passedOn } = calibrate(leads, compiled, (agreement) =>
    compileAgreement(agreement, compiled.catalogue, zoneOffsets),
  )
  const positions = new Map(cases.map(({ lead, position }) => [lead, position]))
  const withAgreement = (side: Side) =>
    proportionInterval(leads.filter((lead, index) => lead[side] === passedOn[index]).length, leads.length)
  return {
    kappa,
    withAgreement: { marketing: withAgreement('marketing'), sales: withAgreement('sales') },
    disputed: disputed.map((one) => ({ ...one, position: positions.get(one.lead)! })),
    clauses: clauses.map(({ clause, held, notHeld, difference, p }) => ({
      clause,
      held,
      notHeld,
      difference,
      p,
    })),
    edit: edit && {
      kind: edit.kind,
      clause: edit.clause,
      from: edit.from,
      to: edit.to,
      resolves: edit.resolves,
    },
    leads: await leadNames(pool, access, ids),
  }
}
