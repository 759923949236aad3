/** The content library as letters show it. */
import type { ShownAsset } from '@baton/letters'
import { contentAsset, contentAssets, contentUrl } from '../content/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import type { MailLibrary } from './mail-library.ts'

export interface LibraryServices {
  readonly signing: Signing
  /** Where people reach the application. */
  readonly url: () => string
}

export function contentLibrary({ signing, url }: LibraryServices): MailLibrary {
  return {
    async shown(client, ids, leadId) {
      const shown: Record<string, ShownAsset> = {}
      for (const id of ids) {
        const asset = await contentAsset(client, id).catch(nullWhereMissing)
        // A link for nobody in particular delivers, and tells of nothing.
        const address = asset && contentUrl({ signing, baseUrl: url }, asset, leadId ?? '', Date.now())
        if (asset && address) shown[id] = { title: asset.title, teaser: asset.teaser, url: address }
      }
      return shown
    },
    async titles(client) {
      const assets = await contentAssets(client)
      return assets.filter(({ archived }) => !archived).map(({ id, title }) => ({ id, title }))
    },
  }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}
