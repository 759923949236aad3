/** Reports, the leads behind their numbers, and reports that leave the application. */
import { z } from 'zod'
import { idParams } from '../person-schemas.ts'
import { leadsBehindSchema, reportChoicesSchema, reportParams, reportSchema } from '../report-schemas.ts'
import {
  scheduleRequestSchema,
  schedulesSchema,
  shareRequestSchema,
  shareSchema,
  sharesSchema,
} from '../report-sending-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { act, get } from './define-route.ts'

export const reportRoutes = {
  reportChoices: get(
    '/api/reports',
    'What reports can be asked about: values of each dimension',
    reportChoicesSchema,
  ),
  report: { ...get('/api/reports/:report', 'One report', reportSchema), params: reportParams },
  reportFile: {
    ...get('/api/reports/:report/file.csv', 'One report as CSV', z.string()),
    params: reportParams,
  },
  leadsBehind: {
    ...get('/api/reports/:report/leads', 'The leads behind one number of a report', leadsBehindSchema),
    params: reportParams,
  },
  leadsBehindFile: {
    ...get('/api/reports/:report/leads.csv', 'The leads behind one number as CSV', z.string()),
    params: reportParams,
  },
  reportShares: get('/api/report-shares', 'Links that show a report without signing in', sharesSchema),
  shareReport: act('POST', '/api/report-shares', 'Make a link that shows a report', shareSchema, {
    body: shareRequestSchema,
  }),
  revokeShare: act('DELETE', '/api/report-shares/:id', 'Take a link back', doneSchema, { params: idParams }),
  reportSchedules: get('/api/report-schedules', 'Reports that are sent by mail', schedulesSchema),
  scheduleReport: act(
    'POST',
    '/api/report-schedules',
    'Send a report by mail, again and again',
    schedulesSchema,
    {
      body: scheduleRequestSchema,
    },
  ),
  endSchedule: act('DELETE', '/api/report-schedules/:id', 'Send it no more', doneSchema, {
    params: idParams,
  }),
} as const
