/** How leads arrive: sources, forms, files, and what was refused. */
import { asideEventsSchema, eventMarkSchema, eventOfLeadParams } from '../aside-schemas.ts'
import { leadParams } from '../lead-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { sourceListSchema } from '../source-schemas.ts'
import { act, get } from './define-route.ts'

export const captureRoutes = {
  sources: get('/api/sources', 'What became of the leads of each first-touch source', sourceListSchema),
  asideEvents: {
    ...get(
      '/api/leads/:id/aside',
      'Events of a lead that are kept and do not count, and why',
      asideEventsSchema,
    ),
    params: leadParams,
  },
  markEvent: act(
    'POST',
    '/api/leads/:id/events/:event/marks',
    'Say whether an event was a person’s or a machine’s; the lead is judged anew',
    doneSchema,
    { params: eventOfLeadParams, body: eventMarkSchema },
  ),
} as const
