import { useRef, useState, type RefObject } from 'react'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { stillThere, toggledIn, withRange, type Chosen } from './selection.ts'

/** Choosing rows with the keyboard: j and k move, x chooses, with shift the choice goes along. */
export function useHandoffKeys({
  ids,
  list,
  reveal,
  onPass,
}: {
  readonly ids: readonly string[]
  readonly list: RefObject<HTMLElement | null>
  readonly reveal: (index: number) => void
  readonly onPass: () => void
}) {
  const [chosen, setChosen] = useState<Chosen>(new Set())
  const [cursor, setCursor] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const kept = stillThere(chosen, ids)
  const move = (by: 1 | -1): string | null => {
    const from = cursor === null ? (by === 1 ? -1 : ids.length) : ids.indexOf(cursor)
    const next = ids[from + by]
    if (next === undefined) return null
    setCursor(next)
    reveal(from + by)
    requestAnimationFrame(() =>
      list.current
        ?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(next)}"] a`)
        ?.focus({ preventScroll: true }),
    )
    return next
  }
  const toggle = (id: string, wide: boolean) => {
    setChosen(
      wide && anchor.current !== null ? withRange(kept, ids, anchor.current, id) : toggledIn(kept, id),
    )
    anchor.current = id
  }
  const extend = (by: 1 | -1) => {
    const from = cursor
    const to = move(by)
    if (to !== null) setChosen(withRange(kept, ids, from ?? to, to))
  }
  useShortcuts({
    j: () => void move(1),
    k: () => void move(-1),
    J: () => extend(1),
    K: () => extend(-1),
    x: () => cursor !== null && toggle(cursor, false),
    m: () => kept.size > 0 && onPass(),
    ...(kept.size > 0 && { Escape: () => setChosen(new Set()) }),
  })
  return { chosen: kept, setChosen, cursor, setCursor, toggle }
}
