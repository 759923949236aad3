import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Report, ReportOf } from '@baton/protocol'
import { request } from './request.ts'

export type ReportName = Report['report']

/** What a report is asked, as the address of its screen holds it. */
export type ReportSearch = Readonly<Record<string, string>>

export function reportOptions(report: ReportName, search: ReportSearch) {
  return queryOptions({
    queryKey: ['report', report, search],
    queryFn: ({ signal }) => request('report', { params: { report }, query: { ...search }, signal }),
    // The numbers of before stay until those that are asked for are there.
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
}

export function useReport<Name extends ReportName>(report: Name, search: ReportSearch) {
  const { data, ...query } = useQuery(reportOptions(report, search))
  return { ...query, data: data?.report === report ? (data as ReportOf<Name>) : undefined }
}

export const reportChoicesOptions = queryOptions({
  queryKey: ['report choices'],
  queryFn: ({ signal }) => request('reportChoices', { signal }),
  staleTime: 60_000,
})

export function useReportChoices() {
  return useQuery(reportChoicesOptions)
}

export interface BehindQuery {
  readonly report: ReportName
  readonly search: ReportSearch
  readonly cell: string
  /** Of the period that is compared with. */
  readonly before?: boolean
}

/** The leads behind one number, page by page. */
export function useLeadsBehind({ report, search, cell, before = false }: BehindQuery) {
  return useInfiniteQuery({
    queryKey: ['leads behind', report, search, cell, before],
    initialPageParam: '0',
    queryFn: ({ pageParam, signal }) =>
      request('leadsBehind', {
        params: { report },
        query: { ...search, cell, cursor: pageParam, ...(before && { before: 'true' }) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}
