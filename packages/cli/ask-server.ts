/** Asks a running server, and says what to do when it does not answer. */
import { problemSchema } from '@baton/protocol'
import { Option } from 'commander'
import type { z } from 'zod'

export function serverOption(): Option {
  return new Option('--server <url>', 'the running server')
    .env('BATON_SERVER')
    .default('http://127.0.0.1:3120')
}

export function keyOption(): Option {
  return new Option('--key <key>', 'a secret key of the server').env('BATON_SECRET_KEY')
}

/**
 * Reads, or with a `body` posts.
 *
 * @throws Error that names the server and everything it said
 */
export async function askServer<Answer extends z.ZodType>(
  server: string,
  path: string,
  answer: Answer,
  { body, key }: { readonly body?: unknown; readonly key?: string | undefined } = {},
): Promise<z.output<Answer>> {
  const url = new URL(path, server)
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await fetch(url, init).catch(() => {
    throw new Error(
      `No Baton answers at ${url.origin}: start one with "baton serve", or name it with --server.`,
    )
  })
  const said: unknown = await response.json().catch(() => null)
  if (response.ok) return answer.parse(said)
  const problem = problemSchema.safeParse(said)
  if (!problem.success) throw new Error(`${url.origin} refused: status ${response.status}`)
  const { detail, problems = [] } = problem.data
  const lines = problems.map(({ path: place, message }) => `  ${place}: ${message}`)
  throw new Error([`${url.origin} refused: ${detail}`, ...lines].join('\n'))
}
