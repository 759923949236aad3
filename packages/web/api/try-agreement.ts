/** Trying a document on all of history: the answer comes line by line, each a JSON object. */
import type { ProgramTryLine, TryLine } from '@baton/protocol'
import { type Body, paths } from './paths.ts'
import { failureOf, RequestFailed } from './request.ts'

/** Lines as they come. Throws `RequestFailed` when it is refused, and what the signal throws when it is taken back. */
export function tryAgreement(body: Body<'tryAgreement'>, signal: AbortSignal): AsyncGenerator<TryLine> {
  return linesFrom<TryLine>('tryAgreement', body, signal)
}

/** The same for a program. */
export function tryProgram(body: Body<'tryProgram'>, signal: AbortSignal): AsyncGenerator<ProgramTryLine> {
  return linesFrom<ProgramTryLine>('tryProgram', body, signal)
}

async function* linesFrom<Line>(
  route: 'tryAgreement' | 'tryProgram',
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const [method, path] = paths[route].split(' ') as [string, string]
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new RequestFailed(0, 'unreachable', 'The server did not answer. Is it still running?')
  }
  if (!response.ok) throw await failureOf(response)
  for await (const line of linesOf(response.body!)) yield JSON.parse(line) as Line
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
      rest = lines.pop()!
      for (const line of lines) if (line !== '') yield line
    }
    if (rest !== '') yield rest
  } finally {
    // Whoever stops reading wants no more of it.
    await reader.cancel().catch(() => {})
  }
}
