/** Contests: reading them, and marketing's answers. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, signedIn } from '../access/index.ts'
import type { ActServices } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { answerContest } from './answer-contest.ts'
import { contestedClauses, contestOutcomes } from './contest-outcomes.ts'
import { contests } from './contest-rows.ts'

export interface ContestServices {
  readonly pool: pg.Pool
  readonly acts: ActServices
  /** Begins every link. */
  readonly baseUrl: () => string
}

export function addContestRoutes(app: App, { pool, acts, baseUrl }: ContestServices): void {
  const { contests: list, answerContest: answer } = routes
  const tags = ['contests']
  app.get(
    list.path,
    { schema: { tags, operationId: 'listContests', summary: list.summary, response: { 200: list.answer } } },
    async (request) => {
      const [data, clauses, outcomes] = await Promise.all([
        contests(pool, accessOf(request)),
        contestedClauses(pool),
        contestOutcomes(pool),
      ])
      return { data: [...data], clauses, outcomes }
    },
  )
  app.post(
    answer.path,
    {
      schema: {
        tags,
        operationId: 'answerContest',
        summary: answer.summary,
        params: answer.params,
        body: answer.body,
        response: { 200: answer.answer },
      },
    },
    async (request) =>
      answerContest(
        { pool, acts, baseUrl, access: accessOf(request), by: signedIn(request) },
        request.params.id,
        request.body,
      ),
  )
}
