#!/usr/bin/env -S node --max-semi-space-size=64
// (More room for young objects: a server that takes events in makes many, and collecting them less often is cheaper.)
// Baton runs on the Node that the repository pins, whichever Node starts this file.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts')
const [major] = process.versions.node.split('.').map(Number)

if (major >= 24) {
  await import(main)
} else {
  const pinned = createRequire(import.meta.url).resolve('node/bin/node')
  const child = spawn(pinned, ['--max-semi-space-size=64', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
