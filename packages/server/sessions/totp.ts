/** One-time codes that change every thirty seconds (TOTP, RFC 6238, over HOTP, RFC 4226): SHA-1, six digits, as every app has them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
const DIGITS = 6
/** A clock that is half a minute wrong, or a slow hand. */
const STEPS_BESIDE = 1

/** 160 bits, as RFC 4226 recommends. */
export function newSecret(): Buffer {
  return randomBytes(20)
}

export function stepOf(timeMs: number): number {
  return Math.floor(timeMs / STEP_MS)
}

/** HOTP(K, C) of RFC 4226, section 5.3. */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const at = hash[hash.length - 1]! & 0xf
  const number = (hash.readUInt32BE(at) & 0x7fff_ffff) % 10 ** DIGITS
  return String(number).padStart(DIGITS, '0')
}

/** The step whose code it is; null where it is none of now, a moment ago or a moment ahead. */
export function stepOfCode(secret: Buffer, code: string, now: number): number | null {
  const given = Buffer.from(code)
  let found: number | null = null
  for (let beside = -STEPS_BESIDE; beside <= STEPS_BESIDE; beside++) {
    const step = stepOf(now) + beside
    const right = Buffer.from(codeOf(secret, step))
    if (given.length === right.length && timingSafeEqual(given, right)) found = step
  }
  return found
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, section 6, without padding: what people can type into an app. */
export function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => BASE32[parseInt(group.padEnd(5, '0'), 2)]).join('')
}
