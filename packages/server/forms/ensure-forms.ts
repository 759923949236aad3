/** Forms to begin with. */
import { formDefinitionSchema } from '@baton/protocol'
import type pg from 'pg'
import { addContentFile } from '../content/index.ts'
import { addForm, formBySlug, setStatus } from './form-rows.ts'

export interface GivenForm {
  readonly slug: string
  readonly definition: Readonly<Record<string, unknown>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

/** Adds those whose address is free, and puts them live. */
export async function ensureForms(
  pool: pg.Pool,
  dataDir: string,
  given: readonly GivenForm[],
): Promise<void> {
  for (const { slug, definition, file } of given) {
    if (await formBySlug(pool, slug)) continue
    const kept = file && { name: file.name, bytes: Buffer.from(file.bytes), person: null }
    const delivers = kept ? (await addContentFile(pool, dataDir, kept)).id : null
    const id = await addForm(pool, formDefinitionSchema.parse({ ...definition, delivers }), null)
    await setStatus(pool, id, 'live', false)
  }
}
