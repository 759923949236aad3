/** The one place where errors become answers: problem+json, and nothing of an unknown error but a reference. */
import { type Problem, refusalStatus } from '@baton/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDatabaseAway } from '../postgres/open-pool.ts'
import { Refusal } from './refusal.ts'

export function answerErrors(log: (line: string) => void) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = asRefusal(error)
    if (refusal.code === 'internal')
      log(`Error ${request.id} at ${request.method} ${request.routeOptions.url}: ${error.stack}`)
    return sendRefusal(reply, refusal, request.id)
  }
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal, reference: string): FastifyReply {
  const status = refusalStatus(refusal.code)
  if (refusal.extra.retryAfter !== undefined) reply.header('retry-after', String(refusal.extra.retryAfter))
  const problem: Problem = {
    type: `urn:baton:refusal:${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status,
    code: refusal.code,
    detail: refusal.message,
    reference,
    ...(refusal.extra.problems ? { problems: [...refusal.extra.problems] } : {}),
  }
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

export function asRefusal(error: FastifyError | Error): Refusal {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(({ instancePath, message }) => ({
      path: `${error.validationContext ?? 'body'}${instancePath}`,
      message: message ?? 'is not valid',
    }))
    return new Refusal(
      'invalid_request',
      problems.map(({ path, message }) => `${path}: ${message}`).join('; '),
      {
        problems,
      },
    )
  }
  if (isDatabaseAway(error)) {
    return new Refusal('database_away', 'The database does not answer; it is being brought back.', {
      retryAfter: 2,
    })
  }
  return (
    fromFastify(error) ??
    new Refusal('internal', 'Something went wrong on our side. The reference finds it in the log.')
  )
}

function fromFastify(error: FastifyError | Error): Refusal | null {
  const { statusCode } = error as FastifyError
  if (statusCode === 413) return new Refusal('too_large', 'The body is larger than this route takes.')
  if (statusCode === 415)
    return new Refusal('unsupported_media_type', 'The content type of the body is not understood.')
  if (statusCode === 400) return new Refusal('invalid_json', error.message)
  return null
}
