/** Setting up webhooks: made and guarded by administrators, mapped by marketing. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { askerId } from '../access/index.ts'
import { catalogueNow } from '../agreements/index.ts'
import type { App } from '../platform/http/create-app.ts'
import {
  addHook,
  changeHook,
  guardHook,
  hook,
  hooks,
  type MadeHook,
  removeHook,
  renewHook,
} from './hook-rows.ts'
import type { KnownHooks } from './known-hooks.ts'
import { HOOK_PRESET_LIST } from './presets.ts'
import { previewMapping } from './preview-mapping.ts'
import { sampleBody, samplesOf } from './samples.ts'

export interface HookServices {
  readonly pool: pg.Pool
  readonly known: KnownHooks
  readonly url: () => string
}

const tags = ['webhooks']

export function addHookRoutes(app: App, services: HookServices): void {
  addSetting(app, services)
  addAddresses(app, services)
  addMapping(app, services)
}

function addSetting(app: App, { pool, known }: HookServices): void {
  const { hooks: list, hookPresets, changeHook: change, guardHook: guard, removeHook: remove } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listHooks', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: await hooks(pool) }),
  )
  app.get(
    hookPresets.path,
    {
      schema: {
        tags,
        operationId: 'listHookPresets',
        summary: hookPresets.summary,
        response: { 200: hookPresets.answer },
      },
    },
    async () => ({ data: HOOK_PRESET_LIST }),
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeHook',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const changed = await changeHook(pool, request.params.id, request.body)
      known.forget()
      return changed
    },
  )
  app.put(
    guard.path,
    {
      schema: {
        tags,
        operationId: 'guardHook',
        summary: guard.summary,
        params: guard.params,
        body: guard.body,
        response: { 200: guard.answer },
      },
    },
    async (request) => {
      const guarded = await guardHook(pool, request.params.id, request.body)
      known.forget()
      return guarded
    },
  )
  app.delete(
    remove.path,
    {
      schema: {
        tags,
        operationId: 'removeHook',
        summary: remove.summary,
        params: remove.params,
        response: { 200: remove.answer },
      },
    },
    async (request) => {
      await removeHook(pool, request.params.id)
      known.forget()
      return { done: true as const }
    },
  )
}

function addAddresses(app: App, { pool, known, url }: HookServices): void {
  const { addHook: add, renewHook: renew } = routes
  const addressOf = ({ id, key }: MadeHook) => ({ id, path: `/in/${key}`, url: `${url()}/in/${key}` })
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addHook',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => {
      return addressOf(await addHook(pool, request.body, askerId(request)))
    },
  )
  app.post(
    renew.path,
    {
      schema: {
        tags,
        operationId: 'renewHook',
        summary: renew.summary,
        params: renew.params,
        response: { 200: renew.answer },
      },
    },
    async (request) => {
      const made = await renewHook(pool, request.params.id)
      known.forget()
      return addressOf(made)
    },
  )
}

function addMapping(app: App, { pool }: HookServices): void {
  const { hookSamples, previewHook } = routes
  app.get(
    hookSamples.path,
    {
      schema: {
        tags,
        operationId: 'listHookSamples',
        summary: hookSamples.summary,
        params: hookSamples.params,
        response: { 200: hookSamples.answer },
      },
    },
    async (request) => {
      const { id } = await hook(pool, request.params.id)
      return { data: await samplesOf(pool, id) }
    },
  )
  app.post(
    previewHook.path,
    {
      schema: {
        tags,
        operationId: 'previewHook',
        summary: previewHook.summary,
        params: previewHook.params,
        body: previewHook.body,
        response: { 200: previewHook.answer },
      },
    },
    async (request) => {
      const { mapping, sample } = request.body
      const { id, sourceId } = await hook(pool, request.params.id)
      const body = await sampleBody(pool, id, sample)
      const received = { sourceId, receivedAt: Date.now() }
      return await previewMapping(pool, await catalogueNow(pool), mapping, body, received)
    },
  )
}
