/**
 * Who runs PostgreSQL. It refuses to run as root, so under root it runs as a system user: `baton` where that
 * exists, else `postgres`, else a `baton` made now. Anybody else runs it as themselves.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface RunUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** Null: PostgreSQL runs as the user who runs Baton. */
export function runUser(): RunUser | null {
  if (process.getuid?.() !== 0) return null
  return lookUp('baton') ?? lookUp('postgres') ?? createRunUser()
}

function lookUp(name: string): RunUser | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid || uid === '0') return null
  return { name, uid: Number(uid), gid: Number(gid) }
}

function createRunUser(): RunUser {
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'baton'], {
    encoding: 'utf8',
  })
  const user = lookUp('baton')
  if (user) return user
  throw new Error(
    'PostgreSQL refuses to run as root, and no system user could be made for it ' +
      `(useradd baton: ${made.error?.message ?? made.stderr.trim()}). ` +
      'Run Baton as an ordinary user, make a user named "baton", or set DATABASE_URL.',
  )
}

/** Whether that user can run `command`; the answer of the system itself, not of our reading of modes. */
export function canRun(user: RunUser | null, command: string, args: readonly string[]): boolean {
  const tried = spawnSync(command, args, { ...asUser(user), cwd: '/', stdio: 'ignore', env: {} })
  return tried.status === 0
}

export function asUser(user: RunUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}
