/** Mails that programs send: written, looked at, checked, tried on oneself. */
import { z } from 'zod'
import {
  mailArchivedSchema,
  mailAtVersionSchema,
  mailChangeSchema,
  mailFieldsSchema,
  mailParams,
  mailPreviewRequestSchema,
  mailPreviewSchema,
  mailSchema,
  mailSenderChangeSchema,
  mailSenderSchema,
  mailsSchema,
  mailTestedSchema,
  mailTestSchema,
  mailVersionParams,
  mailWrittenSchema,
  previewParams,
} from '../mail-schemas.ts'
import { act, get } from './define-route.ts'

export const mailRoutes = {
  mails: get('/api/mails', 'Mails, each as its last version', mailsSchema),
  mail: { ...get('/api/mails/:id', 'One mail with its versions', mailSchema), params: mailParams },
  mailVersion: {
    ...get(
      '/api/mails/:id/versions/:version',
      'A mail as it was in one of its versions',
      mailAtVersionSchema,
    ),
    params: mailVersionParams,
  },
  addMail: act('POST', '/api/mails', 'Begin a mail', mailSchema, { body: mailWrittenSchema }),
  changeMail: act('PUT', '/api/mails/:id', 'Write the next version of a mail', mailSchema, {
    params: mailParams,
    body: mailChangeSchema,
  }),
  archiveMail: act('PUT', '/api/mails/:id/archived', 'Put a mail away, or take it back', mailSchema, {
    params: mailParams,
    body: mailArchivedSchema,
  }),
  previewMail: act('POST', '/api/mail-previews', 'A letter as somebody would get it', mailPreviewSchema, {
    body: mailPreviewRequestSchema,
  }),
  mailPreviewPage: {
    ...get('/api/mail-previews/:id', 'The page of a preview (HTML)', z.string()),
    params: previewParams,
  },
  testMail: act('POST', '/api/mail-tests', 'Send a letter to oneself', mailTestedSchema, {
    body: mailTestSchema,
  }),
  mailFields: get('/api/mail-fields', 'Merge fields and content that letters may use', mailFieldsSchema),
  mailSender: get('/api/mail-sender', 'Whom mail comes from, and what receivers can check', mailSenderSchema),
  changeMailSender: act('PUT', '/api/mail-sender', 'Set the postal address in footers', mailSenderSchema, {
    body: mailSenderChangeSchema,
  }),
} as const
