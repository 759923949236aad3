import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { boundaryViolations } from './boundaries.ts'

/** A house with one file each, and the rules that it breaks. */
function rulesBrokenBy(files: Readonly<Record<string, string>>): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'baton-boundaries-'))
  try {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), source)
    }
    return boundaryViolations(root).map(({ rule }) => rule)
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('the house keeps to its own rules', () => {
  assert.deepEqual(boundaryViolations(join(import.meta.dirname, '..')), [])
})

test('a planted import of the server in the engine is found', () => {
  const rules = rulesBrokenBy({ 'packages/engine/fold/x.ts': `import { openServer } from '@baton/server'\n` })
  assert.deepEqual(rules, ['engine may not import server'])
})

test('a planted library or node module in the engine is found', () => {
  const rules = rulesBrokenBy({
    'packages/engine/a.ts': `import { readFileSync } from 'node:fs'\n`,
    'packages/engine/b.ts': `import { z } from 'zod'\nimport { parse } from 'yaml'\n`,
  })
  assert.deepEqual(rules, ['engine may import no library but yaml', 'engine may import no library but yaml'])
})

test('a planted arrow upwards, and one by a path, are found', () => {
  const rules = rulesBrokenBy({
    'packages/protocol/a.ts': `export * from '@baton/web'\n`,
    'packages/words/b.ts': `import { x } from '../server/leads/index.ts'\n`,
  })
  assert.deepEqual(rules, ['protocol may not import web', 'words reaches out of its package by a path'])
})

test('a planted import in the browser script is found, and its build may use what it needs', () => {
  const rules = rulesBrokenBy({
    'packages/tracker/a.ts': `import { z } from '@baton/protocol'\nimport { nanoid } from 'nanoid'\n`,
    'packages/tracker/vite.config.ts': `import { defineConfig } from 'vite'\n`,
  })
  assert.deepEqual(rules, ['tracker may not import protocol', 'tracker may import no library but none'])
})

test('a planted meeting of two slices beside their index is found', () => {
  const rules = rulesBrokenBy({
    'packages/server/leads/a.ts': `import { x } from '../events/intake.ts'\nimport { y } from '../events/index.ts'\n`,
    'packages/server/platform/b.ts': `import { z } from '../leads/index.ts'\n`,
    'packages/server/events/c.ts': `import { pool } from '../platform/postgres/open-pool.ts'\n`,
    'packages/web/features/lead/D.tsx': `const Page = () => import('../leads/LeadTable.tsx')\n`,
  })
  assert.deepEqual(rules, [
    'leads and events meet through packages/server/events/index.ts only',
    'platform stands below leads',
    'lead and leads meet through packages/web/features/leads/index.ts only',
  ])
})
