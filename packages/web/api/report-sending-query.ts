import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const reportSharesOptions = queryOptions({
  queryKey: ['report shares'],
  queryFn: ({ signal }) => request('reportShares', { signal }),
})

export const reportSchedulesOptions = queryOptions({
  queryKey: ['report schedules'],
  queryFn: ({ signal }) => request('reportSchedules', { signal }),
})

export function useReportShares() {
  return useQuery(reportSharesOptions)
}

export function useReportSchedules() {
  return useQuery(reportSchedulesOptions)
}

/** Making links and schedules, and ending them; lists are read again afterwards. */
export function useSendReports() {
  const queries = useQueryClient()
  const again = (key: string) => queries.invalidateQueries({ queryKey: [key] })
  return {
    share: async (body: Body<'shareReport'>) => {
      const share = await request('shareReport', { body })
      await again('report shares')
      return share
    },
    revoke: async (id: string) => {
      await request('revokeShare', { params: { id } })
      await again('report shares')
    },
    schedule: async (body: Body<'scheduleReport'>) => {
      await request('scheduleReport', { body })
      await again('report schedules')
    },
    endSchedule: async (id: string) => {
      await request('endSchedule', { params: { id } })
      await again('report schedules')
    },
  }
}
