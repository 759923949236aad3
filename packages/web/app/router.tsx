import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { agreementModelOptions } from '../api/agreement-query.ts'
import { calibrationOptions } from '../api/calibrations-query.ts'
import { contentOptions } from '../api/content-query.ts'
import { draftOptions } from '../api/drafts-query.ts'
import { formOptions, formsOptions } from '../api/forms-query.ts'
import { companyOptions, duplicatesOptions } from '../api/identity-query.ts'
import { importsOptions } from '../api/imports-query.ts'
import { parseLeadFilter, type LeadFilter } from '../api/lead-filter.ts'
import { leadHistoryOptions, leadOptions } from '../api/lead-query.ts'
import { leadListOptions } from '../api/leads-query.ts'
import { mailOptions, mailsOptions } from '../api/mails-query.ts'
import { programOptions, programsOptions } from '../api/programs-query.ts'
import { queueOptions, triageOptions } from '../api/queue-query.ts'
import { segmentsOptions } from '../api/segments-query.ts'
import { sendingOptions } from '../api/sends-query.ts'
import { teamViewOptions } from '../api/team-query.ts'
import { type EventSearch, parseEventSearch } from '../features/events/event-tab.ts'
import { parseReportSearch } from '../features/reports/report-search.ts'
import { SOURCE_SORTS, type SourceSort } from '../features/sources/source-sort.ts'
import { NotFound } from './NotFound.tsx'
import { queries } from './queries.ts'
import { Frame } from './Frame.tsx'
import { ScreenFailed } from './ScreenFailed.tsx'
import { goHome, leaveWhenSessionEnds, requireScreen, requireSession } from './session-gate.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, beforeLoad: requireSession })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: goHome,
})

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  /** `to`: the address that was asked for without a session. */
  validateSearch: (raw: Record<string, unknown>): { to?: string } =>
    typeof raw['to'] === 'string' ? { to: raw['to'] } : {},
  component: lazyRouteComponent(() => import('../features/sign-in/SignInScreen.tsx'), 'SignInScreen'),
})

const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/sign-in/SetupScreen.tsx'), 'SetupScreen'),
})

const welcomeRoute = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/sign-in/PasswordScreen.tsx'), 'WelcomeScreen'),
})

const resetRoute = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('../features/sign-in/PasswordScreen.tsx'), 'ResetScreen'),
})

const queueRoute = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  beforeLoad: requireScreen('queue'),
  loader: () => void queries.prefetchQuery(queueOptions),
  component: lazyRouteComponent(() => import('../features/queue/QueueScreen.tsx'), 'QueueScreen'),
})

const triageRoute = createRoute({
  getParentRoute: () => root,
  path: '/triage',
  beforeLoad: requireScreen('triage'),
  loader: () => void queries.prefetchQuery(triageOptions),
  component: lazyRouteComponent(() => import('../features/triage/TriageScreen.tsx'), 'TriageScreen'),
})

const teamRoute = createRoute({
  getParentRoute: () => root,
  path: '/team',
  beforeLoad: requireScreen('team'),
  loader: () => void queries.prefetchQuery(teamViewOptions),
  component: lazyRouteComponent(() => import('../features/team/TeamScreen.tsx'), 'TeamScreen'),
})

const peopleRoute = createRoute({
  getParentRoute: () => root,
  path: '/people',
  beforeLoad: requireScreen('people'),
  component: lazyRouteComponent(() => import('../features/people/PeopleScreen.tsx'), 'PeopleScreen'),
})

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsScreen.tsx'), 'SettingsScreen'),
})

const pipelineRoute = createRoute({
  getParentRoute: () => root,
  path: '/pipeline',
  beforeLoad: requireScreen('pipeline'),
  component: lazyRouteComponent(() => import('../features/pipeline/PipelineScreen.tsx'), 'PipelineScreen'),
})

