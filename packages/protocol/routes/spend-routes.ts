/** What was spent to bring people, how reports read amounts, and how lifecycles are defined. */
import { lifecycleDefinitionsSchema } from '../lifecycle-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import {
  moneySettingsSchema,
  spendEntrySchema,
  spendImportedSchema,
  spendListSchema,
  spendWrittenSchema,
} from '../spend-schemas.ts'
import { act, get } from './define-route.ts'

export const spendRoutes = {
  spend: get('/api/spend', 'What was spent to bring people', spendListSchema),
  addSpend: act('POST', '/api/spend', 'Enter what was spent', spendEntrySchema, { body: spendWrittenSchema }),
  changeSpend: act('PUT', '/api/spend/:id', 'Correct what was spent', spendEntrySchema, {
    params: idParams,
    body: spendWrittenSchema,
  }),
  removeSpend: act('DELETE', '/api/spend/:id', 'Remove what was spent', doneSchema, { params: idParams }),
  importSpend: act(
    'POST',
    '/api/spend/imports',
    'Take a CSV file of spend, sent as application/octet-stream: all of it, or nothing and why',
    spendImportedSchema,
    {},
  ),
  moneySettings: get('/api/spend/settings', 'How reports read amounts of money', moneySettingsSchema),
  setMoneySettings: act(
    'PUT',
    '/api/spend/settings',
    'Set currency, rates, margin and what an amount stands for',
    moneySettingsSchema,
    { body: moneySettingsSchema },
  ),
  lifecycleDefinitions: get(
    '/api/reports/lifecycle-definitions',
    'How the rungs of lifecycles are defined',
    lifecycleDefinitionsSchema,
  ),
  setLifecycleDefinitions: act(
    'PUT',
    '/api/reports/lifecycle-definitions',
    'Define the rungs of lifecycles',
    lifecycleDefinitionsSchema,
    { body: lifecycleDefinitionsSchema },
  ),
} as const
