/** Every slice that answers requests or works by itself, one line each. */
import type pg from 'pg'
import { Agreements, installFirstAgreement } from './agreements/agreement-in-force.ts'
import { addAgreementRoutes } from './agreements/agreement-routes.ts'
import { type Intake, openIntake } from './events/open-intake.ts'
import { ingestRoutes } from './events/wire/ingest-routes.ts'
import { addStatusRoutes, type Organisation } from './installation/status-routes.ts'
import { addLeadRoutes } from './leads/lead-routes.ts'
import { refadeDaily } from './leads/refade-leads.ts'
import type { App } from './platform/http/create-app.ts'
import { addSourceRoutes } from './sources/source-routes.ts'
import { ensureSource, Senders } from './sources/sources.ts'

export interface Services {
  readonly pool: pg.Pool
  readonly log: (line: string) => void
  readonly organisation: Organisation
  readonly initialAgreement?: string | undefined
}

export interface Slices {
  readonly intake: Intake
  stop(): Promise<void>
}

/** There from the start, so that a web site can send events to it. */
const FIRST_SOURCE = 'website'

export async function registerRoutes(app: App, services: Services): Promise<Slices> {
  const { pool, log } = services
  await installFirstAgreement(pool, services.initialAgreement)
  await ensureSource(pool, FIRST_SOURCE)
  const agreements = new Agreements()
  const intake = openIntake({ pool, log, agreements })
  addStatusRoutes(app, pool, services.organisation)
  addLeadRoutes(app, pool)
  addSourceRoutes(app, pool)
  addAgreementRoutes(app, pool)
  await app.register(ingestRoutes, { intake, senders: new Senders(pool) })
  const stopRefading = refadeDaily(pool, agreements, log)
  return {
    intake,
    async stop() {
      await stopRefading()
      await intake.stop()
    },
  }
}
