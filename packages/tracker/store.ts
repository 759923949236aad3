/** What is remembered from page to page: in localStorage where that is allowed and works, else as long as the page lives. */
import type { Message } from './message.ts'
import { settings } from './script.ts'
import type { Touch } from './touch.ts'

interface Remembered {
  readonly id: string
  readonly user: string
  readonly first: Touch
  readonly last: Touch
  readonly queue: readonly Message[]
}
type Name = keyof Remembered

const onPage: Partial<Record<Name, unknown>> = {}
let isLasting = settings['cookies'] !== 'off'

/** Runs `act` on the storage; a browser that refuses is not asked again. */
function withStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    if (isLasting) return act(localStorage)
  } catch {
    isLasting = false
  }
  return undefined
}

/** Without a value: no more. */
export function keep<N extends Name>(name: N, value?: Remembered[N]): void {
  onPage[name] = value
  withStorage((storage) =>
    value === undefined
      ? storage.removeItem(`baton_${name}`)
      : storage.setItem(`baton_${name}`, JSON.stringify(value)),
  )
}

export function recall<N extends Name>(name: N): Remembered[N] | undefined {
  const kept = withStorage((storage) => JSON.parse(storage.getItem(`baton_${name}`) || 'null') as unknown)
  return ((isLasting ? kept : onPage[name]) as Remembered[N] | null) || undefined
}

export function forget(): void {
  ;(['id', 'user', 'first', 'last', 'queue'] as const).forEach((name) => keep(name))
}
