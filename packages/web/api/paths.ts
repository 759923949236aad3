/**
 * The protocol's routes as the browser needs them: method, path, and the types of body and answer. Only types are imported,
 * so that the schemas and the library behind them stay on the server; a test holds these lines against the declared routes.
 */
import type { routes } from '@baton/protocol'

type Routes = typeof routes
export type RouteName = keyof Routes
/** What a route answers with. */
export type Answer<Name extends RouteName> = ReturnType<Routes[Name]['answer']['parse']>
/** What a route takes; `undefined` where it takes no body. */
export type Body<Name extends RouteName> = Routes[Name] extends {
  readonly body: { readonly _input: infer Input }
}
  ? Input
  : undefined

export const paths: Readonly<Record<RouteName, string>> = {
  status: 'GET /api/status',
  session: 'GET /api/session',
  signIn: 'POST /api/session',
  signInAsDemo: 'POST /api/session/demo',
  signOut: 'DELETE /api/session',
  setUp: 'POST /api/setup',
  requestReset: 'POST /api/password-resets',
  setPassword: 'POST /api/passwords',
  changeMe: 'PATCH /api/me',
  changePassword: 'POST /api/me/password',
  beginSecondFactor: 'POST /api/me/second-factor',
  confirmSecondFactor: 'PUT /api/me/second-factor',
  endSecondFactor: 'DELETE /api/me/second-factor',
  security: 'GET /api/security',
  changeSecurity: 'PUT /api/security',
  openSessions: 'GET /api/me/sessions',
  endSession: 'DELETE /api/me/sessions/:id',
  people: 'GET /api/people',
  invitePerson: 'POST /api/people',
  changePerson: 'PATCH /api/people/:id',
  makeResetLink: 'POST /api/people/:id/reset-links',
  addAbsence: 'POST /api/people/:id/absences',
  removeAbsence: 'DELETE /api/absences/:id',
  teams: 'GET /api/teams',
  addTeam: 'POST /api/teams',
  changeTeam: 'PATCH /api/teams/:id',
  leads: 'GET /api/leads',
  lead: 'GET /api/leads/:id',
  leadHistory: 'GET /api/leads/:id/history',
  separateVisitor: 'POST /api/leads/:id/separate',
  packets: 'GET /api/leads/:id/packets',
  actOnLead: 'POST /api/leads/:id/acts',
  queue: 'GET /api/queue',
  triage: 'GET /api/handoffs/triage',
  teamView: 'GET /api/team-view',
  reassign: 'POST /api/handoffs/reassignments',
  undoReassignment: 'DELETE /api/handoffs/reassignments/:id',
  opportunities: 'GET /api/opportunities',
  changePipeline: 'PUT /api/pipeline',
  playbook: 'GET /api/playbook',
  addPlay: 'POST /api/playbook',
  changePlay: 'PATCH /api/playbook/:id',
  contests: 'GET /api/contests',
  answerContest: 'POST /api/contests/:id/answers',
  drafts: 'GET /api/agreement/drafts',
  addDraft: 'POST /api/agreement/drafts',
  draft: 'GET /api/agreement/drafts/:id',
  changeDraft: 'PUT /api/agreement/drafts/:id',
  removeDraft: 'DELETE /api/agreement/drafts/:id',
  proposeDraft: 'POST /api/agreement/drafts/:id/proposal',
  draftComments: 'GET /api/agreement/drafts/:id/comments',
  addDraftComment: 'POST /api/agreement/drafts/:id/comments',
  versionComments: 'GET /api/agreement/versions/:version/comments',
  addVersionComment: 'POST /api/agreement/versions/:version/comments',
  settleComment: 'PATCH /api/agreement/comments/:id',
  calibrations: 'GET /api/calibrations',
  addCalibration: 'POST /api/calibrations',
  calibration: 'GET /api/calibrations/:id',
  labelLead: 'POST /api/calibrations/:id/labels',
  live: 'GET /api/live',
  notices: 'GET /api/notices',
  readNotices: 'POST /api/notices/read',
  sources: 'GET /api/sources',
  agreement: 'GET /api/agreement',
  agreementVersions: 'GET /api/agreement/versions',
  agreementVersion: 'GET /api/agreement/versions/:version',
  proposeAgreement: 'POST /api/agreement/versions',
  planAgreement: 'POST /api/agreement/plan',
  tryAgreement: 'POST /api/agreement/tries',
  signAgreement: 'POST /api/agreement/versions/:version/signatures',
  judgingProgress: 'GET /api/agreement/judging',
  invitationFile: 'GET /api/leads/:id/meetings/:meeting/invitation.ics',
}
