import { useQuery } from '@tanstack/react-query'
import { useMay } from '../api/may.ts'
import { queueOptions, triageOptions } from '../api/queue-query.ts'
import type { ScreenName } from './screens.ts'

/** What waits on a screen: handoffs of mine to be decided, handoffs without an owner. */
export function useScreenCounts(): Partial<Readonly<Record<ScreenName, number>>> {
  const queue = useQuery({ ...queueOptions, enabled: useMay('queue') }).data
  const triage = useQuery({ ...triageOptions, enabled: useMay('triage') }).data
  return {
    ...(queue !== undefined && { queue: queue.mine.filter((card) => card.acceptedAt === null).length }),
    ...(triage !== undefined && { triage: triage.data.length }),
  }
}
