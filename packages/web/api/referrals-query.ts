/** Who brought whom, and the form that takes those who are brought. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './request.ts'

const ALL = ['referrals'] as const

export function useReferrals() {
  return useQuery({ queryKey: ALL, queryFn: ({ signal }) => request('referrals', { signal }) })
}

export function useLeadReferrals(id: string) {
  return useQuery({
    queryKey: ['lead referrals', id],
    queryFn: ({ signal }) => request('leadReferrals', { params: { id }, signal }),
    staleTime: 30_000,
  })
}

/** Returns what says which form takes them; null: none does. */
export function useSetReferralForm() {
  const queries = useQueryClient()
  return async (form: string | null) => {
    queries.setQueryData(ALL, await request('setReferralForm', { body: { form } }))
    await queries.invalidateQueries({ queryKey: ['lead referrals'] })
  }
}
