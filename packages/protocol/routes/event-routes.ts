/** What came in and how: the log of events, what was refused, sources and their keys, webhooks, and entries by hand. */
import {
  bulkReplaySchema,
  bulkReplayedSchema,
  cataloguedEventSchema,
  dismissalSchema,
  dismissedSchema,
  eventLogSchema,
  eventSourcesSchema,
  failedEventSchema,
  failedEventsSchema,
  replayedSchema,
  replayRequestSchema,
  uncataloguedSchema,
} from '../event-log-schemas.ts'
import { enteredLeadSchema, inboundSchema, leadEnteredSchema } from '../hand-schemas.ts'
import {
  hookAddressSchema,
  hookChangeSchema,
  hookGuardSchema,
  hookPresetsSchema,
  hookPreviewRequestSchema,
  hookPreviewSchema,
  hookSamplesSchema,
  hookSchema,
  hooksSchema,
  newHookSchema,
} from '../hook-schemas.ts'
import { secretKeySchema, secretKeysSchema, sourceNameSchema, writeKeySchema } from '../key-schemas.ts'
import { leadParams } from '../lead-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { act, get } from './define-route.ts'

const params = idParams

export const eventRoutes = {
  eventLog: get('/api/events', 'Events as they were stored, the newest first', eventLogSchema),
  uncatalogued: get(
    '/api/events/uncatalogued',
    'Events and properties that came and that the catalogue does not know',
    uncataloguedSchema,
  ),
  catalogueEvent: act(
    'POST',
    '/api/catalogue/events',
    'Put an event, or more properties of one, into the catalogue',
    doneSchema,
    { body: cataloguedEventSchema },
  ),
  failedEvents: get('/api/failed-events', 'Events that were refused, the newest first', failedEventsSchema),
  failedEvent: { ...get('/api/failed-events/:id', 'One event that was refused', failedEventSchema), params },
  replayFailed: act(
    'POST',
    '/api/failed-events/:id/replay',
    'Read a refused event again, mended or as it was sent',
    replayedSchema,
    { params, body: replayRequestSchema },
  ),
  replayAllFailed: act(
    'POST',
    '/api/failed-events/replays',
    'Read all refused events of a kind again with one simple fix',
    bulkReplayedSchema,
    { body: bulkReplaySchema },
  ),
  dismissFailed: act(
    'POST',
    '/api/failed-events/dismissals',
    'Set refused events aside as not worth mending',
    dismissedSchema,
    { body: dismissalSchema },
  ),

  eventSources: get(
    '/api/event-sources',
    'Where events come from: keys, volumes and health',
    eventSourcesSchema,
  ),
  addEventSource: act('POST', '/api/event-sources', 'Add a source with a write key', writeKeySchema, {
    body: sourceNameSchema,
  }),
  rotateWriteKey: act(
    'POST',
    '/api/event-sources/:id/write-keys',
    'Give a source a new write key; the old one ends within five seconds',
    writeKeySchema,
    { params },
  ),
  secretKeys: get('/api/secret-keys', 'Secret keys, without the keys themselves', secretKeysSchema),
  addSecretKey: act('POST', '/api/secret-keys', 'Make a secret key, which is shown once', secretKeySchema, {
    body: sourceNameSchema,
  }),
  revokeSecretKey: act(
    'DELETE',
    '/api/secret-keys/:id',
    'Revoke a secret key; it ends within five seconds',
    doneSchema,
    { params },
  ),

  hooks: get('/api/hooks', 'Inbound webhooks', hooksSchema),
  hookPresets: get('/api/hooks/presets', 'Mappings to begin with', hookPresetsSchema),
  addHook: act('POST', '/api/hooks', 'Add an inbound webhook; its address is shown once', hookAddressSchema, {
    body: newHookSchema,
  }),
  changeHook: act('PATCH', '/api/hooks/:id', 'Change the mapping or state of a webhook', hookSchema, {
    params,
    body: hookChangeSchema,
  }),
  guardHook: act('PUT', '/api/hooks/:id/guard', 'Set how bodies of a webhook are proven', hookSchema, {
    params,
    body: hookGuardSchema,
  }),
  renewHook: act(
    'POST',
    '/api/hooks/:id/addresses',
    'Give a webhook a new address; the old one ends within five seconds',
    hookAddressSchema,
    { params },
  ),
  removeHook: act('DELETE', '/api/hooks/:id', 'Remove a webhook and its samples', doneSchema, { params }),
  hookSamples: {
    ...get('/api/hooks/:id/samples', 'What a webhook received last', hookSamplesSchema),
    params,
  },
  previewHook: act(
    'POST',
    '/api/hooks/:id/previews',
    'What a mapping would make of a sample, without storing it',
    hookPreviewSchema,
    { params, body: hookPreviewRequestSchema },
  ),

  enterLead: act('POST', '/api/leads', 'Enter a lead by hand', leadEnteredSchema, {
    body: enteredLeadSchema,
  }),
  logInbound: act('POST', '/api/leads/:id/inbound', 'Log that a lead called or chatted', doneSchema, {
    params: leadParams,
    body: inboundSchema,
  }),
} as const
