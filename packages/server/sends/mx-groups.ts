/** Which of the large receivers a domain's mail goes to: they count what comes from us over all domains that they serve. */
import { resolveMx } from 'node:dns/promises'

export type MxGroup = 'gmail' | 'microsoft' | 'yahoo' | 'other'

export const MX_GROUPS: readonly MxGroup[] = ['gmail', 'microsoft', 'yahoo', 'other']

const OF_DOMAINS: readonly (readonly [RegExp, MxGroup])[] = [
  [/^(gmail|googlemail)\.com$/, 'gmail'],
  [/^(outlook|hotmail|live|msn)\.[a-z.]+$/, 'microsoft'],
  [/^(yahoo|ymail|rocketmail|aol)\.[a-z.]+$/, 'yahoo'],
]
const OF_SERVERS: readonly (readonly [RegExp, MxGroup])[] = [
  [/(^|\.)(google|googlemail)\.com$/, 'gmail'],
  [/\.(outlook|hotmail)\.com$/, 'microsoft'],
  [/\.yahoodns\.net$/, 'yahoo'],
]

const KNOWN_MAX = 50_000

type Resolve = (
  domain: string,
) => Promise<readonly { readonly exchange: string; readonly priority: number }[]>

/** Names are looked up beside the work: until one is known its domain counts as `other`. */
export class MxGroups {
  readonly #known = new Map<string, MxGroup>()
  readonly #resolve: Resolve

  constructor(resolve: Resolve = resolveMx) {
    this.#resolve = resolve
  }

  of(domain: string): MxGroup {
    const known = this.#known.get(domain)
    if (known) return known
    const group = OF_DOMAINS.find(([pattern]) => pattern.test(domain))?.[1]
    if (this.#known.size >= KNOWN_MAX) this.#known.clear()
    this.#known.set(domain, group ?? 'other')
    if (group === undefined) void this.#look(domain)
    return group ?? 'other'
  }

  async #look(domain: string): Promise<void> {
    try {
      const [first] = (await this.#resolve(domain)).toSorted((a, b) => a.priority - b.priority)
      const server = first?.exchange.toLowerCase().replace(/\.$/, '') ?? ''
      this.#known.set(domain, OF_SERVERS.find(([pattern]) => pattern.test(server))?.[1] ?? 'other')
    } catch {
      // Nobody answers for it: the mail server will say so.
    }
  }
}
