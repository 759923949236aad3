/** The content library, its files, its gaps, and what to offer a lead next. */
import {
  contentAssetSchema,
  contentChangeSchema,
  contentFileSchema,
  contentFilesSchema,
  contentGapsSchema,
  contentSchema,
  contentWrittenSchema,
  nextContentSchema,
} from '../content-schemas.ts'
import { leadParams } from '../lead-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { act, get } from './define-route.ts'

export const contentRoutes = {
  content: get('/api/content', 'The content library', contentSchema),
  addContent: act('POST', '/api/content', 'Add a piece of content', contentAssetSchema, {
    body: contentWrittenSchema,
  }),
  changeContent: act(
    'PATCH',
    '/api/content/:id',
    'Change or archive a piece of content',
    contentAssetSchema,
    {
      params: idParams,
      body: contentChangeSchema,
    },
  ),
  contentGaps: get(
    '/api/content/gaps',
    'Stages, personas and pains for which there is no fresh content',
    contentGapsSchema,
  ),
  contentFiles: get('/api/content/files', 'Files of the library', contentFilesSchema),
  addContentFile: act(
    'POST',
    '/api/content/files',
    'Keep a file, sent as application/octet-stream',
    contentFileSchema,
    {},
  ),
  nextContent: {
    ...get('/api/leads/:id/next-content', 'What to offer a lead next, and why', nextContentSchema),
    params: leadParams,
  },
} as const
