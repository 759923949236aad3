// Makes a fresh clone runnable: installs what the lock file says, and with --web builds what browsers run.
// Plain JavaScript without dependencies, for whichever Node runs npm.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Baton needs Node 20 or newer to start; this is ${process.version}.`)
installOnce()
if (process.argv.includes('--web')) {
  buildWebOnce()
  buildTrackerOnce()
}

function installOnce() {
  const installed = modified(join(root, 'node_modules', '.package-lock.json'))
  const node = join(root, 'node_modules', 'node', 'package.json')
  if (installed >= modified(join(root, 'package-lock.json')) && existsSync(node)) return
  say('Installing dependencies (a minute, once)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], root)
}

function buildWebOnce() {
  const web = join(root, 'packages', 'web')
  if (!existsSync(join(web, 'index.html'))) return
  const sources = ['web', 'engine', 'protocol', 'words', 'letters'].map((name) =>
    newest(join(root, 'packages', name)),
  )
  const lock = modified(join(root, 'package-lock.json'))
  if (modified(join(web, 'dist', 'index.html')) > Math.max(lock, ...sources)) return
  say('Building the web application (a moment, once per change)')
  build(web)
}

function buildTrackerOnce() {
  const tracker = join(root, 'packages', 'tracker')
  if (!existsSync(join(tracker, 'tracker.ts'))) return
  const lock = modified(join(root, 'package-lock.json'))
  if (modified(join(tracker, 'dist', 'baton.js')) > Math.max(lock, newest(tracker))) return
  say('Building the browser script')
  build(tracker)
}

function build(folder) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  run(process.execPath, [vite, 'build', '--logLevel', 'error'], folder)
}

function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.includes('.test.')) continue
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : modified(path))
  }
  return latest
}

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function run(command, args, cwd) {
  const bin = join(root, 'node_modules', '.bin')
  const done = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  })
  if (done.error) fail(`${command} could not be started: ${done.error.message}`)
  if (done.status !== 0) fail(`"${[command, ...args].join(' ')}" failed in ${cwd}.`)
}

function say(line) {
  process.stderr.write(`${line} …\n`)
}

function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
