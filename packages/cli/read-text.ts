/** Reads a file that somebody named on the command line. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** @throws Error with one line that names the file. */
export function readText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const why = isMissing ? 'there is no such file' : (error as Error).message
    throw new Error(`${file} cannot be read: ${why}.`, { cause: error })
  }
}
