/**
 * One Baton per data directory. `serve.lock` names the process and when it started, so that the lock of a
 * killed server is taken over and a recycled process id is not mistaken for a running server.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMark } from './live-process.ts'

interface Holder {
  readonly pid: number
  readonly started: string | null
  /** Null while it is still starting. */
  readonly url: string | null
}

export interface ServeLock {
  /** Tells others where this server answers. */
  publish(url: string): void
  release(): void
}

export type Claim =
  { readonly taken: ServeLock } | { readonly heldBy: { readonly pid: number; readonly url: string | null } }

export function claimServeLock(dataDir: string): Claim {
  const path = join(dataDir, 'serve.lock')
  const mine = `${path}.${process.pid}`
  const write = (file: string, url: string | null) =>
    writeFileSync(
      file,
      JSON.stringify({ pid: process.pid, started: startMark(process.pid), url } satisfies Holder),
    )
  for (;;) {
    write(mine, null)
    try {
      linkSync(mine, path)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(mine, { force: true })
    }
    const holder = readHolder(path)
    if (holder && isRunning(holder)) return { heldBy: holder }
    setStaleAside(path)
  }
  return {
    taken: {
      publish(url) {
        write(mine, url)
        renameSync(mine, path)
      },
      release() {
        if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true })
      },
    },
  }
}

/** URL of the server on this data directory, waiting a little for one that is still starting. */
export async function servedAt(dataDir: string, withinMs: number): Promise<string | null> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const holder = readHolder(join(dataDir, 'serve.lock'))
    if (!holder || !isRunning(holder)) return null
    if (holder.url || Date.now() > deadline) return holder.url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Two who find the same stale lock both move it, and only one file existed: a live lock moved by mistake is put back. */
function setStaleAside(path: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && isRunning(moved)) {
    try {
      linkSync(aside, path)
    } catch {}
  }
  rmSync(aside, { force: true })
}

function isRunning(holder: Holder): boolean {
  return holder.started !== null && startMark(holder.pid) === holder.started
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return null
  }
}
