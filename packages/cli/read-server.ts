/** Reads from a running server, and says what to do when it does not answer. */
import { problemSchema } from '@baton/protocol'
import type { z } from 'zod'

/** @throws Error with one line that names the server and what it said. */
export async function readServer<Answer extends z.ZodType>(
  server: string,
  path: string,
  answer: Answer,
): Promise<z.output<Answer>> {
  const url = new URL(path, server)
  const response = await fetch(url).catch(() => {
    throw new Error(
      `No Baton answers at ${url.origin}: start one with "baton serve", or name it with --server.`,
    )
  })
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return answer.parse(body)
  const problem = problemSchema.safeParse(body)
  throw new Error(
    `${url.origin} refused: ${problem.success ? problem.data.detail : `status ${response.status}`}`,
  )
}
