/** Reports that leave the application over HTTP: files, shared links, schedules. */
import { reportQuerySchema, routes, type ShareRequest } from '@baton/protocol'
import { isZone } from '@baton/zones'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { accessOf, askerId } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { leadsBehind } from './leads-behind.ts'
import { namesOfPeople } from './people-names.ts'
import { reportCsv } from './report-csv.ts'
import { askedLeads, idsBehind, readReport, type ReportServices } from './report-routes.ts'
import { addSchedule, endSchedule, schedules } from './schedule-rows.ts'
import { sharePath } from './share-pages.ts'
import { addShare, revokeShare, type Share, standingShare, standingShares } from './share-rows.ts'
import { tablesOf } from './tables-of-report.ts'

export interface SendingRouteServices extends ReportServices {
  readonly signing: Signing
  readonly url: () => string
  /** Whether there is a mail server. */
  readonly mail: boolean
}

const tags = ['reports']
const csv = { 'content-type': 'text/csv; charset=utf-8' }
/** Rows of a file of leads. */
const FILE_ROWS_MAX = 100_000

export function addReportFileRoutes(app: App, services: ReportServices): void {
  const { reportFile, leadsBehindFile } = routes
  app.get(
    reportFile.path,
    {
      schema: {
        tags,
        operationId: 'readReportFile',
        summary: reportFile.summary,
        params: reportFile.params,
        querystring: reportQuerySchema.extend({ title: z.string().max(200).optional() }),
        response: { 200: reportFile.answer },
      },
    },
    async ({ params: { report: name }, query: { title = name, ...parameters } }, reply) => {
      const report = await readReport(services, name, parameters)
      const tables = tablesOf(report, parameters, await namesOfPeople(services.pool))
      return reply
        .headers({ ...csv, ...attachment(`${name} ${report.period.from} ${report.period.to}.csv`) })
        .send(reportCsv(report, title, tables))
    },
  )
  app.get(
    leadsBehindFile.path,
    {
      schema: {
        tags,
        operationId: 'readLeadsBehindFile',
        summary: leadsBehindFile.summary,
        params: leadsBehindFile.params,
        querystring: askedLeads,
        response: { 200: leadsBehindFile.answer },
      },
    },
    async (request, reply) => {
      const { cell, before, cursor: _cursor, limit: _limit, fresh: _fresh, ...parameters } = request.query
      const ids = await idsBehind(services, request.params.report, parameters, {
        cell,
        isBefore: before === 'true',
      })
      const { data } = await leadsBehind(services.pool, accessOf(request), ids, {
        offset: 0,
        limit: FILE_ROWS_MAX,
      })
      const head = ['id', 'name', 'email', 'title', 'company', 'source', 'stage', 'tier', 'grade', 'score', 'createdAt', 'lastActivityAt'] as const // prettier-ignore
      const lines = [head, ...data.map((lead) => head.map((column) => lead[column]))]
      const file = stringify(lines, { escape_formulas: true, record_delimiter: '\r\n', bom: true })
      return reply.headers({ ...csv, ...attachment('leads.csv') }).send(file)
    },
  )
}

function attachment(name: string) {
  return { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }
}

export function addSharingRoutes(app: App, services: SendingRouteServices): void {
  const { reportShares, shareReport, revokeShare: revoke } = routes
  const { pool } = services
  app.get(
    reportShares.path,
    {
      schema: {
        tags,
        operationId: 'listReportShares',
        summary: reportShares.summary,
        response: { 200: reportShares.answer },
      },
    },
    async () => ({ data: (await standingShares(pool)).map((share) => told(services, share)) }),
  )
  app.post(
    shareReport.path,
    {
      schema: {
        tags,
        operationId: 'shareReport',
        summary: shareReport.summary,
        body: shareReport.body,
        response: { 200: shareReport.answer },
      },
    },
    async (request) => {
      const query = plainQuery(request.body)
      const id = await addShare(pool, { ...request.body, query, byPerson: askerId(request) })
      return told(services, (await standingShare(pool, id))!)
    },
  )
  app.delete(
    revoke.path,
    {
      schema: {
        tags,
        operationId: 'revokeReportShare',
        summary: revoke.summary,
        params: revoke.params,
        response: { 200: revoke.answer },
      },
    },
    async ({ params }) => {
      if (!(await revokeShare(pool, params.id))) throw nothingThere()
      return { done: true as const }
    },
  )
}

function told({ signing, url }: SendingRouteServices, { query: _query, ...share }: Share) {
  return { ...share, url: `${url()}${sharePath(signing, share.id)}` }
}

/** @throws Refusal `invalid_request` for what no address of a report could hold */
function plainQuery({ query }: Pick<ShareRequest, 'query'>): Readonly<Record<string, string>> {
  const read = reportQuerySchema.safeParse(query)
  if (read.success) return query
  const [issue] = read.error.issues
  throw new Refusal('invalid_request', `query.${issue!.path.join('.')}: ${issue!.message}`)
}

export function addScheduleRoutes(app: App, services: SendingRouteServices): void {
  const { reportSchedules, scheduleReport, endSchedule: end } = routes
  const { pool, mail } = services
  app.get(
    reportSchedules.path,
    {
      schema: {
        tags,
        operationId: 'listReportSchedules',
        summary: reportSchedules.summary,
        response: { 200: reportSchedules.answer },
      },
    },
    async () => ({ data: await schedules(pool), mail }),
  )
  app.post(
    scheduleReport.path,
    {
      schema: {
        tags,
        operationId: 'scheduleReport',
        summary: scheduleReport.summary,
        body: scheduleReport.body,
        response: { 200: scheduleReport.answer },
      },
    },
    async (request) => {
      const { body } = request
      if (!isZone(body.zone))
        throw new Refusal('invalid_request', `zone is “${body.zone}”, not a time zone such as Europe/Berlin.`)
      await addSchedule(pool, { ...body, query: { ...plainQuery(body) } }, askerId(request))
      return { data: await schedules(pool), mail }
    },
  )
  app.delete(
    end.path,
    {
      schema: {
        tags,
        operationId: 'endReportSchedule',
        summary: end.summary,
        params: end.params,
        response: { 200: end.answer },
      },
    },
    async ({ params }) => {
      if (!(await endSchedule(pool, params.id))) throw nothingThere()
      return { done: true as const }
    },
  )
}