const contestsRoute = createRoute({
  getParentRoute: () => root,
  path: '/contests',
  beforeLoad: requireScreen('contests'),
  component: lazyRouteComponent(() => import('../features/contests/ContestsScreen.tsx'), 'ContestsScreen'),
})

const playbookRoute = createRoute({
  getParentRoute: () => root,
  path: '/playbook',
  beforeLoad: requireScreen('playbook'),
  component: lazyRouteComponent(() => import('../features/playbook/PlaybookScreen.tsx'), 'PlaybookScreen'),
})

const studioRoute = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  beforeLoad: requireScreen('studio'),
  component: lazyRouteComponent(() => import('../features/studio/StudioHome.tsx'), 'StudioHome'),
})

const draftRoute = createRoute({
  getParentRoute: () => root,
  path: '/studio/$id',
  beforeLoad: requireScreen('studio'),
  loader: ({ params }) => {
    void queries.prefetchQuery(draftOptions(params.id))
    void queries.prefetchQuery(agreementModelOptions(null))
  },
  component: lazyRouteComponent(() => import('../features/studio/StudioScreen.tsx'), 'StudioScreen'),
})

/** No screen of the navigation: reps judge too, and come by a link. The server refuses whoever may not. */
const calibrationRoute = createRoute({
  getParentRoute: () => root,
  path: '/studio/calibration/$id',
  loader: ({ params }) => void queries.prefetchQuery(calibrationOptions(params.id)),
  component: lazyRouteComponent(
    () => import('../features/calibration/CalibrationScreen.tsx'),
    'CalibrationScreen',
  ),
})

export const leadsRoute = createRoute({
  getParentRoute: () => root,
  path: '/leads',
  validateSearch: (raw: Record<string, unknown>): Partial<LeadFilter> => parseLeadFilter(raw),
  // Data and screen are fetched side by side, and when a link to here is pointed at, before it is followed.
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => void queries.prefetchInfiniteQuery(leadListOptions(parseLeadFilter(deps))),
  component: lazyRouteComponent(() => import('../features/leads/LeadsScreen.tsx'), 'LeadsScreen'),
})

export const leadRoute = createRoute({
  getParentRoute: () => root,
  path: '/leads/$leadId',
  /** `at`: the past moment that the page shows, as ISO 8601; absent for now. */
  validateSearch: (raw: Record<string, unknown>): { at?: string } =>
    typeof raw['at'] === 'string' && !Number.isNaN(Date.parse(raw['at'])) ? { at: raw['at'] } : {},
  loader: ({ params }) => {
    void queries.prefetchQuery(leadOptions(params.leadId))
    void queries.prefetchQuery(leadHistoryOptions(params.leadId))
    void queries.prefetchQuery(agreementModelOptions(null))
  },
  component: lazyRouteComponent(() => import('../features/lead/LeadScreen.tsx'), 'LeadScreen'),
})

const companyRoute = createRoute({
  getParentRoute: () => root,
  path: '/companies/$id',
  loader: ({ params }) => void queries.prefetchQuery(companyOptions(params.id)),
  component: lazyRouteComponent(() => import('../features/company/CompanyScreen.tsx'), 'CompanyScreen'),
})

const importsRoute = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  beforeLoad: requireScreen('imports'),
  loader: () => void queries.prefetchQuery(importsOptions),
  component: lazyRouteComponent(() => import('../features/imports/ImportsScreen.tsx'), 'ImportsScreen'),
})

const newImportRoute = createRoute({
  getParentRoute: () => root,
  path: '/imports/new',
  beforeLoad: requireScreen('imports'),
  component: lazyRouteComponent(() => import('../features/imports/NewImportScreen.tsx'), 'NewImportScreen'),
})

const duplicatesRoute = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  beforeLoad: requireScreen('duplicates'),
  loader: () => void queries.prefetchQuery(duplicatesOptions),
  component: lazyRouteComponent(
    () => import('../features/duplicates/DuplicatesScreen.tsx'),
    'DuplicatesScreen',
  ),
})

