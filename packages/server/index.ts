export { BUILT_WEB, type BatonServer, openServer, type OpenServerOptions } from './open-server.ts'
export { claimServeLock, servedAt, type ServeLock } from './platform/postgres/serve-lock.ts'
