/** The key that a request shows. */

/** `Basic base64(KEY:)`, with or without the colon; a secret key may come as `Bearer`. */
export function keyOfHeader(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ', 2) ?? []
  if (!value) return undefined
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() !== 'basic') return undefined
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || undefined
}
