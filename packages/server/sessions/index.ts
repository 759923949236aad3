import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../access/index.ts'
import { sessionToken } from './session-cookie.ts'
import type { SessionServices } from './session-services.ts'

export { sayFirstStart } from './first-start.ts'
export { sessionKeeper } from './session-keeper.ts'
export { addSessionRoutes } from './session-routes.ts'
export type { SessionServices } from './session-services.ts'
export { Sessions, standingSessions } from './sessions.ts'

/** Whose session a request shows. */
export async function signedInBy(
  { sessions, behindTls }: Pick<SessionServices, 'sessions' | 'behindTls'>,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  const token = sessionToken(request, behindTls)
  return token ? await sessions.of(token) : null
}
