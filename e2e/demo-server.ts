/** The real server on a small demo company, in a data directory of its own. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'

export interface RunningServer {
  readonly url: string
  /** Write key of the web site; empty where another server was given. */
  readonly writeKey: string
  /** For making the first administrator; only a server that nobody has used yet prints one. */
  readonly setupLink?: string | undefined
  stop(): Promise<void>
}

const READY_WAIT_MS = 240_000
const BATON = join(import.meta.dirname, '..', 'packages', 'cli', 'baton.mjs')

/** Signs in on the demo company as somebody of that role, or of that name: the Cookie header of their session. */
export async function signInAs(url: string, who: string): Promise<string> {
  const asked = await fetch(`${url}/api/session`)
  const { demoPeople } = (await asked.json()) as {
    demoPeople: readonly { readonly id: string; readonly name: string; readonly role: string }[]
  }
  const person = demoPeople.find(({ name, role }) => name === who || role === who)
  if (!person) throw new Error(`Nobody of the demo company is called ${who}.`)
  const answer = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person: person.id }),
  })
  if (!answer.ok) throw new Error(`Signing in as ${who}: ${await answer.text()}`)
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

/** The same for pages of a browser. */
export async function signInPages(context: BrowserContext, url: string, who: string): Promise<void> {
  const [name, value] = (await signInAs(url, who)).split('=') as [string, string]
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
}

/** Starts `baton demo`, or takes the server that `BATON_E2E_URL` names where no settings of its own are asked for. */
export async function startDemo(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const given = process.env['BATON_E2E_URL']
  if (given !== undefined && Object.keys(env).length === 0)
    return { url: given, writeKey: process.env['BATON_E2E_WRITE_KEY'] ?? '', stop: async () => {} }
  return await start(env, 'demo', '--leads', '300', '--seed', '7', '--still')
}

/** Starts `baton serve` on nothing. */
export function startEmpty(): Promise<RunningServer> {
  return start({}, 'serve')
}

async function start(
  env: Readonly<Record<string, string>>,
  verb: string,
  ...more: readonly string[]
): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-e2e-'))
  // Under root PostgreSQL runs as another user, who has to get in.
  chmodSync(dataDir, 0o755)
  const child = spawn(process.execPath, [BATON, verb, '--data-dir', dataDir, '--port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The server was not ready in time:\n${output}`)),
      READY_WAIT_MS,
    )
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /ready at (http:\/\/\S+)/.exec(output)
      if (ready === null) return
      clearTimeout(timer)
      resolve(ready[1]!.replace(/\/$/, ''))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The server ended with exit code ${code}:\n${output}`))
    })
  })
  return {
    url,
    setupLink: /(http\S+\/setup#\S+)/.exec(output)?.[1],
    writeKey: /write key (\S+)/.exec(output)?.[1] ?? '',
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
