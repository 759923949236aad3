/** Kinds of people who buy, and an agreement that asks for them. */
import {
  personaChangeSchema,
  personaDraftBeginningSchema,
  personaDraftSchema,
  personaSchema,
  personasSchema,
  personaWrittenSchema,
} from '../persona-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { act, get } from './define-route.ts'

export const personaRoutes = {
  personas: get('/api/personas', 'Kinds of people who buy, and by what they are recognised', personasSchema),
  addPersona: act('POST', '/api/personas', 'Add a persona', personaSchema, { body: personaWrittenSchema }),
  changePersona: act('PATCH', '/api/personas/:id', 'Change or archive a persona', personaSchema, {
    params: idParams,
    body: personaChangeSchema,
  }),
  draftPersona: act(
    'POST',
    '/api/personas/:id/draft',
    'Begin a draft of the agreement with the marks of a persona as fit clauses',
    personaDraftSchema,
    { params: idParams, body: personaDraftBeginningSchema },
  ),
} as const
