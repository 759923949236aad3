import { useEffect, useRef, useState, type RefObject } from 'react'

/**
 * The card that the keyboard is at, by its lead: what arrives above or leaves below does not move it. When it leaves the
 * list itself, the next one takes its place.
 */
export function useQueueSelection(
  leads: readonly string[],
  list: RefObject<HTMLElement | null>,
  reveal: (lead: string) => void,
) {
  const [selected, setSelected] = useState<{ readonly lead: string; readonly index: number } | null>(null)
  const hadFocus = useRef(false)
  const current = leadAt(leads, selected)
  useEffect(() => {
    // A row that moves or leaves takes the focus with it: give it back, unless it went somewhere on purpose.
    if (current === null || !hadFocus.current || document.activeElement !== document.body) return
    focusRow(list.current, current)
  })
  const select = (lead: string) => {
    setSelected({ lead, index: leads.indexOf(lead) })
    hadFocus.current = true
    reveal(lead)
    requestAnimationFrame(() => focusRow(list.current, lead))
  }
  const move = (by: 1 | -1) => {
    const from = current === null ? (by === 1 ? -1 : leads.length) : leads.indexOf(current)
    // At either end it stays, and takes the focus back.
    const next = leads[Math.min(Math.max(from + by, 0), leads.length - 1)]
    if (next !== undefined) select(next)
  }
  /** The focus came by itself: by Tab or by a click. */
  const follow = (lead: string) => {
    hadFocus.current = true
    setSelected({ lead, index: leads.indexOf(lead) })
  }
  return { selected: current, select, move, follow }
}

/** The selected lead while it is in the list; afterwards whoever took its place. */
function leadAt(
  leads: readonly string[],
  selected: { readonly lead: string; readonly index: number } | null,
): string | null {
  if (selected === null) return null
  if (leads.includes(selected.lead)) return selected.lead
  return leads[Math.min(selected.index, leads.length - 1)] ?? null
}

function focusRow(list: HTMLElement | null, lead: string) {
  list?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(lead)}"] a`)?.focus({ preventScroll: true })
}
