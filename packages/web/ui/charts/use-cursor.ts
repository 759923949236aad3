import { useState, type KeyboardEvent } from 'react'

/** A place among `count` that the arrows move; null while nobody reads. */
export function useCursor(count: number) {
  const [at, setAt] = useState<number | null>(null)
  const clamped = at === null || count === 0 ? null : Math.min(at, count - 1)
  const go = (to: number) => setAt(Math.max(0, Math.min(count - 1, to)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return
    const wide = Math.max(1, Math.round(count / 10))
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => go(clamped === null ? 0 : clamped + 1),
      ArrowLeft: () => go(clamped === null ? count - 1 : clamped - 1),
      PageDown: () => go((clamped ?? 0) + wide),
      PageUp: () => go((clamped ?? count - 1) - wide),
      Home: () => go(0),
      End: () => go(count - 1),
      Escape: () => setAt(null),
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move()
  }
  return { at: clamped, setAt, onKeyDown }
}
