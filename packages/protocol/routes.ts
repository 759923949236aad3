/** Every route that the web application and the command line call: its method, path and meaning in one place. */
import { z } from 'zod'
import { actedSchema, actRequestSchema, meetingParams } from './act-schemas.ts'
import {
  agreementVersionSchema,
  agreementVersionsSchema,
  judgingSchema,
  proposalSchema,
  signedSchema,
  signingSchema,
  versionParams,
} from './agreement-schemas.ts'
import {
  calibrationBeginningSchema,
  calibrationLabelSchema,
  calibrationSchema,
  calibrationsSchema,
} from './calibration-schemas.ts'
import { contestAnswerSchema, contestSchema, contestsSchema } from './contest-schemas.ts'
import {
  commentSchema,
  commentSettlingSchema,
  commentsSchema,
  commentWrittenSchema,
  draftBeginningSchema,
  draftChangeSchema,
  draftProposalSchema,
  draftSchema,
  draftsSchema,
} from './draft-schemas.ts'
import {
  packetsSchema,
  queueSchema,
  reassignedSchema,
  reassignmentSchema,
  teamViewSchema,
  triageSchema,
  undoneSchema,
} from './handoff-schemas.ts'
import { historySchema, leadListSchema, leadParams, leadSchema, separatedSchema } from './lead-schemas.ts'
import { liveSchema, noticesSchema } from './live-schemas.ts'
import { boardSchema, pipelineSchema } from './opportunity-schemas.ts'
import {
  absenceRequestSchema,
  idParams,
  invitationSchema,
  invitedSchema,
  peopleSchema,
  personChangeSchema,
  personSchema,
  teamChangeSchema,
  teamRequestSchema,
  teamSchema,
  teamsSchema,
} from './person-schemas.ts'
import { planRequestSchema, planSchema } from './plan-schemas.ts'
import { playbookSchema, playChangeSchema, playSchema, playWrittenSchema } from './playbook-schemas.ts'
import {
  demoSignInSchema,
  doneSchema,
  meChangeSchema,
  meSchema,
  newPasswordSchema,
  openSessionsSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
  secondFactorCodeSchema,
  secondFactorSchema,
  securitySchema,
  resetLinkSchema,
  resetRequestSchema,
  sessionSchema,
  setupSchema,
  signInSchema,
} from './session-schemas.ts'
import { sourceListSchema } from './source-schemas.ts'
import { statusSchema } from './status-schemas.ts'
import { tryLineSchema, tryRequestSchema } from './studio-schemas.ts'

function get<Answer extends z.ZodType>(path: string, summary: string, answer: Answer) {
  return { method: 'GET', path, summary, answer } as const
}

function act<
  Method extends 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  Answer extends z.ZodType,
  More extends Taken,
>(method: Method, path: string, summary: string, answer: Answer, more: More) {
  return { method, path, summary, answer, ...more } as const
}

interface Taken {
  readonly body?: z.ZodType
  readonly params?: z.ZodType
}