const formsRoute = createRoute({
  getParentRoute: () => root,
  path: '/forms',
  beforeLoad: requireScreen('forms'),
  loader: () => void queries.prefetchQuery(formsOptions),
  component: lazyRouteComponent(() => import('../features/forms/FormsScreen.tsx'), 'FormsScreen'),
})

const contentRoute = createRoute({
  getParentRoute: () => root,
  path: '/content',
  beforeLoad: requireScreen('content'),
  /** `view`: the gaps instead of the library. */
  validateSearch: (raw: Record<string, unknown>): { view?: 'gaps' } =>
    raw['view'] === 'gaps' ? { view: 'gaps' } : {},
  loader: () => void queries.prefetchQuery(contentOptions),
  component: lazyRouteComponent(() => import('../features/content/ContentScreen.tsx'), 'ContentScreen'),
})

const segmentsRoute = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  beforeLoad: requireScreen('segments'),
  loader: () => void queries.prefetchQuery(segmentsOptions),
  component: lazyRouteComponent(() => import('../features/segments/SegmentsScreen.tsx'), 'SegmentsScreen'),
})

const segmentRoute = createRoute({
  getParentRoute: () => root,
  path: '/segments/$id',
  beforeLoad: requireScreen('segments'),
  loader: () => {
    void queries.prefetchQuery(segmentsOptions)
    void queries.prefetchQuery(agreementModelOptions(null))
  },
  component: lazyRouteComponent(() => import('../features/segments/SegmentScreen.tsx'), 'SegmentScreen'),
})

const programsRoute = createRoute({
  getParentRoute: () => root,
  path: '/programs',
  beforeLoad: requireScreen('programs'),
  loader: () => void queries.prefetchQuery(programsOptions),
  component: lazyRouteComponent(() => import('../features/programs/ProgramsScreen.tsx'), 'ProgramsScreen'),
})

const programRoute = createRoute({
  getParentRoute: () => root,
  path: '/programs/$id',
  beforeLoad: requireScreen('programs'),
  loader: ({ params }) => {
    void queries.prefetchQuery(programOptions(params.id))
    void queries.prefetchQuery(agreementModelOptions(null))
  },
  component: lazyRouteComponent(() => import('../features/programs/ProgramScreen.tsx'), 'ProgramScreen'),
})

const sendingRoute = createRoute({
  getParentRoute: () => root,
  path: '/sending',
  beforeLoad: requireScreen('sending'),
  loader: () => void queries.prefetchQuery(sendingOptions),
  component: lazyRouteComponent(() => import('../features/sends/SendingScreen.tsx'), 'SendingScreen'),
})

const mailsRoute = createRoute({
  getParentRoute: () => root,
  path: '/mails',
  beforeLoad: requireScreen('mails'),
  loader: () => void queries.prefetchQuery(mailsOptions),
  component: lazyRouteComponent(() => import('../features/mails/MailsScreen.tsx'), 'MailsScreen'),
})

const mailRoute = createRoute({
  getParentRoute: () => root,
  path: '/mails/$id',
  beforeLoad: requireScreen('mails'),
  loader: ({ params }) => void queries.prefetchQuery(mailOptions(params.id)),
  component: lazyRouteComponent(() => import('../features/mails/MailScreen.tsx'), 'MailScreen'),
})

const formRoute = createRoute({
  getParentRoute: () => root,
  path: '/forms/$id',
  beforeLoad: requireScreen('forms'),
  loader: ({ params }) => void queries.prefetchQuery(formOptions(params.id)),
  component: lazyRouteComponent(() => import('../features/forms/FormScreen.tsx'), 'FormScreen'),
})

const privacyRoute = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  beforeLoad: requireScreen('privacy'),
  component: lazyRouteComponent(() => import('../features/privacy/PrivacyScreen.tsx'), 'PrivacyScreen'),
})

