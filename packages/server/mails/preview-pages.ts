/** Pages of previews, kept for some minutes in memory: a letter that is being written is nowhere else yet. */
import { randomBytes } from 'node:crypto'
import { RecentCache } from '../platform/recent-cache.ts'

interface Page {
  readonly html: string
  readonly person: string
  readonly at: number
}

const KEPT = 60
const MINUTES = 10

export class PreviewPages {
  readonly #pages = new RecentCache<Page>(KEPT)

  keep(html: string, person: string, now = Date.now()): string {
    const key = randomBytes(18).toString('base64url')
    this.#pages.set(key, { html, person, at: now })
    return key
  }

  /** For whoever made it; null: it is not there any more. */
  page(key: string, person: string, now = Date.now()): string | null {
    const page = this.#pages.get(key)
    return page?.person === person && now - page.at < MINUTES * 60_000 ? page.html : null
  }
}

/**
 * Of a page that shows a letter: no script, no form, nothing but its own styles and images, and no place but a frame of ours.
 * The styles of a letter stand in its tags, which the policy of the application itself does not allow.
 */
export const PREVIEW_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox"
