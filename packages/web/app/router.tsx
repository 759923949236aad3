import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { agreementModelOptions } from '../api/agreement-query.ts'
import { parseLeadFilter, type LeadFilter } from '../api/lead-filter.ts'
import { leadHistoryOptions, leadOptions } from '../api/lead-query.ts'
import { leadListOptions } from '../api/leads-query.ts'
import { SOURCE_SORTS, type SourceSort } from '../features/sources/source-sort.ts'
import { NotFound } from './NotFound.tsx'
import { queries } from './queries.ts'
import { ScreenFailed } from './ScreenFailed.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/leads', replace: true })
  },
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
  validateSearch: (raw: Record<string, unknown>): { sort?: SourceSort; direction?: 'asc' | 'desc' } => ({
    ...(SOURCE_SORTS.includes(raw['sort'] as SourceSort) && { sort: raw['sort'] as SourceSort }),
    ...((raw['direction'] === 'asc' || raw['direction'] === 'desc') && { direction: raw['direction'] }),
  }),
  component: lazyRouteComponent(() => import('../features/sources/SourcesScreen.tsx'), 'SourcesScreen'),
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
  routeTree: root.addChildren([home, leadsRoute, leadRoute, agreementRoute, sourcesRoute]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 120,
  defaultErrorComponent: ScreenFailed,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
