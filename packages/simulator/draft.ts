/** An event before it has its id and identity: what happened, when, and how the sender learnt of it. */
import type { Fields, Trust, Value } from '@baton/engine'

export interface Draft {
  readonly at: number
  readonly name: string
  readonly properties: Readonly<Record<string, Value>>
  readonly trust: Trust
  /** The browser it happened in; undefined for mail, phone and what sales records. */
  readonly device?: 0 | 1
  /** What the address of the page says of where the person came from. */
  readonly context?: Readonly<Record<string, unknown>>
  readonly lead?: Fields
  readonly company?: { readonly id: string; readonly domain: string; readonly fields: Fields }
}

export function webDraft(
  at: number,
  name: string,
  properties: Draft['properties'],
  device: 0 | 1 = 0,
): Draft {
  return { at, name, properties, trust: 'public', device }
}

/** Told by a system of the company's own: mail, webinar platform, product, sales. */
export function serverDraft(at: number, name: string, properties: Draft['properties'] = {}): Draft {
  return { at, name, properties, trust: 'server' }
}
