/** Signing a version, which judges everybody anew, and how far that has come. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import type { Judging } from './judge-everybody.ts'
import { signingBy } from './signing-by.ts'
import { signVersion } from './sign-version.ts'

export interface JudgingServices {
  readonly pool: pg.Pool
  readonly judging: Judging
  /** Something about the agreement is not what it was: open screens read it again. */
  readonly announce: () => void
}

export function addJudgingRoutes(app: App, { pool, judging, announce }: JudgingServices): void {
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
    async (request) => {
      const signing = signingBy(accessOf(request), request.body)
      const signed = await signVersion(pool, request.params.version, signing)
      if (signed.inForce) judging.begin()
      announce()
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
