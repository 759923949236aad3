/** Every slice that answers requests, one line each. */
import type pg from 'pg'
import type { App } from './platform/http/create-app.ts'

export interface Services {
  readonly pool: pg.Pool
  readonly log: (line: string) => void
}

/** Returns what stops the slices' own work. */
export async function registerRoutes(_app: App, _services: Services): Promise<() => Promise<void>> {
  return async () => {}
}
