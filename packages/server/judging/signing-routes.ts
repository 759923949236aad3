/** Signing a version, and how far judging everybody under it has come. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { requireSecretKey, type Senders } from '../sources/index.ts'
import type { Judging } from './judge-everybody.ts'
import { signVersion } from './sign-version.ts'

export function addSigningRoutes(app: App, pool: pg.Pool, senders: Senders, judging: Judging): void {
  const { signAgreement, judgingProgress } = routes
  app.post(
    signAgreement.path,
    {
      schema: {
        tags: ['agreement'],
        operationId: 'signAgreementVersion',
        summary: signAgreement.summary,
        params: signAgreement.params,
        body: signAgreement.body,
        response: { 200: signAgreement.answer },
      },
    },
    async ({ headers, params, body }) => {
      await requireSecretKey(senders, headers.authorization)
      const signed = await signVersion(pool, params.version, body)
      if (signed.inForce) judging.begin()
      return signed
    },
  )
  app.get(
    judgingProgress.path,
    {
      schema: {
        tags: ['agreement'],
        operationId: 'readJudging',
        summary: judgingProgress.summary,
        response: { 200: judgingProgress.answer },
      },
    },
    async () => ({ underWay: judging.progress() }),
  )
}