export const routes = {
  status: get('/api/status', 'What this installation holds', statusSchema),

  session: get('/api/session', 'Who is signed in, and how one can sign in', sessionSchema),
  signIn: act('POST', '/api/session', 'Sign in by e-mail address and password', meSchema, {
    body: signInSchema,
  }),
  signInAsDemo: act('POST', '/api/session/demo', 'Sign in as a person of the demo company', meSchema, {
    body: demoSignInSchema,
  }),
  signOut: act('DELETE', '/api/session', 'Sign out', doneSchema, {}),
  setUp: act(
    'POST',
    '/api/setup',
    'Make the first person, an administrator, with the token that the start printed',
    meSchema,
    { body: setupSchema },
  ),
  requestReset: act(
    'POST',
    '/api/password-resets',
    'Ask for a mail with a link that lets one set a new password',
    doneSchema,
    { body: resetRequestSchema },
  ),
  setPassword: act(
    'POST',
    '/api/passwords',
    'Set a password with the token of an invitation or a reset',
    meSchema,
    { body: newPasswordSchema },
  ),
  changeMe: act('PATCH', '/api/me', 'Change what is one’s own: name, words, notifications, hours', meSchema, {
    body: meChangeSchema,
  }),
  changePassword: act(
    'POST',
    '/api/me/password',
    'Change one’s password; all other sessions end',
    doneSchema,
    { body: passwordChangeSchema },
  ),
  beginSecondFactor: act(
    'POST',
    '/api/me/second-factor',
    'Begin a second factor: a secret for an app',
    secondFactorSchema,
    {},
  ),
  confirmSecondFactor: act(
    'PUT',
    '/api/me/second-factor',
    'Confirm it by a code; from then on it counts',
    recoveryCodesSchema,
    { body: secondFactorCodeSchema },
  ),
  endSecondFactor: act('DELETE', '/api/me/second-factor', 'End one’s second factor', doneSchema, {
    body: secondFactorCodeSchema,
  }),
  security: get('/api/security', 'What is asked of everybody who signs in', securitySchema),
  changeSecurity: act('PUT', '/api/security', 'Ask everybody for a second factor, or not', securitySchema, {
    body: securitySchema,
  }),
  openSessions: get('/api/me/sessions', 'Where one is signed in', openSessionsSchema),
  endSession: act('DELETE', '/api/me/sessions/:id', 'End one of one’s sessions', doneSchema, {
    params: idParams,
  }),

  people: get('/api/people', 'Everybody who can sign in', peopleSchema),
  invitePerson: act('POST', '/api/people', 'Invite somebody', invitedSchema, { body: invitationSchema }),
  changePerson: act(
    'PATCH',
    '/api/people/:id',
    'Change role, teams, capacity or hours of a person, or end their access',
    personSchema,
    { params: idParams, body: personChangeSchema },
  ),
  makeResetLink: act(
    'POST',
    '/api/people/:id/reset-links',
    'A link that lets a person set a new password',
    resetLinkSchema,
    { params: idParams },
  ),
  addAbsence: act('POST', '/api/people/:id/absences', 'Say when somebody is away', personSchema, {
    params: idParams,
    body: absenceRequestSchema,
  }),
  removeAbsence: act('DELETE', '/api/absences/:id', 'Take an absence back', doneSchema, { params: idParams }),
  teams: get('/api/teams', 'Teams that handoffs are routed to', teamsSchema),
  addTeam: act('POST', '/api/teams', 'Add a team', teamSchema, { body: teamRequestSchema }),
  changeTeam: act('PATCH', '/api/teams/:id', 'Change a team', teamSchema, {
    params: idParams,
    body: teamChangeSchema,
  }),

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
  packets: get(
    '/api/leads/:id/packets',
    'What sales was given at each promotion, frozen, and why it went to whom',
    packetsSchema,
  ),
  actOnLead: act('POST', '/api/leads/:id/acts', 'What sales does with a lead', actedSchema, {
    params: leadParams,
    body: actRequestSchema,
  }),
  invitationFile: {
    ...get(
      '/api/leads/:id/meetings/:meeting/invitation.ics',
      'The invitation to a meeting (RFC 5545)',
      z.string(),
    ),
    params: meetingParams,
  },

  queue: get('/api/queue', 'My handoffs, those due first at the top', queueSchema),
  triage: get('/api/handoffs/triage', 'Handoffs that found no owner', triageSchema),
  teamView: get('/api/team-view', 'Load, clocks and acceptance of my teams', teamViewSchema),
  reassign: act(
    'POST',
    '/api/handoffs/reassignments',
    'Pass handoffs on in bulk, or say what that would do',
    reassignedSchema,
    { body: reassignmentSchema },
  ),
  undoReassignment: act(
    'DELETE',
    '/api/handoffs/reassignments/:id',
    'Undo passing on in bulk',
    undoneSchema,
    { params: idParams },
  ),

  opportunities: get('/api/opportunities', 'The pipeline of opportunities', boardSchema),
  changePipeline: act(
    'PUT',
    '/api/pipeline',
    'Set the stages of the pipeline and their weights',
    pipelineSchema,
    { body: pipelineSchema },
  ),

  playbook: get('/api/playbook', 'Objections, answers, proof, and what worked', playbookSchema),
  addPlay: act('POST', '/api/playbook', 'Add an objection with its answer', playSchema, {
    body: playWrittenSchema,
  }),
  changePlay: act('PATCH', '/api/playbook/:id', 'Change or archive an objection', playSchema, {
    params: idParams,
    body: playChangeSchema,
  }),

  contests: get('/api/contests', 'What rejections contested, and what became of it', contestsSchema),
  answerContest: act(
    'POST',
    '/api/contests/:id/answers',
    'Answer a contest, correct the fact, or begin a draft at the clause',
    contestSchema,
    { params: idParams, body: contestAnswerSchema },
  ),

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

  live: get('/api/live', 'What changes, as server-sent events', liveSchema),
  notices: get('/api/notices', 'What I was told', noticesSchema),
  readNotices: act('POST', '/api/notices/read', 'Mark all as read', doneSchema, {}),

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

export type RouteName = keyof typeof routes
