/** Makes a new cluster: UTF-8 whatever the locale of the machine, page checksums, one superuser with a random password. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ClusterHome } from './cluster-home.ts'
import { asUser } from './run-user.ts'

export const SUPERUSER = 'baton'

/** Returns the superuser's password. An initdb cut short leaves nothing behind: it works in a folder of its own. */
export async function initClusterOnce(cluster: ClusterHome): Promise<string> {
  const password = passwordOf(cluster)
  if (existsSync(cluster.data)) return password
  const partial = `${cluster.data}.partial`
  rmSync(partial, { recursive: true, force: true })
  await initdb(cluster, partial)
  renameSync(partial, cluster.data)
  return password
}

function passwordOf(cluster: ClusterHome): string {
  if (existsSync(cluster.passwordFile)) return readFileSync(cluster.passwordFile, 'utf8').trim()
  const password = randomBytes(32).toString('hex')
  const partial = `${cluster.passwordFile}.partial`
  writeFileSync(partial, `${password}\n`, { mode: 0o600 })
  if (cluster.user) chownSync(partial, cluster.user.uid, cluster.user.gid)
  renameSync(partial, cluster.passwordFile)
  return password
}

function initdb(cluster: ClusterHome, data: string): Promise<void> {
  const flags = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${cluster.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(cluster.binaries.initdb, flags, {
      ...asUser(cluster.user),
      cwd: '/',
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`initdb failed with exit code ${code}: ${said.trim().slice(-2000)}`))
    })
  })
}

/** Nothing of ours reaches the database's processes: no secrets, no PG* variables, one time zone. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { TZ: 'UTC', LC_ALL: 'C', PATH: '/usr/bin:/bin' }
  if (process.platform === 'win32') for (const name of ['SystemRoot', 'TEMP']) kept[name] = process.env[name]
  return kept
}
