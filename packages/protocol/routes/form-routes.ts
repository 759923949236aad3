/** Forms; consent and what is not to be mailed. */
import {
  consentChangeSchema,
  consentsSchema,
  purposesSchema,
  suppressionRequestSchema,
  suppressionsSchema,
} from '../consent-schemas.ts'
import {
  formDefinitionSchema,
  formPreviewSchema,
  formSchema,
  formsSchema,
  formStatusSchema,
} from '../form-schemas.ts'
import { leadParams } from '../lead-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { act, get } from './define-route.ts'

export const formRoutes = {
  forms: get('/api/forms', 'Forms with what came of them', formsSchema),
  form: { ...get('/api/forms/:id', 'One form', formSchema), params: idParams },
  addForm: act('POST', '/api/forms', 'Begin a form', formSchema, { body: formDefinitionSchema }),
  changeForm: act('PUT', '/api/forms/:id', 'Change a form: its next version', formSchema, {
    params: idParams,
    body: formDefinitionSchema,
  }),
  checkForm: act('POST', '/api/forms/checks', 'What keeps a form from going live', formPreviewSchema, {
    body: formDefinitionSchema,
  }),
  setFormStatus: act('PUT', '/api/forms/:id/status', 'Put a form live, or close it', formSchema, {
    params: idParams,
    body: formStatusSchema,
  }),

  consents: {
    ...get('/api/leads/:id/consents', 'What a lead agreed to', consentsSchema),
    params: leadParams,
  },
  changeConsent: act(
    'POST',
    '/api/leads/:id/consents',
    'Record what somebody agreed to or took back',
    consentsSchema,
    {
      params: leadParams,
      body: consentChangeSchema,
    },
  ),
  purposes: get('/api/purposes', 'What consent is asked for', purposesSchema),
  setPurposes: act('PUT', '/api/purposes', 'Set what consent is asked for', purposesSchema, {
    body: purposesSchema,
  }),
  suppressions: get('/api/suppressions', 'Addresses that nothing is sent to', suppressionsSchema),
  addSuppression: act('POST', '/api/suppressions', 'Send nothing to an address any more', doneSchema, {
    body: suppressionRequestSchema,
  }),
  removeSuppression: act('POST', '/api/suppressions/removals', 'Allow mail to an address again', doneSchema, {
    body: suppressionRequestSchema,
  }),
} as const
