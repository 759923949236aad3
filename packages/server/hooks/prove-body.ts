/** Whether a body comes from whom it should: by a signature, or by a value that it has to show. Nothing here says which of both was wrong. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { HookGuard, HookMapping } from '@baton/protocol'
import { Refusal } from '../platform/http/refusal.ts'
import { placeReader } from './place-reader.ts'

export type Signature = NonNullable<HookGuard['signature']>

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** A signature that is older could have been overheard. */
const ZOOM_AGE_MAX_S = 300

/** @throws Refusal `wrong_signature` */
export function proveSignature(signature: Signature, raw: Buffer, headers: Headers, now: number): void {
  if (!isSigned(signature, raw, headers, now))
    throw new Refusal('wrong_signature', 'The body is not signed as this address expects it.')
}

function isSigned(
  { scheme, secret, header }: Signature,
  raw: Buffer,
  headers: Headers,
  now: number,
): boolean {
  switch (scheme) {
    case 'body': {
      const shown = String(headers[header] ?? '').replace(/^sha256=/, '')
      return sameDigest(shown, createHmac('sha256', secret).update(raw).digest())
    }
    case 'zoom': {
      const at = String(headers['x-zm-request-timestamp'] ?? '')
      if (!/^\d{1,12}$/.test(at) || Math.abs(now / 1_000 - Number(at)) > ZOOM_AGE_MAX_S) return false
      const shown = String(headers['x-zm-signature'] ?? '').replace(/^v0=/, '')
      const digest = createHmac('sha256', secret).update(`v0:${at}:`).update(raw).digest()
      return sameDigest(shown, digest)
    }
    default:
      return scheme satisfies never
  }
}

/** In hex or base64. */
function sameDigest(shown: string, digest: Buffer): boolean {
  const given = Buffer.from(shown, /^[0-9a-f]{64}$/i.test(shown) ? 'hex' : 'base64')
  return given.length === digest.length && timingSafeEqual(given, digest)
}

/** @throws Refusal `wrong_signature` */
export function proveShown(check: HookMapping['check'], body: unknown): void {
  if (!check) return
  const read = placeReader(check.is)
  const shown = typeof read === 'string' ? undefined : read(body, body)
  const [given, expected] = [Buffer.from(String(shown)), Buffer.from(check.equals)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Refusal('wrong_signature', 'The body does not show the key that this address expects.')
}

/** What Zoom asks an address before it sends there. */
export function zoomChallenge(signature: Signature | null, body: unknown) {
  if (signature?.scheme !== 'zoom') return null
  const { event, payload } = Object(body) as { event?: unknown; payload?: { plainToken?: unknown } }
  const plainToken = payload?.plainToken
  if (event !== 'endpoint.url_validation' || typeof plainToken !== 'string') return null
  return {
    plainToken,
    encryptedToken: createHmac('sha256', signature.secret).update(plainToken).digest('hex'),
  }
}
