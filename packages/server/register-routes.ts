/** Every slice that answers requests or works by itself, one line each. */
import { join } from 'node:path'
import type pg from 'pg'
import {
  addAgreementRoutes,
  Agreements,
  type FirstAgreement,
  installFirstAgreement,
} from './agreements/index.ts'
import { ingestRoutes, type Intake, openIntake } from './events/index.ts'
import { addStatusRoutes, type Organisation } from './installation/index.ts'
import { addJudgingRoutes, fireTimersAlways, forgetOtherFolds, openJudging } from './judging/index.ts'
import { addLeadRoutes, refadeDaily } from './leads/index.ts'
import type { App } from './platform/http/create-app.ts'
import { addPlanRoutes, openPlanner } from './replay/index.ts'
import { addSourceRoutes, ensureSource, Senders } from './sources/index.ts'

export interface Services {
  readonly pool: pg.Pool
  /** As the pool has it, for threads with connections of their own. */
  readonly connection: pg.ClientConfig
  /** For what is kept beside the database. */
  readonly dataDir: string
  readonly log: (line: string) => void
  readonly organisation: Organisation
  /** For a database without an agreement. */
  readonly firstAgreement?: FirstAgreement | undefined
}

export interface Slices {
  readonly intake: Intake
  stop(): Promise<void>
}

/** There from the start, so that a web site can send events to it. */
const FIRST_SOURCE = 'website'

export async function registerRoutes(app: App, services: Services): Promise<Slices> {
  const { pool, log } = services
  await installFirstAgreement(pool, services.firstAgreement)
  await ensureSource(pool, FIRST_SOURCE)
  await forgetOtherFolds(pool)
  const agreements = new Agreements()
  const intake = openIntake({ pool, log, agreements })
  addStatusRoutes(app, pool, services.organisation)
  addLeadRoutes(app, pool)
  addSourceRoutes(app, pool)
  const senders = new Senders(pool)
  const judging = openJudging(pool, services.connection, log)
  addAgreementRoutes(app, pool, senders)
  addJudgingRoutes(app, { pool, senders, judging, agreements })
  addPlanRoutes(app, openPlanner(pool, services.connection, join(services.dataDir, 'replay')))
  await app.register(ingestRoutes, { intake, senders })
  judging.begin()
  const stopRefading = refadeDaily(pool, agreements, log)
  const stopTimers = fireTimersAlways(pool, agreements, log)
  return {
    intake,
    async stop() {
      await judging.stop()
      await stopTimers()
      await stopRefading()
      await intake.stop()
    },
  }
}
