/** Leads: reading them, who is who, and their companies. */
import { buyingRoleSchema, companySchema } from '../company-schemas.ts'
import { packetsSchema } from '../handoff-schemas.ts'
import {
  duplicateSearchSchema,
  duplicatesSchema,
  leadIdentitySchema,
  mergeRequestSchema,
  mergedSchema,
  pairDismissalSchema,
  unmergedSchema,
} from '../identity-schemas.ts'
import { historySchema, leadListSchema, leadParams, leadSchema, separatedSchema } from '../lead-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import {
  erasureRequestSchema,
  erasuresSchema,
  personDataSchema,
  retentionSchema,
} from '../privacy-schemas.ts'
import { act, get } from './define-route.ts'

export const leadRoutes = {
  leads: get('/api/leads', 'Leads by filter, sorted, one keyset page', leadListSchema),
  lead: get('/api/leads/:id', 'One lead with its company and decisions', leadSchema),
  leadHistory: get('/api/leads/:id/history', 'All that a lead is judged by, in fold order', historySchema),
  separateVisitor: act(
    'POST',
    '/api/leads/:id/separate',
    'Take back that this visitor was joined to a lead; both are judged anew',
    separatedSchema,
    { params: leadParams },
  ),
  leadIdentity: {
    ...get(
      '/api/leads/:id/identity',
      'What makes a lead that lead, and what was merged into it',
      leadIdentitySchema,
    ),
    params: leadParams,
  },
  mergeLeads: act('POST', '/api/leads/:id/merges', 'Merge another lead into this one', mergedSchema, {
    params: leadParams,
    body: mergeRequestSchema,
  }),
  unmergeLeads: act(
    'DELETE',
    '/api/merges/:id',
    'Take a merge back: both leads are as if it had never been',
    unmergedSchema,
    { params: idParams },
  ),
  duplicates: get('/api/duplicates', 'Pairs of leads that look like one person', duplicatesSchema),
  searchDuplicates: act(
    'POST',
    '/api/duplicates/searches',
    'Look for duplicates now',
    duplicateSearchSchema,
    {},
  ),
  dismissDuplicate: act(
    'POST',
    '/api/duplicates/dismissals',
    'Say that two leads are two people',
    doneSchema,
    {
      body: pairDismissalSchema,
    },
  ),
  company: {
    ...get('/api/companies/:id', 'One company: the people who buy together, and their score', companySchema),
    params: idParams,
  },
  setBuyingRole: act('PUT', '/api/leads/:id/buying-role', 'Say what a lead is to the purchase', doneSchema, {
    params: leadParams,
    body: buyingRoleSchema,
  }),
  packets: get(
    '/api/leads/:id/packets',
    'What sales was given at each promotion, frozen, and why it went to whom',
    packetsSchema,
  ),
  personData: {
    ...get('/api/leads/:id/personal-data', 'All that is kept of one person', personDataSchema),
    params: leadParams,
  },
  eraseLead: act('POST', '/api/leads/:id/erasure', 'Erase who a lead is; what it did stays', doneSchema, {
    params: leadParams,
    body: erasureRequestSchema,
  }),
  erasures: get('/api/erasures', 'Whose personal data was erased, when and by whom', erasuresSchema),
  retention: get('/api/retention', 'How many days each class of data is kept', retentionSchema),
  setRetention: act(
    'PUT',
    '/api/retention',
    'Set how many days each class of data is kept',
    retentionSchema,
    {
      body: retentionSchema,
    },
  ),
} as const
