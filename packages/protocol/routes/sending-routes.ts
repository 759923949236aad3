/** Mail to leads on its way out, and what comes back of it. */
import { idParams } from '../person-schemas.ts'
import {
  bounceTakenSchema,
  sendingOverviewSchema,
  sendingSettingsSchema,
  sendListSchema,
  settledByHandSchema,
} from '../sending-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { act, get } from './define-route.ts'

export const sendingRoutes = {
  sending: get(
    '/api/sends/overview',
    'What is queued, what holds it back, and how fast it leaves',
    sendingOverviewSchema,
  ),
  sends: get('/api/sends', 'Sends that somebody has to look at', sendListSchema),
  settleSend: act(
    'POST',
    '/api/sends/:id/settle',
    'Say what became of a send, or send it once more',
    doneSchema,
    {
      params: idParams,
      body: settledByHandSchema,
    },
  ),
  liftPause: act(
    'POST',
    '/api/sends/pauses/:id/lift',
    'Let a mail leave again that was held back',
    doneSchema,
    {
      params: idParams,
    },
  ),
  setSending: act(
    'PUT',
    '/api/sends/settings',
    'Set how fast and how often mail leaves',
    sendingSettingsSchema,
    {
      body: sendingSettingsSchema,
    },
  ),
  takeBounce: act(
    'POST',
    '/api/sends/bounces/raw',
    'Take a message that came back, whole, sent as application/octet-stream',
    bounceTakenSchema,
    {},
  ),
} as const
