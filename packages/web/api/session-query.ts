/** Who is signed in. Read once; signing in and out and changing one's own settings write it. */
import type { Role } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Answer, Body } from './paths.ts'
import { request } from './request.ts'

export type Session = Answer<'session'>
export type Me = NonNullable<Session['me']>
export type Dialect = Me['dialect']

export const sessionOptions = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request('session', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

export const openSessionsOptions = queryOptions({
  queryKey: ['open-sessions'],
  queryFn: ({ signal }) => request('openSessions', { signal }),
})

/** Who I am; null outside of a session, and until it is known. */
export function useMe(): Me | null {
  return useQuery({ ...sessionOptions, enabled: false }).data?.me ?? null
}

export function useRole(): Role | null {
  return useMe()?.person.role ?? null
}

/** Marketing speaks of leads, sales of prospects; each person reads the words they chose. */
export function useDialect(): Dialect {
  return useMe()?.dialect ?? 'marketing'
}

export function useOpenSessions() {
  return useQuery(openSessionsOptions)
}

/** Begins a session in the browser: nothing that was read as somebody else stays. */
export async function beginSession(queries: QueryClient, me: Me) {
  await queries.cancelQueries()
  const before = queries.getQueryData(sessionOptions.queryKey)
  queries.clear()
  queries.setQueryData(sessionOptions.queryKey, {
    organisation: before?.organisation ?? '',
    demoPeople: before?.demoPeople ?? [],
    needsSetup: false,
    me,
  })
}

/** Ends it: what was read goes with it. */
export function forgetSession(queries: QueryClient) {
  queries.clear()
}

/** Changes what is one's own, and shows it everywhere. */
export function useChangeMe(): (change: Body<'changeMe'>) => Promise<Me> {
  const queries = useQueryClient()
  return async (change) => {
    const me = await request('changeMe', { body: change })
    queries.setQueryData(sessionOptions.queryKey, (session) => session && { ...session, me })
    return me
  }
}
