/** Reading the agreement in force and every version before it. */
import { routes, versionParams } from '@baton/protocol'
import { askerId } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { agreementVersion, agreementVersions, withObserved } from './agreement-versions.ts'
import { proposeVersion, type Proposing } from './propose-version.ts'

export interface AgreementServices {
  readonly proposing: Proposing
  /** Something about the agreement is not what it was: open screens read it again. */
  readonly announce: () => void
}

export function addAgreementRoutes(app: App, { proposing, announce }: AgreementServices): void {
  const { pool } = proposing
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
    async () => withObserved(pool, (await agreementVersion(pool, 'in force')) ?? missing()),
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
    async (request) =>
      withObserved(pool, (await agreementVersion(pool, request.params.version)) ?? missing()),
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
    async (request) => {
      const proposed = await proposeVersion(proposing, { ...request.body, by: askerId(request) })
      announce()
      return { ...proposed, observed: null }
    },
  )
}

function missing(): never {
  throw new Refusal('not_found', 'The agreement has no such version.')
}
