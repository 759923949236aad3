import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
const described = [...page.matchAll(/^\| `([^`]+)\/` \|/gm)].map((match) => match[1]!)
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)

/** Folders at two levels, counted inside each package: `docs/how-to`, `packages/engine/fold`. */
function folders(): readonly string[] {
  const found = new Set<string>()
  for (const file of files) {
    const parts = dirname(file).split('/')
    const depth = parts[0] === 'packages' ? 3 : 2
    for (let length = 1; length <= Math.min(depth, parts.length); length++)
      found.add(parts.slice(0, length).join('/'))
  }
  found.delete('.')
  return [...found].toSorted()
}

test('every folder at two levels has its line in ARCHITECTURE.md, and every line its folder', () => {
  assert.deepEqual([...described].toSorted(), folders())
})

test('every dependency has its reason in ARCHITECTURE.md', () => {
  const reasons = page.slice(page.indexOf('## Dependencies'))
  const named = [...reasons.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
  const isNamed = (name: string) =>
    named.some((pattern) =>
      pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name,
    )
  const manifests = files.filter((file) => /(^|\/)package\.json$/.test(file))
  const dependencies = manifests.flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  })
  const unexplained = new Set(dependencies.filter((name) => !isNamed(name) && !isWorkshop(name)))
  assert.deepEqual([...unexplained], [])
})

/** Packages of the house itself, types of others, and plugins that are named with what they plug into. */
function isWorkshop(name: string): boolean {
  return /^(@baton\/|@types\/|@tailwindcss\/vite$|@vitejs\/|oxlint-tsgolint$|react-dom$)/.test(name)
}
