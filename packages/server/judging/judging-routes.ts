/** Acts that judge leads anew: signing a version, taking a join back; and how far judging everybody has come. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { requireSecretKey, type Senders } from '../sources/index.ts'
import type { Judging } from './judge-everybody.ts'
import { separateVisitor } from './separate-visitor.ts'
import { signVersion } from './sign-version.ts'

export interface JudgingServices {
  readonly pool: pg.Pool
  readonly senders: Senders
  readonly judging: Judging
  readonly agreements: Agreements
}

export function addJudgingRoutes(app: App, { pool, senders, judging, agreements }: JudgingServices): void {
  const { signAgreement, judgingProgress, separateVisitor: separate } = routes
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
  app.post(
    separate.path,
    {
      schema: {
        tags: ['leads'],
        operationId: 'separateVisitor',
        summary: separate.summary,
        params: separate.params,
        response: { 200: separate.answer },
      },
    },
    async ({ headers, params }) => {
      await requireSecretKey(senders, headers.authorization)
      return await separateVisitor(pool, agreements, params.id)
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
