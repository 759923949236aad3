/**
 * The one place from which Baton sends something to an address that a person typed in. The address is looked at when the
 * connection is made, so that a name cannot point elsewhere between the question and the connection.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Reachable, reachable } from './reachable-address.ts'

export class NotSendable extends Error {}

const PORTS = new Set(['', '80', '443', '8443'])
const WAIT_MS = 15_000

export interface Outbound {
  /**
   * Sends JSON and returns the answer's status; what it says is not read, and redirects are not followed.
   *
   * @throws NotSendable for an address that is never sent to; Error where nobody answers in time
   */
  postJson(url: string, body: unknown): Promise<number>
  /** @throws NotSendable where the address as such is never sent to */
  assertSendable(url: string): URL
}

/** `allowed`: ranges inside the network that the operator permits; plain http and any port are taken there, and only there. */
export function openOutbound(allowed: readonly string[]): Outbound {
  const isReachable = reachable(allowed)
  const inside = allowed.length > 0
  const assertSendable = (text: string): URL => {
    const url = URL.parse(text)
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
      throw new NotSendable('The address has to begin with https://.')
    if (url.username !== '' || url.password !== '')
      throw new NotSendable('The address must not hold a password.')
    if (url.protocol === 'http:' && !inside) throw new NotSendable('The address has to begin with https://.')
    if (!PORTS.has(url.port) && !inside) throw new NotSendable(`Port ${url.port} is not sent to.`)
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
    if (isIP(host) !== 0 && !isReachable(host))
      throw new NotSendable('The address lies inside a private network.')
    return url
  }
  return {
    assertSendable,
    postJson: (text, body) => post(assertSendable(text), JSON.stringify(body), guarded(isReachable)),
  }
}

/** Resolves a name to those of its addresses that may be reached; none left is a failure. */
function guarded(isReachable: Reachable): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0)
      const open = addresses.filter(({ address }) => isReachable(address))
      const [first] = open
      if (!first || open.length < addresses.length)
        return callback(new NotSendable('The name points into a private network.'), '', 0)
      if (options.all) callback(null, open)
      else callback(null, first.address, first.family)
    })
  }
}

function post(url: URL, body: string, lookup: LookupFunction): Promise<number> {
  const begin = url.protocol === 'http:' ? requestHttp : requestHttps
  return new Promise((done, fail) => {
    const sent = begin(
      url,
      {
        method: 'POST',
        lookup,
        // A connection kept from before would not ask for the address again.
        agent: false,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Baton',
        },
        signal: AbortSignal.timeout(WAIT_MS),
      },
      (answer) => {
        done(answer.statusCode ?? 0)
        answer.destroy()
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}
