/** Every slice that answers requests or works by itself, one line each. */
import { promises as dns } from 'node:dns'
import { join } from 'node:path'
import type { ReportParameters } from '@baton/protocol'
import type pg from 'pg'
import { guardRoutes, signedInLately } from './access/index.ts'
import {
  addAgreementRoutes,
  Agreements,
  type FirstAgreement,
  installFirstAgreement,
} from './agreements/index.ts'
import { addHandRoutes } from './by-hand/index.ts'
import { addCalibrationRoutes } from './calibrations/index.ts'
import { addCompanyRoutes } from './companies/index.ts'
import { addConsentRoutes, addPreferenceRoutes, assertSecretOf, consentTeller } from './consents/index.ts'
import { addContentPages, addContentRoutes, countEvidenceAlways, nextBestFor } from './content/index.ts'
import { addContestRoutes } from './contests/index.ts'
import { addDraftRoutes } from './drafts/index.ts'
import { type ActServices, actServices, ingestRoutes, type Intake, openIntake } from './events/index.ts'
import { addFormRoutes, addPublicFormRoutes, tidyFormsAlways } from './forms/index.ts'
import { addEventLogRoutes, tallyAlways } from './event-log/index.ts'
import { addHandoffRoutes, assignAlways } from './handoffs/index.ts'
import { addHookRoutes, forgetSamplesAlways, KnownHooks, receiveRoutes } from './hooks/index.ts'
import { addStatusRoutes, type Organisation } from './installation/index.ts'
import {
  addJudgingRoutes,
  fireTimersAlways,
  forgetOtherFolds,
  openJudging,
  watchVersion,
} from './judging/index.ts'
import { addLeadRoutes, refadeDaily } from './leads/index.ts'
import { addLifecycleDefinitionRoutes } from './lifecycle-definitions/index.ts'
import { addLiveRoutes, hearChanges, LiveHub } from './live/index.ts'
import { addImportRoutes, forgetUploads, ImportRuns } from './imports/index.ts'
import { addIdentityRoutes, findDuplicatesAlways } from './identities/index.ts'
import { addAsideRoutes, settleHitsAlways } from './machines/index.ts'
import { addMailRoutes, contentLibrary, letterOfSend } from './mails/index.ts'
import { addMeetingRoutes, sendInvitation } from './meetings/index.ts'
import { addNoticeRoutes, openNotices, watchInflation } from './notices/index.ts'
import { addOpportunityRoutes } from './opportunities/index.ts'
import { addPeopleRoutes } from './people/index.ts'
import { addPersonaRoutes } from './personas/index.ts'
import type { App } from './platform/http/create-app.ts'
import { noPost, type Post } from './platform/mail/post.ts'
import { openSmtp, type SmtpSettings } from './platform/mail/smtp.ts'
import { answerErrorsByPages } from './platform/pages/error-pages.ts'
import { addPageStyles } from './platform/pages/send-page.ts'
import { openSigning, type Signing } from './platform/signing/open-signing.ts'
import { openOutbound } from './platform/outbound/post-json.ts'
import { addPlaybookRoutes } from './playbook/index.ts'
import { addPrivacyRoutes, eraseAgain, retireAlways } from './privacy/index.ts'
import {
  addProgramResultRoutes,
  addProgramRoutes,
  programGuards,
  programsAsUsers,
  ProgramShelf,
  runProgramsAlways,
} from './programs/index.ts'
import { addReferralPages, addReferralRoutes, referralUrl, tellReferralsAlways } from './referrals/index.ts'
import {
  addReportFileRoutes,
  addReportRoutes,
  addScheduleRoutes,
  addSharePages,
  addSharingRoutes,
  openReports,
  readReport,
  sendReportsAlways,
} from './reports/index.ts'
import { openSends, type Sends } from './sends/index.ts'
import { addSegmentRoutes, openSegments, segmentBook } from './segments/index.ts'
import { addSessionRoutes, sayFirstStart, sessionKeeper, Sessions, signedInBy } from './sessions/index.ts'
import { addKeyRoutes, addSourceRoutes, ensureSource, Senders } from './sources/index.ts'
import { addSpendRoutes } from './spend/index.ts'
import { addStudioRoutes, measureProposal, openStudio, type Studio } from './studio/index.ts'

