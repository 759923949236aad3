/** What letters show of the content library. */
import { blocksOf, type LetterDocument, type ShownAsset } from '@baton/letters'
import type pg from 'pg'

export interface MailLibrary {
  /** Assets by id, with addresses that the lead may follow; null: for nobody in particular. Those that are gone are left out. */
  shown(
    client: pg.Pool | pg.ClientBase,
    ids: readonly string[],
    leadId: string | null,
  ): Promise<Readonly<Record<string, ShownAsset>>>
  titles(client: pg.Pool | pg.ClientBase): Promise<readonly { readonly id: string; readonly title: string }[]>
}

/** Ids of the assets that a letter names. */
export function assetsNamedIn(letter: LetterDocument): readonly string[] {
  const named = blocksOf(letter).flatMap((block) =>
    block.kind === 'asset' && block.asset ? [block.asset] : [],
  )
  return [...new Set(named)]
}
