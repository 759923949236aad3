/** Reports, and the leads behind their numbers. */
import { leadsBehindSchema, reportChoicesSchema, reportParams, reportSchema } from '../report-schemas.ts'
import { get } from './define-route.ts'

export const reportRoutes = {
  reportChoices: get(
    '/api/reports',
    'What reports can be asked about: values of each dimension',
    reportChoicesSchema,
  ),
  report: { ...get('/api/reports/:report', 'One report', reportSchema), params: reportParams },
  leadsBehind: {
    ...get('/api/reports/:report/leads', 'The leads behind one number of a report', leadsBehindSchema),
    params: reportParams,
  },
} as const
