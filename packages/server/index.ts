/** What the command line, the benchmarks and the end-to-end tests use of the server. */
export { BUILT_WEB, type BatonServer, openServer, type OpenServerOptions } from './open-server.ts'
export { Agreements, type AgreementInForce, installFirstAgreement } from './agreements/index.ts'
export { type IncomingEvent, type Intake, loadEvents, openIntake, type Receipt } from './events/index.ts'
export { ensureConsents } from './consents/index.ts'
export { ensureContent } from './content/index.ts'
export { ensureForms } from './forms/index.ts'
export { keepSetting, setting, settleSetting } from './installation/index.ts'
export { ensureMails } from './mails/index.ts'
export { leadHistories, verifyStates } from './leads/index.ts'
export { ensurePeople, type GivenPerson } from './people/index.ts'
export { migrate } from './platform/migrations/migrate.ts'
export { whileLoading } from './platform/postgres/loading.ts'
export { openPool } from './platform/postgres/open-pool.ts'
export { openPostgres, type Postgres } from './platform/postgres/open-postgres.ts'
export { claimServeLock, servedAt, type ServeLock } from './platform/postgres/serve-lock.ts'
export { ensurePlays } from './playbook/index.ts'
export { ensurePersonas } from './personas/index.ts'
export { ensureSegments } from './segments/index.ts'
export { ensurePrograms, type GivenProgram } from './programs/index.ts'
export { ensureSpend } from './spend/index.ts'
export { openDatabase } from './open-database.ts'
export {
  FrameFileError,
  frameFileName,
  frameFromDatabase,
  type KeptFrame,
  openFrame,
  openFrameOf,
  ReplayThreads,
  writeFrame,
} from './replay/index.ts'
export { createSecretKey, ensureSource, listSources } from './sources/index.ts'
