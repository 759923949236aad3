/** What a letter is filled with for one receiver. All of it is data: none of it is ever read as markup or as merge fields. */

export type Values = Readonly<Record<string, string | number | boolean | null>>

export interface ShownAsset {
  readonly title: string
  readonly teaser: string
  readonly url: string
}

export interface LetterContext {
  readonly lead: Values
  readonly company: Values
  readonly sender: { readonly name: string; readonly email: string; readonly title: string }
  /** What is best for the lead next; null: there is nothing, and blocks about it are left out. */
  readonly asset: ShownAsset | null
  /** Assets that blocks name, by id; a block whose asset is missing is left out. */
  readonly assets?: Readonly<Record<string, ShownAsset>>
  readonly organisation: { readonly name: string; readonly address: string }
  readonly links: {
    readonly unsubscribe: string
    readonly preferences: string
    /** For passing on, so that it is known who brought somebody; null: there is none. */
    readonly refer?: string | null
  }
}

export interface LetterLink {
  readonly index: number
  /** Where it leads in the end. */
  readonly url: string
  readonly label: string
}

export interface RenderOptions {
  /** What stands in the letter for the link to `url`: a signed link of ours, or the address itself. Not asked for the footer's links. */
  readonly link: (url: string, index: number) => string
  /** Dark or light by what the reader's device prefers, or fixed, as a preview wants it. */
  readonly scheme?: 'reader' | 'light' | 'dark'
}

export interface RenderedLetter {
  readonly subject: string
  readonly preheader: string
  /** The name in front of the sender's address; null: the letter leaves it to the sender. */
  readonly fromName: string | null
  readonly html: string
  readonly text: string
  readonly links: readonly LetterLink[]
  /** True: the letter came out larger than a letter may be, and ends early. */
  readonly isCut: boolean
}
