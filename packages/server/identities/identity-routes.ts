/** Settling who is who: merging, taking back, looking for duplicates. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, askerId, leadInReach } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { dismissPair, openPairs } from './duplicate-rows.ts'
import { findDuplicates } from './find-duplicates.ts'
import { leadIdentity } from './lead-identity.ts'
import { mergeLeads, unmergeLeads } from './merge-leads.ts'
import { separateVisitor } from './separate-visitor.ts'

const tags = ['leads']

export function addIdentityRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
  addMergeRoutes(app, pool, agreements)
  addDuplicateRoutes(app, pool)
  const { leadIdentity: identity, separateVisitor: separate } = routes
  app.get(
    identity.path,
    {
      schema: {
        tags,
        operationId: 'readLeadIdentity',
        summary: identity.summary,
        params: identity.params,
        response: { 200: identity.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      return leadIdentity(pool, id)
    },
  )
  app.post(
    separate.path,
    {
      schema: {
        tags,
        operationId: 'separateVisitor',
        summary: separate.summary,
        params: separate.params,
        response: { 200: separate.answer },
      },
    },
    async ({ params }) => separateVisitor(pool, agreements, params.id),
  )
}

function addMergeRoutes(app: App, pool: pg.Pool, agreements: Agreements): void {
  const { mergeLeads: merge, unmergeLeads: unmerge } = routes
  app.post(
    merge.path,
    {
      schema: {
        tags,
        operationId: 'mergeLeads',
        summary: merge.summary,
        params: merge.params,
        body: merge.body,
        response: { 200: merge.answer },
      },
    },
    async (request) => {
      const { with: mergedId, reason } = request.body
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      const merging = { keptId: id, mergedId, reason, person: askerId(request) }
      return { merge: await mergeLeads(pool, agreements, merging) }
    },
  )
  app.delete(
    unmerge.path,
    {
      schema: {
        tags,
        operationId: 'unmergeLeads',
        summary: unmerge.summary,
        params: unmerge.params,
        response: { 200: unmerge.answer },
      },
    },
    async (request) => unmergeLeads(pool, agreements, request.params.id, askerId(request)),
  )
}

function addDuplicateRoutes(app: App, pool: pg.Pool): void {
  const { duplicates, searchDuplicates, dismissDuplicate } = routes
  app.get(
    duplicates.path,
    {
      schema: {
        tags,
        operationId: 'listDuplicates',
        summary: duplicates.summary,
        response: { 200: duplicates.answer },
      },
    },
    async () => ({ data: [...(await openPairs(pool))] }),
  )
  app.post(
    searchDuplicates.path,
    {
      schema: {
        tags,
        operationId: 'searchDuplicates',
        summary: searchDuplicates.summary,
        response: { 200: searchDuplicates.answer },
      },
    },
    async () => ({ open: await findDuplicates(pool) }),
  )
  app.post(
    dismissDuplicate.path,
    {
      schema: {
        tags,
        operationId: 'dismissDuplicate',
        summary: dismissDuplicate.summary,
        body: dismissDuplicate.body,
        response: { 200: dismissDuplicate.answer },
      },
    },
    async (request) => {
      const { one, other } = request.body
      if (!(await dismissPair(pool, [one, other], askerId(request)))) throw nothingThere()
      return { done: true as const }
    },
  )
}
