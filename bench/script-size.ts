/**
 * How much script does a browser load, compressed, before a screen of the web application stands? Counted over the
 * built files: the entry, the screen's own chunk, and all that these import at once.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { table } from './measure.ts'

const BAR_KB = 300
const DIST = join(import.meta.dirname, '..', 'packages', 'web', 'dist')
const SCREENS = ['LeadsScreen', 'LeadScreen', 'AgreementScreen', 'SourcesScreen']

if (!existsSync(join(DIST, 'index.html'))) {
  console.error('The web application is not built: node scripts/prepare.mjs --web')
  process.exit(1)
}

const scripts = new Map(
  globSync('assets/*.js', { cwd: DIST }).map((path) => [
    basename(path),
    readFileSync(join(DIST, path), 'utf8'),
  ]),
)
const IMPORTED = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g

/** A chunk with everything that it imports at once, not what it may load later. */
function withImports(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const [, imported] of scripts.get(name)?.matchAll(IMPORTED) ?? []) withImports(imported!, found)
  return found
}

const page = readFileSync(join(DIST, 'index.html'), 'utf8')
const entries = [...page.matchAll(/src="\/assets\/([\w.-]+\.js)"/g)].map((match) => match[1]!)

function firstLoad(screen: string): { files: number; raw: number; compressed: number } {
  const own = [...scripts.keys()].find((name) => name.startsWith(`${screen}-`))
  if (!own || entries.length === 0) throw new Error(`The build has no chunk of ${screen}, or no entry.`)
  const loaded = new Set([...entries, own].flatMap((name) => [...withImports(name)]))
  const texts = [...loaded].map((name) => scripts.get(name) ?? '')
  return {
    files: loaded.size,
    raw: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    compressed: texts.reduce((sum, text) => sum + gzipSync(text).length, 0),
  }
}

const loads = SCREENS.map((screen) => ({ screen, ...firstLoad(screen) }))
const kb = (bytes: number) => (bytes / 1000).toFixed(1)
console.log(
  table([
    ['screen', 'files', 'kB', 'kB compressed'],
    ...loads.map(({ screen, files, raw, compressed }) => [screen, String(files), kb(raw), kb(compressed)]),
  ]),
)
console.log('\nLeft out: styles, fonts and data; what a screen loads later, on demand.')
const most = Math.max(...loads.map(({ compressed }) => compressed)) / 1000
const met = most < BAR_KB
console.log(`bar script-size: ${most.toFixed(1)} kB, needs under ${BAR_KB}: ${met ? 'met' : 'missed'}`)
process.exit(met ? 0 : 1)
