/** Kinds of people who buy: reading and writing them, and beginning a draft of the agreement with one. */
import type { PersonaText } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { draftOptions, draftsOptions } from './drafts-query.ts'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export type PersonaMark = PersonaText['marks'][number]

export const personasOptions = queryOptions({
  queryKey: ['personas'],
  queryFn: async ({ signal }): Promise<readonly PersonaText[]> =>
    (await request('personas', { signal })).data,
})

export function usePersonas() {
  return useQuery(personasOptions)
}

/** Writes them. Every report tells leads apart by personas, so all are read again after. */
export function useWritePersona() {
  const queries = useQueryClient()
  return useMemo(() => {
    const kept = async (persona: PersonaText) => {
      queries.setQueryData(personasOptions.queryKey, (all) => {
        if (all === undefined) return all
        return all.some(({ id }) => id === persona.id)
          ? all.map((one) => (one.id === persona.id ? persona : one))
          : [...all, persona]
      })
      await reread()
      return persona
    }
    const reread = async () => {
      await Promise.all(
        [['personas'], ['report'], ['report choices']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
    }
    return {
      add: async (body: Body<'addPersona'>) => await kept(await request('addPersona', { body })),
      change: async (id: string, body: Body<'changePersona'>) =>
        await kept(await request('changePersona', { params: { id }, body })),
      /** As it stands on the server by now. */
      read: async (id: string) =>
        (await queries.fetchQuery({ ...personasOptions, staleTime: 0 })).find((one) => one.id === id),
      draft: async (id: string, body: Body<'draftPersona'>) => {
        const drafted = await request('draftPersona', { params: { id }, body })
        queries.setQueryData(draftOptions(drafted.draft.id).queryKey, drafted.draft)
        void queries.invalidateQueries({ queryKey: draftsOptions.queryKey })
        return drafted
      },
    }
  }, [queries])
}
