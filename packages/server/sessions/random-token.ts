/** Secrets that only their holder knows: 256 bits, of which nothing but the SHA-256 is kept. */
import { createHash, randomBytes } from 'node:crypto'

export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
