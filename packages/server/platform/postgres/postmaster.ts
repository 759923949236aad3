/** One PostgreSQL server process: reading who runs on a data directory, starting one, stopping one. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ClusterHome } from './cluster-home.ts'
import { childEnvironment } from './init-cluster.ts'
import { commandLine, hasEnded, isAlive, sendSignal } from './live-process.ts'
import { asUser } from './run-user.ts'

export interface Postmaster {
  readonly pid: number
  /** Settles when the process is gone. */
  readonly ended: Promise<void>
}

/** The port names the socket file only: nothing listens on TCP. */
export const PORT = 5432
const LOG_BYTES_MAX = 10_000_000

/** Process id in `postmaster.pid`; null when no server runs or ran there. */
export function recordedPid(cluster: ClusterHome): number | null {
  const file = join(cluster.data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

/** Whether that process is a PostgreSQL server on this very data directory. A recycled id is not. */
export function servesThisCluster(cluster: ClusterHome, pid: number): boolean {
  const command = isAlive(pid) ? commandLine(pid) : null
  return command !== null && command.includes('postgres') && command.includes(cluster.data)
}

/**
 * Moves the lock file of a dead server aside when its process id now belongs to something that is not
 * PostgreSQL: the only stale file that PostgreSQL does not see through by itself. Its shared-memory check stays.
 */
export function setRecycledLockAside(cluster: ClusterHome, pid: number): boolean {
  const command = isAlive(pid) ? commandLine(pid) : null
  if (command === null || command.includes('postgres')) return false
  const file = join(cluster.data, 'postmaster.pid')
  renameSync(file, `${file}.recycled`)
  return true
}

export function startPostmaster(
  cluster: ClusterHome,
  settings: Readonly<Record<string, string>>,
): Postmaster {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > LOG_BYTES_MAX) {
    renameSync(cluster.logFile, `${cluster.logFile}.old`)
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(cluster.logFile, 'a', 0o600)
  // A session of its own: Ctrl-C in the terminal reaches Baton, which stops the database after its last write.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.data, ...flags], {
    ...asUser(cluster.user),
    cwd: '/',
    env: childEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  child.unref()
  return { pid: child.pid ?? 0, ended }
}

/** A server that an earlier Baton left behind is watched by looking: it is not our child. */
export function adoptPostmaster(cluster: ClusterHome, pid: number): Postmaster {
  const ended = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (servesThisCluster(cluster, pid)) return
      clearInterval(look)
      resolve()
    }, 500)
    look.unref()
  })
  return { pid, ended }
}

/** Fast shutdown; immediate when that takes longer than `patienceMs` (what is committed is safe either way). */
export async function stopPostmaster(pid: number, patienceMs = 10_000): Promise<void> {
  sendSignal(pid, 'SIGINT')
  if (await hasEnded(pid, patienceMs)) return
  sendSignal(pid, 'SIGQUIT')
  if (await hasEnded(pid, 5_000)) return
  throw new Error(`The PostgreSQL server with process id ${pid} does not stop.`)
}

export function logTail(cluster: ClusterHome, bytes = 1500): string {
  return existsSync(cluster.logFile) ? readFileSync(cluster.logFile, 'utf8').slice(-bytes).trim() : ''
}
