/** Reports over HTTP, and the leads behind their numbers. */
import type { ReportAnswers, ReportName } from '@baton/engine/reports'
import { type Report, type ReportParameters, reportQuerySchema, routes } from '@baton/protocol'
import { dayAt } from '@baton/zones/days'
import type pg from 'pg'
import { z } from 'zod'
import { accessOf } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { knownContent } from '../content/index.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { lifecycleDefinitions } from '../lifecycle-definitions/index.ts'
import { readPersonas } from '../personas/index.ts'
import { moneySettings, ratesOf, readSpend } from '../spend/index.ts'
import { leadsBehind } from './leads-behind.ts'
import type { Reports } from './open-reports.ts'
import { namesOfPeople } from './people-names.ts'
import { type AskedReport, askedReport } from './report-query.ts'

export interface ReportServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly reports: Reports
}

const tags = ['reports']

/** `fresh`: with all that happened up to now, which may take some seconds on a large history. */
const asked = reportQuerySchema.extend({ fresh: z.enum(['true']).optional() })
export const askedLeads = asked.extend({
  cell: z.string().max(2000),
  /** Of the compared period. */
  before: z.enum(['true']).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export function addReportRoutes(app: App, services: ReportServices): void {
  const { reportChoices, report, leadsBehind: behind } = routes
  app.get(
    reportChoices.path,
    {
      schema: {
        tags,
        operationId: 'readReportChoices',
        summary: reportChoices.summary,
        response: { 200: reportChoices.answer },
      },
    },
    async () => await readChoices(services),
  )
  app.get(
    report.path,
    {
      schema: {
        tags,
        operationId: 'readReport',
        summary: report.summary,
        params: report.params,
        querystring: asked,
        response: { 200: report.answer },
      },
    },
    async ({ params, query }) => await readReport(services, params.report, query, query.fresh === 'true'),
  )
  app.get(
    behind.path,
    {
      schema: {
        tags,
        operationId: 'listLeadsBehind',
        summary: behind.summary,
        params: behind.params,
        querystring: askedLeads,
        response: { 200: behind.answer },
      },
    },
    async (request) => {
      const { cell, before, cursor, limit, ...parameters } = request.query
      const ids = await idsBehind(services, request.params.report, parameters, {
        cell,
        isBefore: before === 'true',
      })
      return await leadsBehind(services.pool, accessOf(request), ids, { offset: Number(cursor ?? 0), limit })
    },
  )
}

async function readChoices({ reports, ...of }: ReportServices) {
  const [{ agreement, additions }, personas] = await Promise.all([inForceOf(of), readPersonas(of.pool)])
  const [{ asOf, choices }, people] = await Promise.all([
    reports.ask({ kind: 'choices' }, { additions, personas }),
    namesOfPeople(of.pool),
  ])
  const zone = agreement?.handoff.hours?.zone ?? 'UTC'
  return {
    asOf: new Date(asOf).toISOString(),
    zone,
    since: dayAt(zone, choices!.since),
    dimensions: Object.fromEntries(
      Object.entries(choices!.dimensions).map(([name, values]) => [name, [...values]]),
    ),
    people,
  }
}

/** The answer of a report with what it is about. */
export async function readReport(
  { reports, ...of }: ReportServices,
  report: ReportName,
  parameters: ReportParameters,
  fresh = false,
): Promise<Report> {
  const { additions, ...about } = await aboutOf(of)
  const { zone, period, compared, query, before } = askedReport(report, parameters, about)
  const queries = before ? [query, before] : [query]
  const { asOf, answers } = await reports.ask(
    { kind: 'report', queries },
    { additions, personas: about.personas, fresh },
  )
  const [answer, earlier] = answers!
  // Each report answers by its own schema, which is where the answer is checked.
  return {
    report,
    asOf: new Date(asOf).toISOString(),
    zone,
    period,
    compared,
    answer: asTold(answer!),
    before: earlier === undefined ? null : asTold(earlier),
  } as Report
}

/** Marks of found kinds are told as those of personas are, their figures beside them. */
function asTold(answer: ReportAnswers[ReportName]): unknown {
  if (!('found' in answer)) return answer
  const found = answer.found.map((kind) => ({
    ...kind,
    marks: kind.marks.map(({ inside, among, lift, ...mark }) => ({ mark, inside, among, lift })),
  }))
  return { ...answer, found }
}

/** @throws Refusal `not_found` for a cell that the report does not have */
export async function idsBehind(
  { reports, ...of }: ReportServices,
  report: ReportName,
  parameters: ReportParameters,
  { cell, isBefore }: { readonly cell: string; readonly isBefore: boolean },
): Promise<readonly string[]> {
  const { additions, ...about } = await aboutOf(of)
  const { query, before }: AskedReport = askedReport(report, parameters, about)
  const { leads } = await reports.ask(
    { kind: 'leads', query: (isBefore ? before : null) ?? query, cell },
    { additions, personas: about.personas },
  )
  if (!leads) throw nothingThere()
  return leads
}

/** What reports are asked about besides the address, and the catalogue that they are read with. */
async function aboutOf(of: Pick<ReportServices, 'pool' | 'agreements'>) {
  const [inForce, money, spend, lifecycles, personas, library] = await Promise.all([
    inForceOf(of),
    moneySettings(of.pool),
    readSpend(of.pool, ALWAYS),
    lifecycleDefinitions(of.pool),
    readPersonas(of.pool),
    knownContent(of.pool),
  ])
  return { ...inForce, now: Date.now(), money, rates: ratesOf(money), spend, lifecycles, personas, library }
}

const ALWAYS = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2100, 0, 1) }

async function inForceOf({ pool, agreements }: Pick<ReportServices, 'pool' | 'agreements'>) {
  const { version, compiled } = await agreements.inForce(pool)
  const { rows } = await pool.query<{ catalogue: object | null }>(
    'select catalogue from agreement_versions where version = $1',
    [version],
  )
  return { agreement: compiled.agreement, additions: rows[0]?.catalogue ?? null }
}
