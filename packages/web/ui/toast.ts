/** Short messages at the edge of the screen, kept outside of React so that anything can say one. */

export interface ToastAction {
  readonly label: string
  readonly onSelect: () => void
}

export interface ToastMessage {
  readonly id: number
  readonly message: string
  readonly tone: 'plain' | 'problem'
  readonly action?: ToastAction | undefined
}

const SHOWN_MS = 6_000
/** Something to press needs time to be read and reached. */
const SHOWN_WITH_ACTION_MS = 20_000
/** More than this cover the screen: the oldest gives way. */
const MOST = 3

let messages: readonly ToastMessage[] = []
let nextId = 1
const listeners = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()

/** Says a sentence; it goes away by itself. The answer takes it away earlier. */
export function toast(
  message: string,
  given: { readonly action?: ToastAction; readonly tone?: 'plain' | 'problem' } = {},
): () => void {
  const id = nextId++
  change([...messages, { id, message, tone: given.tone ?? 'plain', action: given.action }].slice(-MOST))
  goLater(id, given.action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS)
  return () => dismissToast(id)
}

export function dismissToast(id: number) {
  clearTimeout(timers.get(id))
  timers.delete(id)
  change(messages.filter((message) => message.id !== id))
}

/** A message that is being read stays. */
export function holdToast(id: number) {
  clearTimeout(timers.get(id))
}

export function releaseToast(id: number) {
  if (messages.some((message) => message.id === id)) goLater(id, SHOWN_MS)
}

export function toasts(): readonly ToastMessage[] {
  return messages
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function goLater(id: number, afterMs: number) {
  clearTimeout(timers.get(id))
  const timer = setTimeout(() => dismissToast(id), afterMs)
  timers.set(id, timer)
}

function change(next: readonly ToastMessage[]) {
  messages = next
  for (const listener of listeners) listener()
}
