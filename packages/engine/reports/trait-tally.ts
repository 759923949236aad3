/** How many of two groups have each trait of one kind, with the people behind each number. */
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import type { Cell, Cells, Counted } from './cells.ts'
import type { LeadDimension } from './journeys.ts'

/** What people can have in common. */
export type Trait =
  | { readonly kind: 'fact'; readonly dimension: LeadDimension; readonly value: string }
  | { readonly kind: 'did'; readonly event: string }
  | { readonly kind: 'took'; readonly content: string }

/** The two groups that are compared. */
export const SIDES = ['won', 'others'] as const
export type Side = (typeof SIDES)[number]

export interface TraitShare {
  readonly leads: Counted
  /** Of those of whom it is known whether they have the trait. */
  readonly share: Proportion
}

export interface TalliedTrait {
  readonly trait: Trait
  readonly won: TraitShare
  readonly others: TraitShare
}

export class TraitTally {
  readonly #cells: Cells
  readonly #names: readonly string[]
  readonly #traitOf: (name: string) => Trait
  readonly #known: Record<Side, number> = { won: 0, others: 0 }
  /** By code. */
  readonly #have: Readonly<Record<Side, (Cell | undefined)[]>> = { won: [], others: [] }

  /** @param names by code; 0 is no trait */
  constructor(cells: Cells, names: readonly string[], traitOf: (name: string) => Trait) {
    this.#cells = cells
    this.#names = names
    this.#traitOf = traitOf
  }

  /** One more of whom it is known which of these traits he has. */
  know(side: Side): void {
    this.#known[side] += 1
  }

  add(side: Side, code: number, lead: number): void {
    ;(this.#have[side][code] ??= this.#cell(side, code)).add(lead)
  }

  /** Traits that anybody has, in the order of their codes. */
  done(): readonly TalliedTrait[] {
    const { won, others } = this.#have
    return this.#names.flatMap((name, code) =>
      code > 0 && (won[code] || others[code])
        ? [{ trait: this.#traitOf(name), won: this.#share('won', code), others: this.#share('others', code) }]
        : [],
    )
  }

  #share(side: Side, code: number): TraitShare {
    const leads = (this.#have[side][code] ?? this.#cell(side, code)).counted()
    return { leads, share: proportionInterval(leads.count, this.#known[side]) }
  }

  #cell(side: Side, code: number): Cell {
    return this.#cells.of('traits', side, ...Object.values(this.#traitOf(this.#names[code]!)))
  }
}
