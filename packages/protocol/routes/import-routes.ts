/** Importing files in the application. */
import { z } from 'zod'
import {
  importFileSchema,
  importSchema,
  importsSchema,
  importTryRequestSchema,
  importTrySchema,
} from '../import-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { act, get } from './define-route.ts'

export const importRoutes = {
  imports: get('/api/imports', 'Files that were imported, and what came of each', importsSchema),
  import: { ...get('/api/imports/:id', 'One import, and how far it is', importSchema), params: idParams },
  uploadFile: act(
    'POST',
    '/api/imports/files',
    'Send a file, as application/octet-stream',
    importFileSchema,
    {},
  ),
  tryImport: act(
    'POST',
    '/api/imports/tries',
    'What importing a file would do; nothing is written',
    importTrySchema,
    {
      body: importTryRequestSchema,
    },
  ),
  startImport: act('POST', '/api/imports', 'Import a file', importSchema, { body: importTryRequestSchema }),
  stopImport: act('POST', '/api/imports/:id/stop', 'Stop an import; what is stored stays', importSchema, {
    params: idParams,
  }),
  undoImport: act('POST', '/api/imports/:id/undo', 'Take a whole import back', importSchema, {
    params: idParams,
  }),
  importErrors: {
    ...get('/api/imports/:id/errors.csv', 'Rows that were refused, to mend and import again', z.string()),
    params: idParams,
  },
} as const
