/** How a route is declared: method, path, what it is for, what it takes and answers. */
import type { z } from 'zod'

export function get<Answer extends z.ZodType>(path: string, summary: string, answer: Answer) {
  return { method: 'GET', path, summary, answer } as const
}

export function act<
  Method extends 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  Answer extends z.ZodType,
  More extends Taken,
>(method: Method, path: string, summary: string, answer: Answer, more: More) {
  return { method, path, summary, answer, ...more } as const
}

interface Taken {
  readonly body?: z.ZodType
  readonly params?: z.ZodType
}
