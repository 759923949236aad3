/** Programs: written, tried on history, started, and what came of them. */
import { leadParams } from '../lead-schemas.ts'
import { mailParams } from '../mail-schemas.ts'
import { idParams } from '../person-schemas.ts'
import {
  leadProgramsSchema,
  leaveProgramSchema,
  mailResultsSchema,
  programChangeSchema,
  programCheckSchema,
  programResultsSchema,
  programSchema,
  programsSchema,
  programStartSchema,
  programStateChangeSchema,
  programToCheckSchema,
  programTryLineSchema,
  programTrySchema,
  programWebhooksSchema,
  programWordsSchema,
  programWrittenSchema,
  sendCountsSchema,
} from '../program-schemas.ts'
import { leadsBehindSchema } from '../report-schemas.ts'
import { act, get } from './define-route.ts'

export const programRoutes = {
  programs: get('/api/programs', 'Programs, with how many are in each', programsSchema),
  program: { ...get('/api/programs/:id', 'One program with its versions', programSchema), params: idParams },
  addProgram: act('POST', '/api/programs', 'Begin a program', programSchema, { body: programWrittenSchema }),
  changeProgram: act('PUT', '/api/programs/:id', 'Write what is to run next', programSchema, {
    params: idParams,
    body: programChangeSchema,
  }),
  checkProgram: act('POST', '/api/program-checks', 'What is wrong with a document', programCheckSchema, {
    body: programToCheckSchema,
  }),
  startProgram: act('POST', '/api/programs/:id/start', 'Start what is written', programSchema, {
    params: idParams,
    body: programStartSchema,
  }),
  setProgramState: act(
    'PUT',
    '/api/programs/:id/state',
    'Pause, go on with or end a program',
    programSchema,
    {
      params: idParams,
      body: programStateChangeSchema,
    },
  ),
  tryProgram: act(
    'POST',
    '/api/program-tries',
    'What a document would have done over all of history: one JSON object a line',
    programTryLineSchema,
    { body: programTrySchema },
  ),
  triedLeads: {
    ...get('/api/program-tries/:id/leads', 'The leads behind a number of a try', leadsBehindSchema),
    params: idParams,
  },
  mailResults: {
    ...get('/api/mails/:id/results', 'What came of a mail, whichever program sent it', mailResultsSchema),
    params: mailParams,
  },
  sendCounts: get(
    '/api/send-counts',
    'What was sent of each mail, or with each piece of content',
    sendCountsSchema,
  ),
  programResults: {
    ...get('/api/programs/:id/results', 'What came of a program', programResultsSchema),
    params: idParams,
  },
  programLeads: {
    ...get('/api/programs/:id/leads', 'The leads behind a number of a program', leadsBehindSchema),
    params: idParams,
  },
  programWords: get('/api/program-words', 'What documents of programs may name', programWordsSchema),
  programWebhooks: get('/api/program-webhooks', 'Where webhooks of programs lead', programWebhooksSchema),
  setProgramWebhooks: act('PUT', '/api/program-webhooks', 'Set them', programWebhooksSchema, {
    body: programWebhooksSchema,
  }),
  leadPrograms: {
    ...get('/api/leads/:id/programs', 'The programs that a lead is or was in', leadProgramsSchema),
    params: leadParams,
  },
  leaveProgram: act(
    'POST',
    '/api/leads/:id/leave-program',
    'Take a lead out of a program',
    leadProgramsSchema,
    {
      params: leadParams,
      body: leaveProgramSchema,
    },
  ),
} as const
