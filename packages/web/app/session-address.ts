/** Addresses around the sign-in: which stand without a session, and where to go on to afterwards. */

/** Addresses that stand without a session. */
const OUTSIDE: readonly string[] = ['/sign-in', '/setup', '/welcome', '/reset']

export function isOutside(pathname: string): boolean {
  return OUTSIDE.includes(pathname.replace(/\/$/, ''))
}

/** An address of this application to go on to after signing in; anything else is dropped. */
export function safeReturn(to: string | undefined): string | null {
  if (to === undefined || !to.startsWith('/') || to.startsWith('//') || to.includes('\\')) return null
  return isOutside(to.split(/[?#]/)[0]!) || to === '/' ? null : to
}
