/** Signing in, people and teams, and what each is told. */
import { liveSchema, noticesSchema } from '../live-schemas.ts'
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
} from '../person-schemas.ts'
import {
  demoSignInSchema,
  doneSchema,
  meChangeSchema,
  meSchema,
  newPasswordSchema,
  openSessionsSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
  resetLinkSchema,
  resetRequestSchema,
  secondFactorCodeSchema,
  secondFactorSchema,
  securitySchema,
  sessionSchema,
  setupSchema,
  signInSchema,
} from '../session-schemas.ts'
import { statusSchema } from '../status-schemas.ts'
import { act, get } from './define-route.ts'

export const peopleRoutes = {
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
  live: get('/api/live', 'What changes, as server-sent events', liveSchema),
  notices: get('/api/notices', 'What I was told', noticesSchema),
  readNotices: act('POST', '/api/notices/read', 'Mark all as read', doneSchema, {}),
} as const