export interface Services {
  readonly pool: pg.Pool
  /** As the pool has it, for threads with connections of their own. */
  readonly connection: pg.ClientConfig
  /** For what is kept beside the database. */
  readonly dataDir: string
  readonly log: (line: string) => void
  readonly organisation: Organisation
  /** Where people reach the web application; known once the server listens. */
  readonly url: () => string
  /** Behind a proxy that speaks TLS. */
  readonly behindTls: boolean
  /** Null: no mail is sent. */
  readonly mail?: SmtpSettings | null
  /** Ranges inside the network that webhooks may reach. */
  readonly webhookRanges?: readonly string[]
  /** For a database without an agreement. */
  readonly firstAgreement?: FirstAgreement | undefined
}

export interface Slices {
  readonly intake: Intake
  /** To be called once the server listens: what its operator has to know. */
  listening(): Promise<void>
  stop(): Promise<void>
}

/** There from the start, so that a web site can send events to it. */
const FIRST_SOURCE = 'website'

export async function registerRoutes(app: App, services: Services): Promise<Slices> {
  const { pool, log, organisation, url, behindTls } = services
  const senders = new Senders(pool)
  const sessions = new Sessions(pool)
  const agreements = new Agreements()
  const outbound = openOutbound(services.webhookRanges ?? [])
  const ways = { smtp: services.mail ? openSmtp(services.mail) : null, outbound }
  const notices = openNotices({ pool, agreements, baseUrl: url, ways, log })
  const post = notices.post ?? noPost
  const signing = { pool, sessions, organisation, post, outbound, url, behindTls, log }
  // First of all: a route that no permission names is refused when it is added.
  guardRoutes(app, { senders, signedInBy: (request) => signedInBy(signing, request) })
  await installFirstAgreement(pool, services.firstAgreement)
  await ensureSource(pool, FIRST_SOURCE)
  await forgetOtherFolds(pool)
  await eraseAgain(pool, agreements, services.dataDir)
  const intake = openIntake({ pool, log, agreements })
  addStatusRoutes(app, pool, organisation)
  addSessionRoutes(app, signing)
  addPeopleRoutes(app, { pool, agreements, keeper: sessionKeeper(signing) })
  addLeadRoutes(app, pool, agreements)
  addSourceRoutes(app, pool)
  addKeyRoutes(app, { pool, senders, signedInLately })
  const acts = await actServices(pool, agreements)
  addHandoffRoutes(app, acts, (lead, meeting, isFirst) => sendInvitation(pool, post, lead, meeting, isFirst))
  const hub = new LiveHub(pool, agreements, log)
  const endLive = addLiveRoutes(app, hub)
  const judging = openJudging(pool, services.connection, log)
  const links = openSigning(services.dataDir)
  const told = { ...services, agreements, signing: links, post: notices.post }
  addMailRoutes(app, { ...told, ...mailing(told) })
  const endReports = await registerReports(app, told)
  const announce = () => hub.announce({ kind: 'agreement' })
  const studio = registerAgreement(app, { ...services, agreements, acts, announce })
  addEventLogRoutes(app, { pool, intake, announce })
  await addHandRoutes(app, acts, intake)
  addOpportunityRoutes(app, pool)
  addMeetingRoutes(app, pool)
  addPlaybookRoutes(app, pool)
  addNoticeRoutes(app, pool)
  addJudgingRoutes(app, { pool, judging, announce })
  const sends = await registerSends(app, { ...told, intake })
  const imports = await registerCapture(app, { ...told, senders, intake, sends })
  const endNurture = registerNurture(app, { ...told, intake, acts })
  judging.begin()
  await imports.goOn()
  const assigner = assignAlways(acts, log)
  const stopHearing = hearChanges(services.connection, {
    handoffs(leads) {
      assigner.wake()
      hub.hear(leads)
      notices.handoffsChanged(leads)
    },
    notice: (person, id) => hub.tell(person, { kind: 'notice', id }),
  })
  const onVersion = () => {
    judging.begin()
    announce()
  }
  const endWork = workAlways({ ...services, agreements, onVersion })
  return {
    intake,
    listening: () => sayFirstStart(signing),
    async stop() {
      endLive()
      await stopHearing()
      await notices.stop()
      await assigner.stop()
      await judging.stop()
      await studio.stop()
      await endReports()
      await imports.stop()
      await endNurture()
      await sends.stop()
      await endWork()
      await intake.stop()
    },
  }
}

