/**
 * Who may do what: one row a route, denied unless it says otherwise. The server enforces it, the screens hide by it, and
 * tests are made from it. What is forbidden looks like what is missing.
 */
import type { Role } from './person-schemas.ts'
import type { RouteName } from './routes.ts'

/**
 * How far somebody reaches. `all`: everything the route knows. `team`: leads and people of one's teams. `own`: leads that one
 * has now, and those of the open queue of one's teams, masked. `masked`: everything, without what is personal.
 */
export type Reach = 'all' | 'team' | 'own' | 'masked'

/** A role, the holder of a secret key, or anybody at all. */
export type Principal = Role | 'key' | 'anyone'

export type Row = Partial<Readonly<Record<Principal, Reach>>>

const ANYONE: Row = {
  anyone: 'all',
  admin: 'all',
  marketing: 'all',
  manager: 'all',
  rep: 'all',
  viewer: 'all',
  key: 'all',
}
const SIGNED_IN: Row = { admin: 'all', marketing: 'all', manager: 'all', rep: 'all', viewer: 'all' }
const READERS: Row = { ...SIGNED_IN, key: 'all' }
const ADMIN: Row = { admin: 'all' }
/** Leads, by whose they are. */
const LEADS: Row = {
  admin: 'all',
  marketing: 'all',
  manager: 'team',
  rep: 'own',
  viewer: 'masked',
  key: 'all',
}
const SALES: Row = { manager: 'team', rep: 'own' }
const BOTH_TEAMS: Row = { admin: 'all', marketing: 'all', manager: 'all', rep: 'all' }
const MARKETING: Row = { admin: 'all', marketing: 'all' }
/** What came in, and mending it. */
const EVENTS: Row = { ...MARKETING, key: 'all' }
/** Who writes, argues over and signs the agreement. */
const SIGNERS: Row = { admin: 'all', marketing: 'all', manager: 'all' }
/** Names come with the result only, and only as far as each may know them. */
const LABELLERS: Row = { admin: 'all', marketing: 'all', manager: 'team', rep: 'own' }
/** Numbers are everybody's who answers for them; the leads behind a number are listed as far as each reaches. */
const REPORTS: Row = { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all', key: 'all' }
const LEADS_BEHIND: Row = { admin: 'all', marketing: 'all', manager: 'team', viewer: 'masked', key: 'all' }
/** All of history is judged for them; leads out of their reach have no name in it. */
const HISTORY: Row = { admin: 'all', marketing: 'all', manager: 'team', key: 'all' }

/** Money spent, and how reports read it. */
const SPEND: Row = { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all' }

/** Mails; filled in with the data of a lead for those only who may read of every lead. */
const MAILS: Row = { admin: 'all', marketing: 'all', manager: 'masked', viewer: 'masked' }

/** What leads are sent, and what came of it. */
const PROGRAMS: Row = { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all' }

export const permissions: Readonly<Record<RouteName, Row>> = {
  status: READERS,
  session: ANYONE,
  signIn: ANYONE,
  signInAsDemo: ANYONE,
  signOut: SIGNED_IN,
  setUp: ANYONE,
  requestReset: ANYONE,
  setPassword: ANYONE,
  changeMe: SIGNED_IN,
  changePassword: SIGNED_IN,
  beginSecondFactor: SIGNED_IN,
  confirmSecondFactor: SIGNED_IN,
  endSecondFactor: SIGNED_IN,
  security: ADMIN,
  changeSecurity: ADMIN,
  openSessions: SIGNED_IN,
  endSession: SIGNED_IN,

  people: { admin: 'all', marketing: 'all', manager: 'all', rep: 'team' },
  invitePerson: ADMIN,
  changePerson: ADMIN,
  makeResetLink: ADMIN,
  addAbsence: { admin: 'all', marketing: 'own', manager: 'team', rep: 'own' },
  removeAbsence: { admin: 'all', marketing: 'own', manager: 'team', rep: 'own' },
  teams: SIGNED_IN,
  addTeam: ADMIN,
  changeTeam: ADMIN,

  leads: LEADS,
  lead: LEADS,
  leadHistory: LEADS,
  separateVisitor: { admin: 'all', key: 'all' },
  leadIdentity: { admin: 'all', marketing: 'all', manager: 'team', key: 'all' },
  mergeLeads: { admin: 'all', marketing: 'all', key: 'all' },
  unmergeLeads: { admin: 'all', marketing: 'all', key: 'all' },
  duplicates: MARKETING,
  searchDuplicates: MARKETING,
  dismissDuplicate: MARKETING,
  company: LEADS,
  setBuyingRole: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own' },
  personData: { admin: 'all', key: 'all' },
  eraseLead: { admin: 'all', key: 'all' },
  erasures: ADMIN,
  retention: MARKETING,
  setRetention: ADMIN,
  packets: LEADS,
  actOnLead: SALES,
  invitationFile: SALES,

  queue: SALES,
  triage: { admin: 'all', marketing: 'all', manager: 'all' },
  teamView: { admin: 'all', manager: 'team' },
  reassign: { admin: 'all', manager: 'team' },
  undoReassignment: { admin: 'all', manager: 'team' },

  opportunities: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own', viewer: 'masked' },
  changePipeline: { admin: 'all', manager: 'all' },

  playbook: SIGNED_IN,
  addPlay: BOTH_TEAMS,
  changePlay: BOTH_TEAMS,

  personas: SIGNED_IN,
  addPersona: MARKETING,
  changePersona: MARKETING,
  draftPersona: SIGNERS,

  contests: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own' },
  answerContest: MARKETING,

  drafts: SIGNERS,
  addDraft: SIGNERS,
  draft: SIGNERS,
  changeDraft: SIGNERS,
  removeDraft: SIGNERS,
  proposeDraft: SIGNERS,
  draftComments: SIGNERS,
  addDraftComment: SIGNERS,
  versionComments: BOTH_TEAMS,
  addVersionComment: SIGNERS,
  settleComment: SIGNERS,

  calibrations: BOTH_TEAMS,
  addCalibration: SIGNERS,
  calibration: LABELLERS,
  labelLead: { marketing: 'all', manager: 'team', rep: 'own' },

  live: SIGNED_IN,
  notices: SIGNED_IN,
  readNotices: SIGNED_IN,

  forms: { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all' },
  form: { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all' },
  addForm: MARKETING,
  changeForm: MARKETING,
  checkForm: MARKETING,
  setFormStatus: MARKETING,
  contentFiles: MARKETING,
  addContentFile: MARKETING,
  content: SIGNED_IN,
  addContent: MARKETING,
  changeContent: MARKETING,
  contentGaps: REPORTS,
  segments: { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all', key: 'all' },
  addSegment: MARKETING,
  trySegment: MARKETING,
  changeSegment: MARKETING,
  removeSegment: MARKETING,
  nextContent: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own', key: 'all' },
  reportChoices: REPORTS,
  report: REPORTS,
  reportFile: REPORTS,
  leadsBehind: LEADS_BEHIND,
  leadsBehindFile: LEADS_BEHIND,
  reportShares: SIGNERS,
  shareReport: SIGNERS,
  revokeShare: SIGNERS,
  reportSchedules: SIGNERS,
  scheduleReport: SIGNERS,
  endSchedule: SIGNERS,

  imports: MARKETING,
  import: MARKETING,
  uploadFile: MARKETING,
  tryImport: MARKETING,
  startImport: MARKETING,
  stopImport: MARKETING,
  undoImport: MARKETING,
  importErrors: MARKETING,
  consents: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own', key: 'all' },
  changeConsent: { admin: 'all', marketing: 'all', key: 'all' },
  purposes: MARKETING,
  setPurposes: ADMIN,
  suppressions: ADMIN,
  addSuppression: { admin: 'all', marketing: 'all' },
  removeSuppression: ADMIN,
  asideEvents: { admin: 'all', marketing: 'all', manager: 'team', key: 'all' },
  markEvent: { admin: 'all', marketing: 'all', key: 'all' },
  sources: { admin: 'all', marketing: 'all', manager: 'all', viewer: 'all', key: 'all' },
  eventLog: EVENTS,
  uncatalogued: EVENTS,
  catalogueEvent: EVENTS,
  failedEvents: EVENTS,
  failedEvent: EVENTS,
  replayFailed: EVENTS,
  replayAllFailed: EVENTS,
  dismissFailed: EVENTS,
  eventSources: MARKETING,
  addEventSource: ADMIN,
  rotateWriteKey: ADMIN,
  secretKeys: ADMIN,
  addSecretKey: ADMIN,
  revokeSecretKey: ADMIN,
  hooks: MARKETING,
  hookPresets: MARKETING,
  addHook: ADMIN,
  changeHook: MARKETING,
  guardHook: ADMIN,
  renewHook: ADMIN,
  removeHook: ADMIN,
  hookSamples: MARKETING,
  previewHook: MARKETING,
  sending: MARKETING,
  sends: MARKETING,
  settleSend: MARKETING,
  liftPause: MARKETING,
  setSending: MARKETING,
  takeBounce: { key: 'all' },

  spend: SPEND,
  addSpend: MARKETING,
  changeSpend: MARKETING,
  removeSpend: MARKETING,
  importSpend: MARKETING,
  moneySettings: SPEND,
  setMoneySettings: MARKETING,
  mails: MAILS,
  mail: MAILS,
  mailVersion: MAILS,
  addMail: MARKETING,
  changeMail: MARKETING,
  archiveMail: MARKETING,
  previewMail: MAILS,
  mailPreviewPage: MAILS,
  testMail: MARKETING,
  mailFields: MAILS,
  mailSender: MAILS,
  changeMailSender: ADMIN,
  programs: PROGRAMS,
  program: PROGRAMS,
  addProgram: MARKETING,
  changeProgram: MARKETING,
  checkProgram: MARKETING,
  startProgram: MARKETING,
  setProgramState: MARKETING,
  tryProgram: MARKETING,
  triedLeads: MARKETING,
  programResults: PROGRAMS,
  mailResults: PROGRAMS,
  sendCounts: PROGRAMS,
  programLeads: LEADS_BEHIND,
  programWords: PROGRAMS,
  programWebhooks: MARKETING,
  setProgramWebhooks: ADMIN,
  leadPrograms: LEADS,
  leaveProgram: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own' },
  referrals: LEADS_BEHIND,
  setReferralForm: MARKETING,
  leadReferrals: LEADS,
  lifecycleDefinitions: SPEND,
  setLifecycleDefinitions: MARKETING,
  enterLead: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own', key: 'all' },
  logInbound: { admin: 'all', marketing: 'all', manager: 'team', rep: 'own', key: 'all' },
  agreement: READERS,
  agreementVersions: READERS,
  agreementVersion: READERS,
  proposeAgreement: { ...SIGNERS, key: 'all' },
  planAgreement: HISTORY,
  tryAgreement: HISTORY,
  signAgreement: { ...SIGNERS, key: 'all' },
  judgingProgress: READERS,
}

/** How far somebody reaches on a route; null: not at all. */
export function reachOf(route: RouteName, principal: Principal): Reach | null {
  return permissions[route][principal] ?? null
}
