import type { AgreementVersion } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

/** `null` asks for the version in force. */
export function agreementOptions(version: number | null) {
  return queryOptions({
    queryKey: ['agreement', version],
    queryFn: ({ signal }): Promise<AgreementVersion> =>
      version === null
        ? request('agreement', { signal })
        : request('agreementVersion', { params: { version: String(version) }, signal }),
    staleTime: 60_000,
  })
}

/**
 * The agreement read and compiled by the engine. The engine is loaded here, beside the screen and not before it:
 * nothing that the first paint needs waits for it.
 */
export function agreementModelOptions(version: number | null) {
  return queryOptions({
    queryKey: ['agreement-model', version],
    queryFn: async ({ client }) => {
      const [{ readModel }, stored] = await Promise.all([
        import('./agreement-model.ts'),
        client.fetchQuery(agreementOptions(version)),
      ])
      return readModel(stored)
    },
    staleTime: 60_000,
    structuralSharing: false,
  })
}

export const agreementVersionsOptions = queryOptions({
  queryKey: ['agreement-versions'],
  queryFn: ({ signal }) => request('agreementVersions', { signal }),
})

export function useAgreementModel(version: number | null = null) {
  return useQuery(agreementModelOptions(version))
}

export function useAgreement(version: number | null = null) {
  return useQuery(agreementOptions(version))
}

export function useAgreementVersions() {
  return useQuery(agreementVersionsOptions)
}

export function useSignVersion(version: number) {
  const queries = useQueryClient()
  return async (body: Body<'signAgreement'>) => {
    const signed = await request('signAgreement', { params: { version: String(version) }, body })
    await readAgreementsAgain(queries)
    return signed
  }
}

/** After anything about versions changed. */
export async function readAgreementsAgain(queries: QueryClient): Promise<void> {
  for (const key of ['agreement', 'agreement-versions', 'status'])
    await queries.invalidateQueries({ queryKey: [key] })
  // Made of the one before it.
  await queries.invalidateQueries({ queryKey: ['agreement-model'] })
}
