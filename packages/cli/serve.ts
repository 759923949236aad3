/** `baton serve`: the server and the web application on one data directory. */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  type BatonServer,
  claimServeLock,
  listSources,
  openServer,
  type OpenServerOptions,
  servedAt,
} from '@baton/server'
import { Command, InvalidArgumentError, Option } from 'commander'
import { readText } from './read-text.ts'

const STARTING_WAIT_MS = 60_000
const STOPPING_MS_MAX = 20_000

export interface ServeOptions {
  readonly dataDir: string
  readonly port: number
  readonly host?: string
}

/** What a verb that serves knows beforehand about whom it serves. */
type Installation = Pick<OpenServerOptions, 'organisation' | 'firstAgreement'>

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve Baton: web application, API and event intake, with PostgreSQL inside')
    .addOption(dataDirOption())
    .addOption(portOption())
    .option(
      '--host <address>',
      'address to listen on; beyond loopback only behind a proxy that speaks TLS (BATON_BEHIND_TLS=1)',
      '127.0.0.1',
    )
    .option('--agreement <file>', 'the agreement to begin with, for a data directory that has none yet')
    .addHelpText(
      'after',
      `
Environment: BATON_DATA_DIR, PORT, DATABASE_URL (a PostgreSQL 15 or newer of your own instead of the one inside),
BATON_BEHIND_TLS=1 (a proxy that speaks TLS stands before it), BATON_URL (the address that people open; links lead there).
The first start prints a link that makes the first administrator.
Exit codes: 0 stopped, or already served; 1 could not start.

Example:
  $ baton serve --data-dir ./.baton --port 3120`,
    )
    .action(async ({ agreement, ...options }: ServeOptions & { readonly agreement?: string }) => {
      const firstAgreement = agreement && { document: readText(agreement), note: `from ${agreement}` }
      await serveUntilStopped({ ...options, ...(firstAgreement && { firstAgreement }) })
    })
}

export function dataDirOption(): Option {
  return new Option('--data-dir <dir>', 'where Baton keeps its data')
    .env('BATON_DATA_DIR')
    .default('./.baton')
}

export function portOption(): Option {
  return new Option('--port <n>', 'port to listen on, 0 for a free one')
    .env('PORT')
    .default(3120)
    .argParser(readPort)
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new InvalidArgumentError(`A port is a whole number from 0 to 65535, not "${text}".`)
}

/** Serves until SIGINT or SIGTERM; `onReady` runs once it answers. On a data directory that is served already, says where. */
export async function serveUntilStopped(
  options: ServeOptions & Installation,
  onReady: (server: BatonServer) => Promise<void> = async () => {},
): Promise<void> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const claim = claimServeLock(dataDir)
  if ('heldBy' in claim) {
    const url = await servedAt(dataDir, STARTING_WAIT_MS)
    console.log(
      `Already serving this data directory at ${url ?? `an address unknown (process ${claim.heldBy.pid})`}`,
    )
    return
  }
  try {
    const server = await openServer({
      ...options,
      dataDir,
      databaseUrl: process.env['DATABASE_URL'],
      log: toStderr,
    })
    const stopped = untilSignal()
    try {
      await onReady(server)
    } catch (error) {
      await server.stop()
      throw error
    }
    claim.taken.publish(server.url)
    const [source] = await listSources(server.pool)
    if (source)
      console.error(`Events: ${server.url}/v1/batch with the write key ${source.writeKey} (more: baton keys)`)
    console.log(`Baton is ready at ${server.url}`)
    await stopped
    setTimeout(() => process.exit(1), STOPPING_MS_MAX).unref()
    await server.stop()
  } finally {
    claim.taken.release()
  }
}

/** A second signal ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

function toStderr(line: string): void {
  console.error(line)
}
