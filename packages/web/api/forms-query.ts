/** Forms with what came of them, and writing them. */
import type { Form } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const formsOptions = queryOptions({
  queryKey: ['forms'],
  queryFn: ({ signal }) => request('forms', { signal }),
})

export function formOptions(id: string) {
  return queryOptions({
    queryKey: ['form', id],
    queryFn: ({ signal }) => request('form', { params: { id }, signal }),
  })
}

export function useForms() {
  return useQuery(formsOptions)
}

export function useForm(id: string) {
  return useQuery(formOptions(id))
}

export function useWriteForm() {
  const queries = useQueryClient()
  return useMemo(() => {
    const keep = (form: Form): Form => {
      queries.setQueryData(formOptions(form.id).queryKey, form)
      void queries.invalidateQueries({ queryKey: formsOptions.queryKey })
      return form
    }
    return {
      add: async (body: Body<'addForm'>) => keep(await request('addForm', { body })),
      change: async (id: string, body: Body<'changeForm'>) =>
        keep(await request('changeForm', { params: { id }, body })),
      setStatus: async (id: string, status: 'live' | 'closed') =>
        keep(await request('setFormStatus', { params: { id }, body: { status } })),
    }
  }, [queries])
}
