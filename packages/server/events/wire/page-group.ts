/** The kind of a page, for agreements that ask for it: what the sender says, else the first part of its path. */

const KNOWN: ReadonlySet<string> = new Set([
  'pricing',
  'product',
  'docs',
  'blog',
  'careers',
  'comparison',
  'customers',
])
const ALSO: Readonly<Record<string, string>> = {
  products: 'product',
  features: 'product',
  documentation: 'docs',
  jobs: 'careers',
  career: 'careers',
  compare: 'comparison',
  vs: 'comparison',
  'case-studies': 'customers',
  plans: 'pricing',
}

export function pageGroup(stated: unknown, path: unknown): string | undefined {
  if (typeof stated === 'string' && stated !== '') return stated.toLowerCase()
  if (typeof path !== 'string') return undefined
  const first = path
    .split('/')
    .find((part) => part !== '')
    ?.toLowerCase()
  if (first === undefined) return path.startsWith('/') ? 'home' : undefined
  if (KNOWN.has(first)) return first
  return Object.hasOwn(ALSO, first) ? ALSO[first] : undefined
}
