import { useState } from 'react'
import { useStatus } from '../api/status-query.ts'

/**
 * The moment that "now" means: the clock, or the end of history on a simulated company that does not go on. It
 * stands still while a screen is open, so that what is read does not change under the reader.
 */
export function useNow(): number {
  const [opened] = useState(() => Date.now())
  const { data } = useStatus()
  if (data?.demo === true && data.latestEventAt !== null)
    return Math.min(Date.parse(data.latestEventAt), opened)
  return opened
}
