/** Calls of the server by the names of the protocol's routes. */
import { paths, type Answer, type Body, type RouteName } from './paths.ts'

/** An answer that is not the one asked for: the server's problem document (RFC 9457), or no answer at all. */
export class RequestFailed extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly reference: string | undefined

  constructor(status: number, code: string, detail: string, reference?: string) {
    super(`${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
    this.detail = detail
    this.reference = reference
  }
}

let sessionEnded = () => {}

/** Names what happens when the server no longer knows who asks. */
export function onSessionEnded(listener: () => void) {
  sessionEnded = listener
}

/** Fills `:name` in a path. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** Asks a route, or sends it a body. Throws `RequestFailed` when the answer is a problem or does not come. */
export async function request<Name extends RouteName>(
  route: Name,
  given: {
    readonly params?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, string>>
    readonly body?: Body<Name>
    readonly signal?: AbortSignal
  } = {},
): Promise<Answer<Name>> {
  const [method, path] = paths[route].split(' ') as [string, string]
  const query = new URLSearchParams(given.query).toString()
  const url = fillPath(path, given.params ?? {}) + (query === '' ? '' : `?${query}`)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (given.body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers,
      body: given.body === undefined ? null : JSON.stringify(given.body),
      signal: given.signal ?? null,
    })
  } catch (error) {
    if (given.signal?.aborted === true) throw error
    throw new RequestFailed(0, 'unreachable', 'The server did not answer. Is it still running?')
  }
  return (await answerOf(response)) as Answer<Name>
}

/** Sends a file, by name, to a route that takes one. Throws `RequestFailed` as `request` does. */
export async function sendFile<Name extends RouteName>(route: Name, file: File): Promise<Answer<Name>> {
  const [method, path] = paths[route].split(' ') as [string, string]
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name),
    },
    body: file,
  }).catch(() => {
    throw new RequestFailed(0, 'unreachable', 'The file did not arrive: the server did not answer.')
  })
  return (await answerOf(response)) as Answer<Name>
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) {
    const failure = await failureOf(response)
    if (failure.code === 'not_signed_in') sessionEnded()
    throw failure
  }
  return await response.json()
}

export async function failureOf(response: Response): Promise<RequestFailed> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const text = (key: string) => (typeof problem[key] === 'string' ? problem[key] : undefined)
  return new RequestFailed(
    response.status,
    text('code') ?? 'unknown',
    text('detail') ?? text('title') ?? 'The server could not answer this.',
    text('reference') ?? text('instance') ?? response.headers.get('x-request-id') ?? undefined,
  )
}
