/** Addresses without what is nobody's business: of a query only campaigns and click ids are kept, of a fragment nothing. */

const CLICK_ID = /^(gclid|gbraid|wbraid|fbclid|msclkid|li_fat_id|ttclid|twclid)$/

export type Texts = Readonly<Record<string, string>>

export interface Address {
  readonly url: string
  readonly path: string
  readonly search: string
  readonly campaign?: Texts | undefined
  readonly click?: Texts | undefined
  /** Stands for the mail whose link led here, and for whom it was sent to: so it is no part of `url`. */
  readonly mailClick?: string | undefined
}

export function readAddress(href: string): Address {
  const { searchParams, pathname } = new URL(href)
  const kept = new URLSearchParams()
  let campaign: Record<string, string> | undefined
  let click: Record<string, string> | undefined
  searchParams.forEach((value, name) => {
    if (name.startsWith('utm_')) {
      campaign = campaign || {}
      campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value
    } else if (CLICK_ID.test(name)) {
      click = click || {}
      click[name] = value
    } else return
    kept.append(name, value)
  })
  const search = String(kept) && `?${kept}`
  return {
    url: href.split(/[?#]/)[0] + search,
    path: pathname,
    search,
    campaign,
    click,
    mailClick: searchParams.get('bt') || undefined,
  }
}

/** The last part of the path. */
export function fileOf(href: string): string {
  return href.split(/[?#]/)[0]!.split('/').pop()!
}
