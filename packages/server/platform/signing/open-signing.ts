/**
 * Links that prove where they come from, and stand-ins for what must not be kept in clear. Everything is derived from one
 * secret of the installation, with a key of its own for each purpose (HKDF, RFC 5869), so that a token of one purpose is worth
 * nothing for another.
 */
import {
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type TokenPurpose =
  | 'form'
  | 'opt-in'
  | 'preferences'
  | 'download'
  | 'content'
  | 'report'
  | 'referral'
  | 'click'
  | 'open'
  | 'unsubscribe'
type PseudonymPurpose = 'suppression' | 'network' | 'recipient' | 'content' | 'secret' | 'return' | 'webhook'

export interface Signing {
  /** @param until milliseconds since 1970-01-01 UTC; null: it does not expire */
  sign(purpose: TokenPurpose, payload: unknown, until: number | null): string
  /** What was signed; null for a token that is not ours, of another purpose, changed, or expired at `now`. */
  read(purpose: TokenPurpose, token: string, now: number): unknown
  /** The same text gives the same stand-in, and without the secret it leads back to nothing. */
  pseudonym(purpose: PseudonymPurpose, text: string): string
}

const SECRET_BYTES = 32
const MAC_BYTES = 16
const TOKEN_LENGTH_MAX = 4_000

/** Reads the secret, or makes it at the first start. @throws Error for a file that is no secret */
export function openSigning(dataDir: string): Signing {
  return signingWith(secretIn(dataDir))
}

export function signingWith(secret: Buffer): Signing {
  const keys = new Map<string, KeyObject>()
  const keyOf = (label: string) => {
    const known = keys.get(label)
    if (known) return known
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `baton ${label}`, SECRET_BYTES)))
    keys.set(label, key)
    return key
  }
  const macOf = (purpose: TokenPurpose, body: string) =>
    createHmac('sha256', keyOf(`token ${purpose}`))
      .update(body)
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    sign(purpose, payload, until) {
      const body = Buffer.from(JSON.stringify([until, payload])).toString('base64url')
      return `${body}.${macOf(purpose, body).toString('base64url')}`
    },
    read(purpose, token, now) {
      const [body = '', mac = '', ...more] = token.length > TOKEN_LENGTH_MAX ? [] : token.split('.')
      const given = Buffer.from(mac, 'base64url')
      // Base64 has several spellings of one value; only ours is taken.
      if (more.length > 0 || given.toString('base64url') !== mac || given.length !== MAC_BYTES) return null
      if (!timingSafeEqual(given, macOf(purpose, body))) return null
      const [until, payload] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        number | null,
        unknown,
      ]
      return until !== null && until <= now ? null : payload
    },
    pseudonym(purpose, text) {
      return createHmac('sha256', keyOf(`pseudonym ${purpose}`))
        .update(text)
        .digest('base64url')
    },
  }
}

function secretIn(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key')
  try {
    const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
    if (secret.length === SECRET_BYTES) return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(dataDir, { recursive: true })
    const secret = randomBytes(SECRET_BYTES)
    // Another server that starts at the same moment may have been quicker: its secret counts.
    try {
      writeFileSync(path, `${secret.toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
      return secret
    } catch (raced) {
      if ((raced as NodeJS.ErrnoException).code === 'EEXIST') return secretIn(dataDir)
      throw raced
    }
  }
  throw new Error(
    `${path} holds no secret of ${SECRET_BYTES} bytes. Put back the file that was there: links in mails that were sent ` +
      'are signed with it. Without it, remove the file, and a new secret is made.',
  )
}
