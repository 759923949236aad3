/** Blind calibration over HTTP. */
import { cohensKappa } from '@baton/engine'
import { type Calibrations, routes } from '@baton/protocol'
import type pg from 'pg'
import { type Access, accessOf, signedIn } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { chooseLeads } from './choose-leads.ts'
import { readRound, sideOf } from './read-round.ts'
import { answerCounts, beginRound, label, type RoundHead, rounds } from './round-rows.ts'

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
    async () => listed(pool),
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
    async (request) => {
      const access = accessOf(request)
      await labelled(pool, access, request.params.id, request.body)
      return await readRound(pool, agreements, access, request.params.id)
    },
  )
}

async function listed(pool: pg.Pool): Promise<Calibrations> {
  const [all, answers] = await Promise.all([rounds(pool), answerCounts(pool)])
  return {
    data: all.map(({ begunAt, ...head }) => ({
      ...head,
      begunAt: begunAt.toISOString(),
      kappa: kappaOf(head, answers.get(head.id)),
    })),
  }
}

/** @throws Refusal `not_found`; `conflict` once the result is known */
async function labelled(
  pool: pg.Pool,
  access: Access,
  id: string,
  { position, worthACall }: { readonly position: number; readonly worthACall: boolean },
): Promise<void> {
  const side = sideOf(access)
  if (side === null || access.kind !== 'person')
    throw new Refusal('act_refused', 'Marketing and sales judge, each for its side.')
  await label(pool, id, { position, side, worthACall, by: access.person.id })
}

/** Null until both sides are through, and where there is too little to say it by. */
function kappaOf(
  { judged, leads }: Pick<RoundHead, 'judged' | 'leads'>,
  answers: readonly (readonly number[])[] | undefined,
): number | null {
  if (!answers || judged.marketing < leads || judged.sales < leads) return null
  const { kappa, tooFew } = cohensKappa(answers)
  return tooFew ? null : kappa
}
