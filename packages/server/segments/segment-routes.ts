/** Reading, trying and writing segments. */
import { readAudience, audienceContext } from '@baton/engine/audience'
import { routes } from '@baton/protocol'
import { accessOf, signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { leadsBehind } from '../reports/index.ts'
import type { SegmentsAtWork } from './open-segments.ts'
import { readSegments } from './read-segments.ts'
import {
  addSegment,
  changeSegment,
  namingProblems,
  removeSegment,
  type SegmentBooks,
  segments,
  toldProblem,
} from './segment-rows.ts'
import { SHOWN } from './try-audience.ts'

const tags = ['segments']

export function addSegmentRoutes(app: App, books: SegmentBooks, work: SegmentsAtWork): void {
  const { segments: list, addSegment: add, changeSegment: change, removeSegment: remove } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listSegments', summary: list.summary, response: { 200: list.answer } } },
    async () => segments(books),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addSegment',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => {
      const added = await addSegment(books, request.body, signedIn(request).id)
      work.begin()
      return added
    },
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeSegment',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changeSegment(books, request.params.id, request.body, signedIn(request).id),
  )
  app.delete(
    remove.path,
    {
      schema: {
        tags,
        operationId: 'removeSegment',
        summary: remove.summary,
        params: remove.params,
        response: { 200: remove.answer },
      },
    },
    async (request) => {
      await removeSegment(books, request.params.id)
      return { done: true as const }
    },
  )
  addTrying(app, books, work)
}

function addTrying(app: App, { pool, agreements }: SegmentBooks, work: SegmentsAtWork): void {
  const { trySegment } = routes
  app.post(
    trySegment.path,
    {
      schema: {
        tags,
        operationId: 'trySegment',
        summary: trySegment.summary,
        body: trySegment.body,
        response: { 200: trySegment.answer },
      },
    },
    async (request) => {
      const { body } = request
      const inForce = await agreements.inForce(pool)
      const { audience, problems } = readAudience(body.document, audienceContext(inForce.compiled))
      const found = [
        ...problems.map(toldProblem),
        ...namingProblems(body.id, audience, await readSegments(pool, inForce)),
      ]
      const isWrong = found.some(({ severity }) => severity === 'error')
      const tried = isWrong ? null : await work.count(body.document)
      if (tried === null) return { problems: found, tried }
      const page = { offset: 0, limit: SHOWN }
      const { data } = await leadsBehind(pool, accessOf(request), tried.some, page)
      return { problems: found, tried: { ...tried, some: data } }
    },
  )
}
