/** Whose mailbox an address ends up in: many spellings reach one, and whoever wants to flood it would use them all. */

/** Providers that ignore dots before the @. */
const DOTS_IGNORED: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com'])

/** For counting only: mail goes to the address as it was entered. */
export function mailbox(email: string): string {
  const address = email.trim().toLowerCase()
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const name = address.slice(0, at).replace(/\+.*$/, '')
  if (!DOTS_IGNORED.has(domain)) return `${name}@${domain}`
  return `${name.replaceAll('.', '')}@gmail.com`
}
