/** What programs that read the web call themselves. The same few thousand names come again and again. */
import { isbot } from 'isbot'

const known = new Map<string, boolean>()
const KNOWN_MAX = 5_000

export function isCrawler(userAgent: unknown): boolean {
  if (typeof userAgent !== 'string' || userAgent === '') return false
  const name = userAgent.slice(0, 500)
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const answer = isbot(name)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(name, answer)
  return answer
}
