/** The agreement: drafts, calibration, versions, trying, signing. */
import {
  agreementVersionSchema,
  agreementVersionsSchema,
  judgingSchema,
  proposalSchema,
  signedSchema,
  signingSchema,
  versionParams,
} from '../agreement-schemas.ts'
import {
  calibrationBeginningSchema,
  calibrationLabelSchema,
  calibrationSchema,
  calibrationsSchema,
} from '../calibration-schemas.ts'
import {
  commentSchema,
  commentSettlingSchema,
  commentWrittenSchema,
  commentsSchema,
  draftBeginningSchema,
  draftChangeSchema,
  draftProposalSchema,
  draftSchema,
  draftsSchema,
} from '../draft-schemas.ts'
import { idParams } from '../person-schemas.ts'
import { planRequestSchema, planSchema } from '../plan-schemas.ts'
import { doneSchema } from '../session-schemas.ts'
import { tryLineSchema, tryRequestSchema } from '../studio-schemas.ts'
import { act, get } from './define-route.ts'

export const agreementRoutes = {
  drafts: get(
    '/api/agreement/drafts',
    'Drafts of the agreement: mine and those that are shared',
    draftsSchema,
  ),
  addDraft: act('POST', '/api/agreement/drafts', 'Begin a draft of the agreement', draftSchema, {
    body: draftBeginningSchema,
  }),
  draft: { ...get('/api/agreement/drafts/:id', 'One draft of the agreement', draftSchema), params: idParams },
  changeDraft: act('PUT', '/api/agreement/drafts/:id', 'Write a draft of the agreement', draftSchema, {
    params: idParams,
    body: draftChangeSchema,
  }),
  removeDraft: act('DELETE', '/api/agreement/drafts/:id', 'Throw a draft away', doneSchema, {
    params: idParams,
  }),
  proposeDraft: act(
    'POST',
    '/api/agreement/drafts/:id/proposal',
    'Propose a draft as the next version',
    draftSchema,
    { params: idParams, body: draftProposalSchema },
  ),
  draftComments: {
    ...get('/api/agreement/drafts/:id/comments', 'What people say about a draft', commentsSchema),
    params: idParams,
  },
  addDraftComment: act(
    'POST',
    '/api/agreement/drafts/:id/comments',
    'Say something about a draft, or one of its clauses',
    commentSchema,
    { params: idParams, body: commentWrittenSchema },
  ),
  versionComments: {
    ...get('/api/agreement/versions/:version/comments', 'What people say about a version', commentsSchema),
    params: versionParams,
  },
  addVersionComment: act(
    'POST',
    '/api/agreement/versions/:version/comments',
    'Say something about a version, or one of its clauses',
    commentSchema,
    { params: versionParams, body: commentWrittenSchema },
  ),
  settleComment: act(
    'PATCH',
    '/api/agreement/comments/:id',
    'Settle what somebody said, or open it again',
    commentSchema,
    { params: idParams, body: commentSettlingSchema },
  ),
  calibrations: get('/api/calibrations', 'Rounds of blind calibration', calibrationsSchema),
  addCalibration: act('POST', '/api/calibrations', 'Begin a round of blind calibration', calibrationSchema, {
    body: calibrationBeginningSchema,
  }),
  calibration: {
    ...get(
      '/api/calibrations/:id',
      'One round: my cards, and the result once both sides are through',
      calibrationSchema,
    ),
    params: idParams,
  },
  labelLead: act(
    'POST',
    '/api/calibrations/:id/labels',
    'Say whether a lead is worth a call',
    calibrationSchema,
    {
      params: idParams,
      body: calibrationLabelSchema,
    },
  ),
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
  proposeAgreement: act(
    'POST',
    '/api/agreement/versions',
    'Propose a document as the next version',
    agreementVersionSchema,
    { body: proposalSchema },
  ),
  planAgreement: act(
    'POST',
    '/api/agreement/plan',
    'What a document would have done over the complete history, beside a version of the agreement',
    planSchema,
    { body: planRequestSchema },
  ),
  tryAgreement: act(
    'POST',
    '/api/agreement/tries',
    'Try a document on the complete history: answers as they come, one JSON object a line',
    tryLineSchema,
    { body: tryRequestSchema },
  ),
  signAgreement: act(
    'POST',
    '/api/agreement/versions/:version/signatures',
    'Sign a version for one side; with both it is in force, and everybody is judged anew',
    signedSchema,
    { params: versionParams, body: signingSchema },
  ),
  judgingProgress: get('/api/agreement/judging', 'How far judging everybody anew has come', judgingSchema),
} as const
