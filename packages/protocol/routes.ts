/** Every route that the web application and the command line call: its method, path and meaning in one place. */
import type { z } from 'zod'
import {
  agreementVersionSchema,
  agreementVersionsSchema,
  judgingSchema,
  proposalSchema,
  signedSchema,
  signingSchema,
  versionParams,
} from './agreement-schemas.ts'
import { historySchema, leadListSchema, leadParams, leadSchema, separatedSchema } from './lead-schemas.ts'
import { planRequestSchema, planSchema } from './plan-schemas.ts'
import { sourceListSchema } from './source-schemas.ts'
import { statusSchema } from './status-schemas.ts'

function get<Answer extends z.ZodType>(path: string, summary: string, answer: Answer) {
  return { method: 'GET', path, summary, answer } as const
}

export const routes = {
  status: get('/api/status', 'What this installation holds', statusSchema),
  leads: get('/api/leads', 'Leads by filter, sorted, one keyset page', leadListSchema),
  lead: get('/api/leads/:id', 'One lead with its company and decisions', leadSchema),
  leadHistory: get('/api/leads/:id/history', 'All that a lead is judged by, in fold order', historySchema),
  separateVisitor: {
    method: 'POST',
    path: '/api/leads/:id/separate',
    summary: 'Take back that this visitor was joined to a lead; both are judged anew',
    params: leadParams,
    answer: separatedSchema,
  },
  sources: get('/api/sources', 'What became of the leads of each first-touch source', sourceListSchema),
  agreement: get('/api/agreement', 'The agreement in force', agreementVersionSchema),
  agreementVersions: get(
    '/api/agreement/versions',
    'Every version of the agreement',
    agreementVersionsSchema,
  ),
  agreementVersion: get(
    '/api/agreement/versions/:version',
    'One version of the agreement',
    agreementVersionSchema,
  ),
  proposeAgreement: {
    method: 'POST',
    path: '/api/agreement/versions',
    summary: 'Propose a document as the next version',
    body: proposalSchema,
    answer: agreementVersionSchema,
  },
  planAgreement: {
    method: 'POST',
    path: '/api/agreement/plan',
    summary: 'What a document would have done over the complete history, beside a version of the agreement',
    body: planRequestSchema,
    answer: planSchema,
  },
  signAgreement: {
    method: 'POST',
    path: '/api/agreement/versions/:version/signatures',
    summary: 'Sign a version for one side; with both it is in force, and everybody is judged anew',
    params: versionParams,
    body: signingSchema,
    answer: signedSchema,
  },
  judgingProgress: get('/api/agreement/judging', 'How far judging everybody anew has come', judgingSchema),
} as const