const homeScreenRoute = createRoute({
  getParentRoute: () => root,
  path: '/home',
  beforeLoad: requireScreen('home'),
  validateSearch: (raw: Record<string, unknown>): Readonly<Record<string, string>> => ({
    ...parseReportSearch(raw),
    ...(typeof raw['side'] === 'string' && { side: raw['side'] }),
  }),
  component: lazyRouteComponent(() => import('../features/home/HomeScreen.tsx'), 'HomeScreen'),
})

const reportsRoute = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  beforeLoad: () => {
    throw redirect({ to: '/reports/$report', params: { report: 'funnel' }, search: {}, replace: true })
  },
})

const reportRoute = createRoute({
  getParentRoute: () => root,
  path: '/reports/$report',
  beforeLoad: requireScreen('reports'),
  validateSearch: (raw: Record<string, unknown>): Readonly<Record<string, string>> => parseReportSearch(raw),
  component: lazyRouteComponent(() => import('../features/reports/ReportsScreen.tsx'), 'ReportsScreen'),
})

export const agreementRoute = createRoute({
  getParentRoute: () => root,
  path: '/agreement',
  validateSearch: (raw: Record<string, unknown>): { version?: number; clause?: string } => ({
    ...(Number(raw['version']) > 0 && { version: Number(raw['version']) }),
    ...(typeof raw['clause'] === 'string' && { clause: raw['clause'] }),
  }),
  component: lazyRouteComponent(() => import('../features/agreement/AgreementScreen.tsx'), 'AgreementScreen'),
})

export const sourcesRoute = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  beforeLoad: requireScreen('sources'),
  validateSearch: (raw: Record<string, unknown>): { sort?: SourceSort; direction?: 'asc' | 'desc' } => ({
    ...(SOURCE_SORTS.includes(raw['sort'] as SourceSort) && { sort: raw['sort'] as SourceSort }),
    ...((raw['direction'] === 'asc' || raw['direction'] === 'desc') && { direction: raw['direction'] }),
  }),
  component: lazyRouteComponent(() => import('../features/sources/SourcesScreen.tsx'), 'SourcesScreen'),
})

const eventsRoute = createRoute({
  getParentRoute: () => root,
  path: '/events',
  beforeLoad: requireScreen('events'),
  validateSearch: (raw: Record<string, unknown>): EventSearch => parseEventSearch(raw),
  component: lazyRouteComponent(() => import('../features/events/EventsScreen.tsx'), 'EventsScreen'),
})

/** Addresses hold plain text: `stage=mql,sql`, not JSON. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue
    if (key === 'sort' && value === 'activity') continue
    if (key === 'direction' && value === 'desc' && !('sort' in search && search['sort'] !== 'activity'))
      continue
    params.set(key, Array.isArray(value) ? value.join(',') : `${value as string | number}`)
  }
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signInRoute,
    setupRoute,
    welcomeRoute,
    resetRoute,
    queueRoute,
    triageRoute,
    teamRoute,
    peopleRoute,
    settingsRoute,
    pipelineRoute,
    contestsRoute,
    playbookRoute,
    studioRoute,
    draftRoute,
    calibrationRoute,
    leadsRoute,
    leadRoute,
    companyRoute,
    importsRoute,
    newImportRoute,
    duplicatesRoute,
    formsRoute,
    formRoute,
    contentRoute,
    segmentsRoute,
    segmentRoute,
    mailsRoute,
    mailRoute,
    programsRoute,
    programRoute,
    sendingRoute,
    privacyRoute,
    homeScreenRoute,
    reportsRoute,
    reportRoute,
    agreementRoute,
    sourcesRoute,
    eventsRoute,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 120,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: false,
})

leaveWhenSessionEnds((search) => void router.navigate({ to: '/sign-in', search, replace: true }))

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
