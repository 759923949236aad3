/** Binds shortcuts while a component is on screen. Single keys can be switched off (WCAG 2.1.4). */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { matchKeys, SEQUENCE_MS } from './shortcuts.ts'

type Bindings = Readonly<Record<string, () => void>>

const layers: { current: Bindings }[] = []
let typed: string[] = []
let typedAt = 0

const OFF_KEY = 'baton-single-keys'
const offListeners = new Set<() => void>()
let singleKeys = readSingleKeys()

function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(OFF_KEY) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean) {
  singleKeys = on
  try {
    if (on) localStorage.removeItem(OFF_KEY)
    else localStorage.setItem(OFF_KEY, 'off')
  } catch {
    // storage refused: the choice lasts as long as the page
  }
  for (const listener of offListeners) listener()
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      offListeners.add(listener)
      return () => offListeners.delete(listener)
    },
    () => singleKeys,
  )
}

export function useShortcuts(bindings: Bindings) {
  const layer = useRef(bindings)
  useEffect(() => {
    layer.current = bindings
  })
  useEffect(() => {
    layers.push(layer)
    return () => void layers.splice(layers.indexOf(layer), 1)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=range]), textarea, select, [contenteditable]') !== null
  )
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey) return
  const combined = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' ? 'mod k' : null
  if (combined === null && (event.ctrlKey || event.metaKey)) return
  if (
    combined === null &&
    (isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]') !== null)
  )
    return
  if (combined === null && !singleKeys && event.key !== 'Escape') return
  if (event.timeStamp - typedAt > SEQUENCE_MS) typed = []
  typedAt = event.timeStamp
  typed = [...typed, combined ?? event.key]
  if (run(event)) return
  if (typed.length > 1) {
    typed = typed.slice(-1)
    run(event)
  }
}

/** Tries the layers from the innermost screen outwards. */
function run(event: KeyboardEvent): boolean {
  for (const layer of layers.toReversed()) {
    const match = matchKeys(Object.keys(layer.current), typed)
    if (match.kind === 'pending') return true
    if (match.kind === 'run') {
      typed = []
      event.preventDefault()
      layer.current[match.keys]?.()
      return true
    }
  }
  return false
}

addEventListener('keydown', onKeyDown)