/** How letters are written: whom they come from, what they show, and who can check it. */
function mailing({ mail, signing, url }: Services & { readonly signing: Signing }) {
  return {
    from: mail?.from ?? null,
    dkimSelector: mail?.dkim?.selector ?? null,
    resolveTxt: (name: string) => dns.resolveTxt(name),
    library: contentLibrary({ signing, url }),
    refer: (client: pg.Pool | pg.ClientBase, leadId: string) => referralUrl(client, { signing, url }, leadId),
  }
}

interface Nurturing extends Services {
  readonly signing: Signing
  readonly agreements: Agreements
  readonly intake: Intake
  readonly acts: ActServices
}

/** Audiences and who is in them; what leads are sent one after the other, and who is where in it. Returns what ends it. */
function registerNurture(
  app: App,
  { pool, connection, agreements, intake, acts, signing, url, log }: Nurturing,
) {
  const following = openSegments(pool, connection, log)
  addSegmentRoutes(app, { pool, agreements, users: () => programsAsUsers(pool, agreements) }, following)
  const services = {
    pool,
    agreements,
    intake,
    sourceId: acts.sourceId,
    segments: segmentBook(agreements),
    nextContent: async (...of: Parameters<typeof nextBestFor>) =>
      (await nextBestFor(...of))?.asset.id ?? null,
    baseUrl: url,
    log,
  }
  addProgramRoutes(app, services)
  addProgramResultRoutes(app, services)
  addReferralRoutes(app, { pool, signing, url })
  const endReferrals = tellReferralsAlways(services)
  const endPrograms = runProgramsAlways(services, new ProgramShelf(services))
  return async () => {
    await following.stop()
    await endPrograms()
    await endReferrals()
  }
}

interface Agreeing extends Services {
  readonly agreements: Agreements
  readonly acts: ActServices
  /** Says to everybody that the agreement changed. */
  readonly announce: () => void
}

/** The agreement: written, argued over, tried on history, proposed and signed. Returns what holds the history. */
function registerAgreement(
  app: App,
  { pool, connection, dataDir, agreements, acts, announce, url, log }: Agreeing,
): Studio {
  const studio = openStudio({ connection, directory: join(dataDir, 'replay') })
  const trying = { pool, studio, log }
  const proposing = { pool, measure: (document: string) => measureProposal(trying, document) }
  addStudioRoutes(app, trying)
  addAgreementRoutes(app, { proposing, announce })
  addDraftRoutes(app, { pool, proposing, baseUrl: url, announce })
  addCalibrationRoutes(app, pool, agreements)
  addContestRoutes(app, { pool, acts, baseUrl: url })
  addPersonaRoutes(app, pool, announce)
  return studio
}

interface Reporting extends Services {
  readonly agreements: Agreements
  readonly signing: Signing
  /** Null: there is no mail server. */
  readonly post: Post | null
}

