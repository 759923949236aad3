/** Acts that judge leads anew: signing a version, taking a join back; and how far judging everybody has come. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import type { Judging } from './judge-everybody.ts'
import { separateVisitor } from './separate-visitor.ts'
import { signingBy } from './signing-by.ts'
import { signVersion } from './sign-version.ts'

export interface JudgingServices {
  readonly pool: pg.Pool
  readonly judging: Judging
  readonly agreements: Agreements
  /** Something about the agreement is not what it was: open screens read it again. */
  readonly announce: () => void
}

export function addJudgingRoutes(app: App, { pool, judging, agreements, announce }: JudgingServices): void {
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
    async (request) => {
      const signing = signingBy(accessOf(request), request.body)
      const signed = await signVersion(pool, request.params.version, signing)
      if (signed.inForce) judging.begin()
      announce()
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
    async ({ params }) => separateVisitor(pool, agreements, params.id),
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
