/** Entering, importing and reading what was spent, and how reports read amounts of money. */
import { routes, spendQuerySchema } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { importSpend } from './import-spend.ts'
import { moneySettings, setMoneySettings } from './money-settings.ts'
import { addSpend, changeSpend, removeSpend, spendList } from './spend-rows.ts'

const tags = ['spend']

/** Ten thousand rows with room to spare. */
const FILE_BYTES_MAX = 5_000_000

export function addSpendRoutes(app: App, pool: pg.Pool): void {
  addRows(app, pool)
  addImport(app, pool)
  addSettings(app, pool)
}

function addRows(app: App, pool: pg.Pool): void {
  const { spend, addSpend: add, changeSpend: change, removeSpend: remove } = routes
  app.get(
    spend.path,
    {
      schema: {
        tags,
        operationId: 'listSpend',
        summary: spend.summary,
        querystring: spendQuerySchema,
        response: { 200: spend.answer },
      },
    },
    async ({ query }) => spendList(pool, query),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addSpend',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addSpend(pool, request.body, signedIn(request).id),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeSpend',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changeSpend(pool, request.params.id, request.body, signedIn(request).id),
  )
  app.delete(
    remove.path,
    {
      schema: {
        tags,
        operationId: 'removeSpend',
        summary: remove.summary,
        params: remove.params,
        response: { 200: remove.answer },
      },
    },
    async ({ params }) => {
      await removeSpend(pool, params.id)
      return { done: true as const }
    },
  )
}

function addImport(app: App, pool: pg.Pool): void {
  const { importSpend: bring } = routes
  app.post(
    bring.path,
    {
      bodyLimit: FILE_BYTES_MAX,
      schema: { tags, operationId: 'importSpend', summary: bring.summary, response: { 200: bring.answer } },
    },
    async (request) => {
      const { body } = request
      if (!Buffer.isBuffer(body))
        throw new Refusal('unsupported_media_type', 'A file is sent as application/octet-stream.')
      return importSpend(pool, body, signedIn(request).id)
    },
  )
}

function addSettings(app: App, pool: pg.Pool): void {
  const { moneySettings: read, setMoneySettings: write } = routes
  app.get(
    read.path,
    {
      schema: {
        tags,
        operationId: 'readMoneySettings',
        summary: read.summary,
        response: { 200: read.answer },
      },
    },
    async () => moneySettings(pool),
  )
  app.put(
    write.path,
    {
      schema: {
        tags,
        operationId: 'setMoneySettings',
        summary: write.summary,
        body: write.body,
        response: { 200: write.answer },
      },
    },
    async (request) => {
      await setMoneySettings(pool, request.body)
      return moneySettings(pool)
    },
  )
}
