/** Blind calibration over HTTP. */
import { type Calibration, routes } from '@baton/protocol'
import type pg from 'pg'
import { type Access, accessOf, signedIn } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { chooseLeads } from './choose-leads.ts'
import { readRound, resultOf, sideOf } from './read-round.ts'
import { beginRound, label, round, rounds } from './round-rows.ts'

const tags = ['calibration']

export function addCalibrationRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
  const { calibrations, addCalibration, calibration, labelLead } = routes
  app.get(
    calibrations.path,
    {
      schema: {
        tags,
        operationId: 'listCalibrations',
        summary: calibrations.summary,
        response: { 200: calibrations.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const data = []
      for (const { begunAt, ...head } of await rounds(pool)) {
        const isThrough = head.judged.marketing === head.leads && head.judged.sales === head.leads
        const result = isThrough ? await resultOf(pool, agreements, access, await round(pool, head.id)) : null
        data.push({ ...head, begunAt: begunAt.toISOString(), kappa: result?.kappa.kappa ?? null })
      }
      return { data }
    },
  )
  app.post(
    addCalibration.path,
    {
      schema: {
        tags,
        operationId: 'addCalibration',
        summary: addCalibration.summary,
        body: addCalibration.body,
        response: { 200: addCalibration.answer },
      },
    },
    async (request) => {
      const chosen = await chooseLeads(pool, request.body.leads)
      if (chosen.length < 10)
        throw new Refusal('conflict', `There are ${chosen.length} leads to judge; a round takes at least 10.`)
      const { version } = await agreements.inForce(pool)
      const id = await beginRound(pool, chosen, { version, by: signedIn(request).id })
      return await readRound(pool, agreements, accessOf(request), id)
    },
  )
  app.get(
    calibration.path,
    {
      schema: {
        tags,
        operationId: 'readCalibration',
        summary: calibration.summary,
        params: calibration.params,
        response: { 200: calibration.answer },
      },
    },
    async (request) => readRound(pool, agreements, accessOf(request), request.params.id),
  )
  app.post(
    labelLead.path,
    {
      schema: {
        tags,
        operationId: 'labelLead',
        summary: labelLead.summary,
        params: labelLead.params,
        body: labelLead.body,
        response: { 200: labelLead.answer },
      },
    },
    async (request) => labelled(accessOf(request), request.params.id, request.body),
  )

  /** @throws Refusal `not_found`; `conflict` once the result is known */
  async function labelled(
    access: Access,
    id: string,
    { position, worthACall }: { readonly position: number; readonly worthACall: boolean },
  ): Promise<Calibration> {
    const side = sideOf(access)
    const { judged, leads } = await round(pool, id)
    if (judged.marketing === leads && judged.sales === leads)
      throw new Refusal('conflict', 'Both sides are through: what was said stands.')
    if (side === null || access.kind !== 'person')
      throw new Refusal('act_refused', 'Marketing and sales judge, each for its side.')
    await label(pool, id, { position, side, worthACall, by: access.person.id })
    return await readRound(pool, agreements, access, id)
  }
}
