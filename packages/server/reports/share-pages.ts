/** The page that a shared link opens: the numbers of one report, without the leads behind them. */
import { reportQuerySchema } from '@baton/protocol'
import { sayPeriod } from '@baton/words'
import type { FastifyInstance } from 'fastify'
import { html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { readReport, type ReportServices } from './report-routes.ts'
import { cellText } from './report-text.ts'
import { standingShare } from './share-rows.ts'
import { namesOfPeople } from './people-names.ts'
import { tablesOf } from './tables-of-report.ts'

export function sharePath(signing: Signing, id: string): string {
  return `/r/${signing.sign('report', id, null)}`
}

export function addSharePages(
  app: FastifyInstance,
  services: ReportServices & { readonly signing: Signing },
): void {
  const { pool, signing } = services
  app.get<{ Params: { token: string } }>(
    '/r/:token',
    { schema: { hide: true } },
    async ({ params }, reply) => {
      const id = signing.read('report', params.token, Date.now())
      const share = typeof id === 'string' && isUuid(id) ? await standingShare(pool, id) : null
      if (!share) {
        const body = html`<h1>This link shows nothing any more</h1>
          <p>It has expired, or was taken back. Whoever gave it to you can make another.</p>`
        return sendPage(reply, { title: 'Report', body, status: 404 })
      }
      const parameters = reportQuerySchema.parse(share.query)
      const report = await readReport(services, share.report, parameters)
      const tables = tablesOf(report, parameters, await namesOfPeople(pool))
      const body = html`<h1>${share.title}</h1>
        <p>
          ${sayPeriod(report.period)}, by the clock of ${report.zone}. Data as of
          ${report.asOf.slice(0, 16).replace('T', ', ')} UTC.
        </p>
        ${tables.map(
          ({ title, head, rows }) =>
            html`<h2>${title}</h2>
              <div class="wide" tabindex="0">
                <table>
                  <thead>
                    <tr>
                      ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${rows.map(
                      (row) =>
                        html`<tr>
                          ${row.map((cell, index) =>
                            index === 0
                              ? html`<th scope="row">${cellText(cell, head[index]!)}</th>`
                              : html`<td>${cellText(cell, head[index]!)}</td>`,
                          )}
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`,
        )}`
      return sendPage(reply, { title: share.title, body, wide: true })
    },
  )
}