/** What became of everybody, and telling it on. Returns what ends it. */
async function registerReports(app: App, services: Reporting): Promise<() => Promise<void>> {
  const { pool, agreements, signing, post, url, log } = services
  const reports = openReports({
    connection: services.connection,
    directory: join(services.dataDir, 'replay'),
  })
  const reporting = {
    pool,
    agreements,
    reports,
    signing,
    url,
    log,
    mail: post !== null,
    post: post ?? noPost,
  }
  addSpendRoutes(app, pool)
  addLifecycleDefinitionRoutes(app, pool)
  addReportRoutes(app, reporting)
  const ask = (parameters: ReportParameters) => readReport(reporting, 'content', parameters)
  addContentRoutes(app, { pool, signing, dataDir: services.dataDir, baseUrl: url, ask })
  addReportFileRoutes(app, reporting)
  addSharingRoutes(app, reporting)
  addScheduleRoutes(app, reporting)
  await app.register(async (pages) => {
    answerErrorsByPages(pages, log)
    addSharePages(pages, reporting)
  })
  const endSending = sendReportsAlways(reporting)
  const endCounting = countEvidenceAlways({ pool, ask }, log)
  return async () => {
    await endCounting()
    await endSending()
    await reports.stop()
  }
}

interface Sending extends Services {
  readonly agreements: Agreements
  readonly signing: Signing
  readonly intake: Intake
}

/** Mail to leads on its way out, and what comes back of it. */
async function registerSends(app: App, services: Sending): Promise<Sends> {
  const { pool, signing, intake, url, log } = services
  return await openSends(app, {
    pool,
    signing,
    intake,
    tellConsent: await consentTeller(pool, intake),
    baseUrl: url,
    mail: services.mail ?? null,
    letterOf: letterOfSend({ ...services, ...mailing(services) }),
    guards: programGuards,
    log,
  })
}

interface Capturing extends Services {
  readonly sends: Sends
  readonly agreements: Agreements
  readonly signing: Signing
  readonly senders: Senders
  readonly intake: Intake
  /** Null: there is no mail server. */
  readonly post: Post | null
}

/** Every way that leads and what they do come in, who they are, and what is owed to them. */
async function registerCapture(app: App, services: Capturing): Promise<ImportRuns> {
  const { pool, agreements, senders, intake, signing, dataDir, url: baseUrl } = services
  await assertSecretOf(pool, signing)
  const tell = await consentTeller(pool, intake)
  const post = services.post ?? noPost
  const forms = { pool, intake, signing, post, mail: services.post !== null, baseUrl, dataDir, tell }
  addIdentityRoutes(app, pool, agreements)
  addCompanyRoutes(app, pool, agreements)
  addAsideRoutes(app, pool, agreements)
  addPrivacyRoutes(app, { pool, agreements, dataDir })
  addConsentRoutes(app, { pool, signing, baseUrl, tell })
  addFormRoutes(app, forms)
  const standIn = (ip: string) => signing.pseudonym('network', ip)
  await app.register(ingestRoutes, { intake, senders, standIn })
  const known = new KnownHooks(pool)
  addHookRoutes(app, { pool, known, url: baseUrl })
  await app.register(receiveRoutes, { pool, intake, hooks: known })
  await app.register(async (pages) => {
    answerErrorsByPages(pages, services.log)
    addPageStyles(pages)
    addPublicFormRoutes(pages, forms)
    await addContentPages(pages, forms)
    addPreferenceRoutes(pages, { pool, signing, tell })
    addReferralPages(pages, { pool, signing })
    services.sends.addPages(pages)
  })
  const importing = { pool, agreements, intake, dataDir, log: services.log }
  const imports = new ImportRuns(importing)
  addImportRoutes(app, importing, imports)
  return imports
}

interface Work extends Services {
  readonly agreements: Agreements
  readonly onVersion: () => void
}

/** What is done by the clock and not because somebody asks. Returns what ends all of it. */
function workAlways({ pool, dataDir, agreements, url, log, onVersion }: Work): () => Promise<void> {
  const ends = [
    watchVersion(pool, onVersion, log),
    watchInflation(pool, url, log),
    findDuplicatesAlways(pool, log),
    settleHitsAlways(pool, agreements, log),
    tallyAlways(pool, log),
    forgetSamplesAlways(pool, log),
    fireTimersAlways(pool, agreements, log),
    refadeDaily(pool, agreements, log),
    tidyFormsAlways(pool, log),
    retireAlways(pool, agreements, log, (now) => forgetUploads(pool, dataDir, now)),
  ]
  return async () => {
    for (const end of ends) await end()
  }
}
