import { useState } from 'react'

/** The top of a scale that never falls and rises in steps: nothing jumps while somebody drags. */
export function useSteadyTop(most: number): number {
  const [top, setTop] = useState(() => steppedTop(most))
  if (most <= top) return top
  const next = steppedTop(most)
  setTop(next)
  return next
}

function steppedTop(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(most * 1.25))
  return Math.ceil((most * 1.25) / unit) * unit
}
