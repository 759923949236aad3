/** Reading the agreement in force and every version before it. */
import { routes, versionParams } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { agreementVersion, agreementVersions } from './agreement-versions.ts'
import { proposeVersion } from './propose-version.ts'

export function addAgreementRoutes(app: App, pool: pg.Pool): void {
  const { agreement, agreementVersions: versions, agreementVersion: one, proposeAgreement } = routes
  const tags = ['agreement']

  app.get(
    agreement.path,
    {
      schema: {
        tags,
        operationId: 'readAgreement',
        summary: agreement.summary,
        response: { 200: agreement.answer },
      },
    },
    async () => (await agreementVersion(pool, 'in force')) ?? missing(),
  )
  app.get(
    versions.path,
    {
      schema: {
        tags,
        operationId: 'listAgreementVersions',
        summary: versions.summary,
        response: { 200: versions.answer },
      },
    },
    async () => ({ data: await agreementVersions(pool) }),
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readAgreementVersion',
        summary: one.summary,
        params: versionParams,
        response: { 200: one.answer },
      },
    },
    async (request) => (await agreementVersion(pool, request.params.version)) ?? missing(),
  )
  app.post(
    proposeAgreement.path,
    {
      schema: {
        tags,
        operationId: 'proposeAgreementVersion',
        summary: proposeAgreement.summary,
        body: proposeAgreement.body,
        response: { 200: proposeAgreement.answer },
      },
    },
    async ({ body }) => proposeVersion(pool, body.document, body.note),
  )
}

function missing(): never {
  throw new Refusal('not_found', 'The agreement has no such version.')
}
