/** Segments: named audiences. */
import {
  segmentChangeSchema,
  segmentParams,
  segmentSchema,
  segmentsSchema,
  segmentTrialSchema,
  segmentWrittenSchema,
  triedSegmentSchema,
} from '../segment-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { act, get } from './define-route.ts'

export const segmentRoutes = {
  segments: get('/api/segments', 'Segments, how many are in each, and what names them', segmentsSchema),
  addSegment: act('POST', '/api/segments', 'Add a segment', segmentSchema, { body: segmentWrittenSchema }),
  trySegment: act(
    'POST',
    '/api/segments/tries',
    'What is wrong with the document of a segment, and about how many it would be',
    triedSegmentSchema,
    { body: segmentTrialSchema },
  ),
  changeSegment: act('PATCH', '/api/segments/:id', 'Change a segment', segmentSchema, {
    params: segmentParams,
    body: segmentChangeSchema,
  }),
  removeSegment: act('DELETE', '/api/segments/:id', 'Remove a segment that nothing names', doneSchema, {
    params: segmentParams,
  }),
} as const
