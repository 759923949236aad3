/**
 * Finds optional dependencies that package-lock.json names but does not hold. npm drops the entries of platforms whose
 * package it could not reach, and then `npm ci` fails everywhere.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export function missingFromLockfile(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isReachable(packages, path, name))
      .map((name) => `${path || 'the root'} wants ${name}`),
  )
}

/** Looks where Node would: beside the package, then in every folder above it. */
function isReachable(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): boolean {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')))) {
    if (packages[`${path ? `${path}/` : ''}node_modules/${name}`]) return true
    if (path === '') return false
  }
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  const missing = missingFromLockfile(lock.packages)
  for (const line of missing) console.error(`package-lock.json is incomplete: ${line}`)
  if (missing.length > 0) process.exitCode = 1
}
