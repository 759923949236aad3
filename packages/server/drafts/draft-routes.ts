/** Beginning, reading, writing and proposing drafts of the agreement, and arguing over their clauses. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { Proposing } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { addComment, comments, settleComment } from './comments.ts'
import { beginDraft, changeDraft, draft, drafts, proposeDraft, removeDraft } from './drafts.ts'
import { tellOfComment, tellOfProposal } from './tell-signers.ts'

export interface DraftServices {
  readonly pool: pg.Pool
  readonly proposing: Proposing
  readonly baseUrl: () => string
  /** Something about the agreement is not what it was: open screens read it again. */
  readonly announce: () => void
}

const tags = ['agreement']

export function addDraftRoutes(app: App, services: DraftServices): void {
  addWritingRoutes(app, services)
  addProposalRoute(app, services)
  addDraftCommentRoutes(app, services)
  addVersionCommentRoutes(app, services)
  addSettlingRoute(app, services)
}

function addWritingRoutes(app: App, { pool, announce }: DraftServices): void {
  const { drafts: list, addDraft, draft: one, changeDraft: change, removeDraft: remove } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listDrafts', summary: list.summary, response: { 200: list.answer } } },
    async (request) => ({ data: [...(await drafts(pool, signedIn(request)))] }),
  )
  app.post(
    addDraft.path,
    {
      schema: {
        tags,
        operationId: 'addDraft',
        summary: addDraft.summary,
        body: addDraft.body,
        response: { 200: addDraft.answer },
      },
    },
    async (request) => {
      const by = signedIn(request)
      const id = await transaction(pool, (client) => beginDraft(client, { ...request.body, by: by.id }))
      announce()
      return await draft(pool, id, by)
    },
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readDraft',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async (request) => draft(pool, request.params.id, signedIn(request)),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeDraft',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const changed = await changeDraft(pool, request.params.id, request.body, signedIn(request))
      announce()
      return changed
    },
  )
  app.delete(
    remove.path,
    {
      schema: {
        tags,
        operationId: 'removeDraft',
        summary: remove.summary,
        params: remove.params,
        response: { 200: remove.answer },
      },
    },
    async (request) => {
      await removeDraft(pool, request.params.id, signedIn(request))
      announce()
      return { done: true as const }
    },
  )
}

function addProposalRoute(app: App, { pool, proposing, baseUrl, announce }: DraftServices): void {
  const { proposeDraft: propose } = routes
  app.post(
    propose.path,
    {
      schema: {
        tags,
        operationId: 'proposeDraft',
        summary: propose.summary,
        params: propose.params,
        body: propose.body,
        response: { 200: propose.answer },
      },
    },
    async (request) => {
      const by = signedIn(request)
      const proposed = await proposeDraft(proposing, request.params.id, request.body, by)
      await tellOfProposal(pool, proposed, by, baseUrl())
      announce()
      return proposed
    },
  )
}

function addDraftCommentRoutes(app: App, { pool, baseUrl, announce }: DraftServices): void {
  const { draftComments, addDraftComment } = routes
  app.get(
    draftComments.path,
    {
      schema: {
        tags,
        operationId: 'listDraftComments',
        summary: draftComments.summary,
        params: draftComments.params,
        response: { 200: draftComments.answer },
      },
    },
    async (request) => ({
      data: [...(await comments(pool, { draft: request.params.id }, signedIn(request)))],
    }),
  )
  app.post(
    addDraftComment.path,
    {
      schema: {
        tags,
        operationId: 'addDraftComment',
        summary: addDraftComment.summary,
        params: addDraftComment.params,
        body: addDraftComment.body,
        response: { 200: addDraftComment.answer },
      },
    },
    async (request) => {
      const about = { draft: request.params.id }
      const added = await addComment(pool, about, request.body, signedIn(request))
      await tellOfComment(pool, about, added, baseUrl())
      announce()
      return added
    },
  )
}

function addVersionCommentRoutes(app: App, { pool, baseUrl, announce }: DraftServices): void {
  const { versionComments, addVersionComment } = routes
  app.get(
    versionComments.path,
    {
      schema: {
        tags,
        operationId: 'listVersionComments',
        summary: versionComments.summary,
        params: versionComments.params,
        response: { 200: versionComments.answer },
      },
    },
    async (request) => ({
      data: [...(await comments(pool, { version: request.params.version }, signedIn(request)))],
    }),
  )
  app.post(
    addVersionComment.path,
    {
      schema: {
        tags,
        operationId: 'addVersionComment',
        summary: addVersionComment.summary,
        params: addVersionComment.params,
        body: addVersionComment.body,
        response: { 200: addVersionComment.answer },
      },
    },
    async (request) => {
      const about = { version: request.params.version }
      const added = await addComment(pool, about, request.body, signedIn(request))
      await tellOfComment(pool, about, added, baseUrl())
      announce()
      return added
    },
  )
}

function addSettlingRoute(app: App, { pool, announce }: DraftServices): void {
  const { settleComment: settle } = routes
  app.patch(
    settle.path,
    {
      schema: {
        tags,
        operationId: 'settleComment',
        summary: settle.summary,
        params: settle.params,
        body: settle.body,
        response: { 200: settle.answer },
      },
    },
    async (request) => {
      const settled = await settleComment(pool, request.params.id, request.body.settled, signedIn(request))
      announce()
      return settled
    },
  )
}
