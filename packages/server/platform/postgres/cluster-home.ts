/**
 * The folder that holds one PostgreSQL cluster: `data`, `sock`, `password`, `server.log`. It is
 * `<data dir>/postgres`, except under root with a data directory that the run user cannot reach (a clone under
 * /root): then it is in /var/lib/baton, and a pointer file in the data directory says where.
 */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, binariesAt, findBinaries } from './binaries.ts'
import { canRun, type RunUser } from './run-user.ts'

export interface ClusterHome {
  readonly user: RunUser | null
  readonly binaries: Binaries
  readonly home: string
  readonly data: string
  /** Folder of the unix socket, reachable by the run user only. */
  readonly sockets: string
  readonly passwordFile: string
  readonly logFile: string
}

/** A unix socket's path may hold 107 bytes on Linux and 103 on macOS, its file name included. */
const SOCKET_FOLDER_BYTES_MAX = 80
const POINTER = 'postgres-is-at'

export function prepareClusterHome(
  dataDir: string,
  user: RunUser | null,
  log: (line: string) => void,
): ClusterHome {
  mkdirSync(dataDir, { recursive: true })
  const real = realpathSync(dataDir)
  const home = placeHome(real, user, log)
  const sockets = socketFolder(home)
  ownFolder(sockets, user)
  return {
    user,
    binaries: reachableBinaries(home, user, log),
    home,
    data: join(home, 'data'),
    sockets,
    passwordFile: join(home, 'password'),
    logFile: join(home, 'server.log'),
  }
}

function placeHome(dataDir: string, user: RunUser | null, log: (line: string) => void): string {
  const pointer = join(dataDir, POINTER)
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, 'utf8').trim()
    ownFolder(home, user)
    return home
  }
  const inside = join(dataDir, 'postgres')
  const fresh = !existsSync(inside)
  ownFolder(inside, user)
  if (user === null || canRun(user, '/usr/bin/test', ['-w', inside])) return inside
  if (!fresh && existsSync(join(inside, 'data'))) {
    throw new Error(
      `The system user "${user.name}" that runs PostgreSQL cannot reach ${inside}: give it access.`,
    )
  }
  const outside = join('/var/lib/baton', shortHash(dataDir))
  mkdirSync('/var/lib/baton', { recursive: true, mode: 0o755 })
  ownFolder(outside, user)
  writeFileSync(pointer, `${outside}\n`)
  log(`The system user "${user.name}" cannot reach ${dataDir}, so the database lives in ${outside}.`)
  return outside
}

function socketFolder(home: string): string {
  const inside = join(home, 'sock')
  if (Buffer.byteLength(inside) <= SOCKET_FOLDER_BYTES_MAX) return inside
  return join(tmpdir(), `baton-${shortHash(home)}`)
}

/** Copies the binaries beside the cluster, once per version, when the run user cannot reach the installed ones. */
function reachableBinaries(home: string, user: RunUser | null, log: (line: string) => void): Binaries {
  const installed = findBinaries()
  if (user === null || canRun(user, installed.postgres, ['--version'])) return installed
  const stamp = statSync(installed.postgres)
  const copy = join(home, `binaries-${shortHash(`${stamp.size}-${stamp.mtimeMs}`)}`)
  if (!existsSync(copy)) {
    log(`The system user "${user.name}" cannot reach the installed PostgreSQL: copying it to ${copy}.`)
    rmSync(`${copy}.partial`, { recursive: true, force: true })
    cpSync(installed.home, `${copy}.partial`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.partial`, copy)
  }
  return binariesAt(copy)
}

function ownFolder(path: string, user: RunUser | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user) chownSync(path, user.uid, user.gid)
  if (process.platform !== 'win32') chmodSync(path, 0o700)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
