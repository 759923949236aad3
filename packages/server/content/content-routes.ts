/** Reading and writing the content library, its files and gaps, and what to offer a lead next. */
import { routes } from '@baton/protocol'
import { accessOf, leadInReach, signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { addContentFile, contentFiles, FILE_BYTES_MAX } from './content-files.ts'
import { type AskContentReport, gaps } from './content-outcomes.ts'
import { addContent, changeContent, contentAssets } from './content-rows.ts'
import { type ContentServices, contentUrl } from './deliver-content.ts'
import { offersFor } from './next-content.ts'

const tags = ['content']

export interface LibraryServices extends Omit<ContentServices, 'intake'> {
  readonly ask: AskContentReport
}

export function addContentRoutes(app: App, services: LibraryServices): void {
  addLibrary(app, services)
  addFiles(app, services)
  addNext(app, services)
}

function addLibrary(app: App, services: LibraryServices): void {
  const { content, addContent: add, changeContent: change, contentGaps } = routes
  const { pool } = services
  app.get(
    content.path,
    {
      schema: {
        tags,
        operationId: 'listContent',
        summary: content.summary,
        response: { 200: content.answer },
      },
    },
    async () => ({ data: [...(await contentAssets(pool))] }),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addContent',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addContent(pool, request.body, signedIn(request).id),
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeContent',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changeContent(pool, request.params.id, request.body, signedIn(request).id),
  )
  app.get(
    contentGaps.path,
    {
      schema: {
        tags,
        operationId: 'readContentGaps',
        summary: contentGaps.summary,
        response: { 200: contentGaps.answer },
      },
    },
    async () => gaps(services),
  )
}

function addFiles(app: App, { pool, dataDir }: LibraryServices): void {
  const { contentFiles: list, addContentFile: add } = routes
  app.get(
    list.path,
    {
      schema: {
        tags,
        operationId: 'listContentFiles',
        summary: list.summary,
        response: { 200: list.answer },
      },
    },
    async () => ({ data: await contentFiles(pool) }),
  )
  app.post(
    add.path,
    {
      bodyLimit: FILE_BYTES_MAX,
      schema: { tags, operationId: 'addContentFile', summary: add.summary, response: { 200: add.answer } },
    },
    async (request) => {
      const { body } = request
      if (!Buffer.isBuffer(body))
        throw new Refusal('unsupported_media_type', 'A file is sent as application/octet-stream.')
      return addContentFile(pool, dataDir, {
        name: nameOf(request.headers),
        bytes: body,
        person: signedIn(request).id,
      })
    },
  )
}

/** Names have letters that headers cannot carry, so they come encoded. */
function nameOf(headers: Readonly<Record<string, unknown>>): string {
  try {
    const name = headers['x-file-name']
    return typeof name === 'string' ? decodeURIComponent(name) : ''
  } catch {
    throw new Refusal('invalid_request', 'x-file-name: has to be encoded as a part of an address is.')
  }
}

/** More than a few are no advice. */
const OFFERED_MAX = 5

function addNext(app: App, services: LibraryServices): void {
  const { nextContent } = routes
  app.get(
    nextContent.path,
    {
      schema: {
        tags,
        operationId: 'readNextContent',
        summary: nextContent.summary,
        params: nextContent.params,
        response: { 200: nextContent.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(services.pool, accessOf(request), request.params.id)
      const now = Date.now()
      const { persona, offered } = await offersFor(services.pool, id)
      return {
        persona,
        data: offered.slice(0, OFFERED_MAX).map(({ asset, reasons }) => ({
          asset,
          url: contentUrl(services, asset, id, now),
          reasons: [...reasons],
        })),
      }
    },
  )
}
