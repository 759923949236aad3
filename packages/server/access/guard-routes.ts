/** The one door to everything under /api: every route has a row in the table of permissions, or is not registered at all. */
import { type Principal, type Reach, reachOf, type RouteName, routes } from '@baton/protocol'
import type { FastifyRequest } from 'fastify'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { keyOfHeader, type Senders } from '../sources/index.ts'
import { type Asker, grant, type SignedIn } from './access.ts'

export interface Door {
  readonly senders: Senders
  /** Whose session the request shows; null: none, or one that has ended. */
  readonly signedInBy: (request: FastifyRequest) => Promise<SignedIn | null>
}

/** The description of the interface is no route of the table: whoever may read the status may read it. */
const DESCRIPTION = 'GET /api/openapi.json'

const NAMES: ReadonlyMap<string, RouteName> = new Map([
  ...Object.entries(routes).map(
    ([name, { method, path }]) => [`${method} ${path}`, name as RouteName] as const,
  ),
  [DESCRIPTION, 'status'],
])

/** To be called before routes are added: one that the table does not name is refused then and there. */
export function guardRoutes(app: App, door: Door): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (isGuarded(url)) nameOf(one, url)
  })
  app.addHook('onRequest', async (request) => {
    const { method, url } = request.routeOptions
    // Nothing answers there: the answer is the same for everybody.
    if (url === undefined || !isGuarded(url)) return
    await letIn(door, request, nameOf([method].flat()[0] ?? request.method, url))
  })
}

/** What somebody may do who still owes a second factor, besides what anybody may. */
const BEFORE_FACTOR: ReadonlySet<RouteName> = new Set(['signOut', 'beginSecondFactor', 'confirmSecondFactor'])

function isGuarded(url: string): boolean {
  return url === '/api' || url.startsWith('/api/')
}

function nameOf(method: string, url: string): RouteName {
  const name = NAMES.get(`${method === 'HEAD' ? 'GET' : method} ${url}`)
  if (name) return name
  throw new Error(`${method} ${url} has no row in the table of permissions.`)
}

async function letIn(door: Door, request: FastifyRequest, route: RouteName): Promise<void> {
  const forAnyone = reachOf(route, 'anyone')
  const asker = await askerOf(door, request, forAnyone)
  if (asker.kind === 'person' && asker.person.owesFactor && !forAnyone && !BEFORE_FACTOR.has(route))
    throw new Refusal('second_factor_needed', 'Set up a second factor first: everybody here has to have one.')
  const reach = reachOf(route, principalOf(asker))
  if (reach) return grant(request, { ...asker, reach })
  if (asker.kind === 'anyone') {
    throw new Refusal(
      'not_signed_in',
      'Sign in first, or show a secret key: "baton keys --secret NAME" makes one.',
    )
  }
  // What is forbidden looks like what is missing.
  throw nothingThere()
}

async function askerOf(door: Door, request: FastifyRequest, forAnyone: Reach | null): Promise<Asker> {
  const key = keyOfHeader(request.headers.authorization)
  if (key !== undefined) {
    const sender = await door.senders.of(key)
    if (sender?.trust === 'server') return { kind: 'key', sourceId: sender.sourceId }
    if (!forAnyone) {
      const shown = sender ? 'a write key' : 'a key that is not known here'
      throw new Refusal(
        'unknown_key',
        `This takes a secret key, and the request shows ${shown}: make one with "baton keys --secret NAME".`,
      )
    }
  }
  const person = await door.signedInBy(request)
  return person ? { kind: 'person', person } : { kind: 'anyone' }
}

function principalOf(asker: Asker): Principal {
  return asker.kind === 'person' ? asker.person.role : asker.kind
}
