import { useState } from 'react'

/** The clock as the screen was opened: it stands still, so that what is read does not change under the reader. */
export function useNow(): number {
  const [opened] = useState(() => Date.now())
  return opened
}
