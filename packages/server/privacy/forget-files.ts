/** Files beside the database that may say who somebody was: what was uploaded, what was refused of it, and kept frames. */
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identifiers } from './identifiers.ts'

/** Frames are made anew from the events; of uploads only those that hold the person go. */
export async function forgetFiles(dataDir: string, who: Identifiers): Promise<number> {
  let removed = 0
  for (const path of await filesIn(join(dataDir, 'replay'))) {
    await rm(path, { force: true })
    removed += 1
  }
  for (const path of await filesIn(join(dataDir, 'uploads'))) {
    if (!(await holds(path, who))) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const OVERLAP = 1_000

async function holds(path: string, { unique }: Identifiers): Promise<boolean> {
  let before = ''
  // UTF-16 has a zero between the letters of an address, which falls out here.
  for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
    const text = before + (chunk as string).replaceAll('\0', '').toLowerCase()
    if (unique.some((one) => text.includes(Buffer.from(one).toString('latin1')))) return true
    before = text.slice(-OVERLAP)
  }
  return false
}
