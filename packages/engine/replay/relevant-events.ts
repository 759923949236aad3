/**
 * The events of a range of leads that an agreement can react to, closely packed. Which they are depends on events, facts
 * and `where`s only: points, limits, half-lives, thresholds, grades, rests can change and the same events are run again.
 */
import { WORD, type EventKinds } from './event-kinds.ts'
import type { Frame } from './frame.ts'
import type { LeadProfiles } from './lead-profiles.ts'

export interface RelevantEvents {
  /** Where each lead's events begin, and after the last where they end. */
  readonly offsets: Uint32Array
  readonly word: Uint32Array
  /** Position of each in the frame. */
  readonly position: Uint32Array
  readonly day: Int32Array
  readonly ms: Uint32Array
  /** The lead's profile after each. */
  readonly profile: Uint32Array
  /** By lead: 1 when it is known by the end. */
  readonly isKnown: Uint8Array
  /**
   * By lead: one past its last event that does more than pour and count, past its last act of sales, and past the last
   * that can take it back; 0 where there is none.
   */
  readonly settlesEnd: Uint32Array
  readonly actsEnd: Uint32Array
  readonly takesBackEnd: Uint32Array
}

/** Of the leads that the profiles are of. @param from the first of them */
export function relevantEvents(
  frame: Frame,
  { words }: EventKinds,
  profiles: LeadProfiles,
  from: number,
): RelevantEvents {
  const leads = profiles.setOf.length
  const count = frame.offsets[from + leads]! - frame.offsets[from]!
  const columns = new RelevantColumns(leads, Math.ceil(count * EXPECTED_SHARE))
  for (let row = 0; row < leads; row++) {
    columns.makeRoom(frame.offsets[from + row + 1]! - frame.offsets[from + row]!)
    columns.addLead(frame, words, profiles, from, row)
  }
  return columns.trimmed()
}

/** Room is made for this share of all events at first. */
const EXPECTED_SHARE = 0.4

// Held in this module, where the compiler takes them for constants; what is imported is read anew each time.
const { facts: FACTS, known: KNOWN, acts: ACTS, takesBack: TAKES_BACK } = WORD
const SETTLES = FACTS | KNOWN | ACTS

class RelevantColumns {
  #length = 0
  #word: Uint32Array
  #position: Uint32Array
  #day: Int32Array
  #ms: Uint32Array
  #profile: Uint32Array
  readonly #offsets: Uint32Array
  readonly #isKnown: Uint8Array
  readonly #settlesEnd: Uint32Array
  readonly #actsEnd: Uint32Array
  readonly #takesBackEnd: Uint32Array

  constructor(leads: number, capacity: number) {
    this.#word = new Uint32Array(capacity)
    this.#position = new Uint32Array(capacity)
    this.#day = new Int32Array(capacity)
    this.#ms = new Uint32Array(capacity)
    this.#profile = new Uint32Array(capacity)
    this.#offsets = new Uint32Array(leads + 1)
    this.#isKnown = new Uint8Array(leads)
    this.#settlesEnd = new Uint32Array(leads)
    this.#actsEnd = new Uint32Array(leads)
    this.#takesBackEnd = new Uint32Array(leads)
  }

  /** For as many events more. */
  makeRoom(events: number): void {
    if (this.#length + events <= this.#word.length) return
    const capacity = Math.ceil((this.#length + events) * 1.5)
    const larger = <Column extends Uint32Array | Int32Array>(from: Column, into: Column): Column => {
      into.set(from)
      return into
    }
    this.#word = larger(this.#word, new Uint32Array(capacity))
    this.#position = larger(this.#position, new Uint32Array(capacity))
    this.#day = larger(this.#day, new Int32Array(capacity))
    this.#ms = larger(this.#ms, new Uint32Array(capacity))
    this.#profile = larger(this.#profile, new Uint32Array(capacity))
  }

  addLead(
    { offsets, shape, day, ms }: Frame,
    words: Uint32Array,
    { offsets: statements, after, hasContact }: LeadProfiles,
    from: number,
    row: number,
  ): void {
    const intoWord = this.#word
    const intoPosition = this.#position
    const intoDay = this.#day
    const intoMs = this.#ms
    const intoProfile = this.#profile
    const end = offsets[from + row + 1]!
    let at = this.#length
    let statement = statements[row]!
    let profile = 0
    let mask = -1
    let settlesEnd = 0
    let actsEnd = 0
    let takesBackEnd = 0
    for (let position = offsets[from + row]!; position < end; position++) {
      let word = words[shape[position]!]! & mask
      if (word === 0) continue
      if ((word & FACTS) !== 0) {
        const next = after[statement++]!
        if (next === profile) word &= ~FACTS
        profile = next
        if ((mask & KNOWN) !== 0 && hasContact[next] === 1) word |= KNOWN
        if (word === 0) continue
      }
      intoWord[at] = word
      intoPosition[at] = position
      intoDay[at] = day[position]!
      intoMs[at] = ms[position]!
      intoProfile[at++] = profile
      if ((word & SETTLES) === 0) continue
      settlesEnd = at
      // Only the first event that makes somebody known tells anything new.
      if ((word & KNOWN) !== 0) mask = ~KNOWN
      if ((word & ACTS) !== 0) actsEnd = at
      if ((word & TAKES_BACK) !== 0) takesBackEnd = at
    }
    this.#length = at
    this.#offsets[row + 1] = at
    this.#isKnown[row] = (mask & KNOWN) === 0 ? 1 : 0
    this.#settlesEnd[row] = settlesEnd
    this.#actsEnd[row] = actsEnd
    this.#takesBackEnd[row] = takesBackEnd
  }

  trimmed(): RelevantEvents {
    const length = this.#length
    return {
      offsets: this.#offsets,
      word: this.#word.slice(0, length),
      position: this.#position.slice(0, length),
      day: this.#day.slice(0, length),
      ms: this.#ms.slice(0, length),
      profile: this.#profile.slice(0, length),
      isKnown: this.#isKnown,
      settlesEnd: this.#settlesEnd,
      actsEnd: this.#actsEnd,
      takesBackEnd: this.#takesBackEnd,
    }
  }
}
