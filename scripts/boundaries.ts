/**
 * The walls of the house: which part may import which. Arrows point down only, the engine is pure, and rooms of one
 * floor meet through their index. `boundaries.test.ts` plants violations and sees them found.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What each package may import besides itself: packages of the house and, for the pure ones, the only libraries. */
const MAY_IMPORT: Readonly<
  Record<string, { readonly house: readonly string[]; readonly only?: readonly string[] }>
> = {
  engine: { house: [], only: ['yaml'] },
  zones: { house: ['engine'], only: [] },
  words: { house: ['engine'], only: [] },
  letters: { house: [], only: ['zod'] },
  protocol: { house: ['engine', 'letters'], only: ['zod'] },
  simulator: { house: ['engine', 'zones'], only: [] },
  server: { house: ['engine', 'words', 'letters', 'protocol', 'zones'] },
  web: { house: ['engine', 'words', 'letters', 'protocol', 'zones'] },
  tracker: { house: [], only: [] },
  cli: { house: ['engine', 'words', 'letters', 'protocol', 'zones', 'server', 'simulator'] },
}

/** Floors whose rooms meet through their index only; a room may always use what stands under `below`. */
const FLOORS: readonly { readonly floor: string; readonly below: readonly string[] }[] = [
  { floor: 'packages/server', below: ['platform'] },
  { floor: 'packages/web/features', below: [] },
]

export interface Violation {
  readonly file: string
  readonly imports: string
  readonly rule: string
}

/** Every violation in the tree below `root`. */
export function boundaryViolations(root: string): readonly Violation[] {
  const files = globSync('packages/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  })
  return files.toSorted().flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
      const rule = brokenRule(file, specifier)
      return rule ? [{ file, imports: specifier, rule }] : []
    }),
  )
}

const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)['"]([^'"]+)['"]/g

export function importsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(IMPORT)].map((match) => match[1]!)
}

/** The rule that importing `specifier` in `file` breaks, or null. */
export function brokenRule(file: string, specifier: string): string | null {
  const own = /^packages\/([^/]+)\//.exec(file)?.[1]
  const allowed = own ? MAY_IMPORT[own] : undefined
  if (!own || !allowed) return `${file} is in no package of the house`
  if (specifier.startsWith('.')) return brokenInside(file, specifier, own)
  const house = /^@baton\/([^/]+)/.exec(specifier)?.[1]
  const isTest = /\.(test|e2e)\.tsx?$/.test(file) || /\/testing\//.test(file)
  if (house) {
    // The simulator makes history for whoever has something to prove.
    const isAllowed = house === own || allowed.house.includes(house) || (isTest && house === 'simulator')
    return isAllowed ? null : `${own} may not import ${house}`
  }
  const isBuild = file.endsWith('.config.ts')
  if (!allowed.only || isTest || isBuild) return null
  return allowed.only.includes(specifier)
    ? null
    : `${own} may import no library but ${allowed.only.join(', ') || 'none'}`
}

function brokenInside(file: string, specifier: string, own: string): string | null {
  const target = relative('.', join(dirname(file), specifier))
  if (!target.startsWith(`packages/${own}/`)) {
    const isData = target.startsWith('agreements/')
    return isData || file.endsWith('.test.ts') ? null : `${own} reaches out of its package by a path`
  }
  for (const { floor, below } of FLOORS) {
    const from = roomOf(file, floor)
    const to = roomOf(target, floor)
    if (!to || from === to) continue
    if (below.includes(to)) continue
    if (from && below.includes(from)) return `${from} stands below ${to}`
    if (from && !/\/index\.tsx?$/.test(target))
      return `${from} and ${to} meet through ${floor}/${to}/index.ts only`
  }
  return null
}

/** `leads` for `packages/server/leads/lead-list.ts`; null for files that stand in no room of the floor. */
function roomOf(path: string, floor: string): string | null {
  const [room, ...rest] = path.startsWith(`${floor}/`) ? path.slice(floor.length + 1).split('/') : []
  return room && rest.length > 0 ? room : null
}

if (import.meta.main) {
  const violations = boundaryViolations(join(import.meta.dirname, '..'))
  for (const { file, imports, rule } of violations) console.error(`${file}: imports ${imports}: ${rule}`)
  if (violations.length > 0) process.exitCode = 1
}
