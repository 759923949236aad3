import { useState } from 'react'

const USUAL_PX = 16

/** How large text is against the usual size: 1, or more where somebody has set it larger. What is laid out in pixels grows by it. */
export function useRem(): number {
  const [rem] = useState(() => {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    return size > 0 ? size / USUAL_PX : 1
  })
  return rem
}
