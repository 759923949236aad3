/**
 * The events of a range of leads that an agreement can react to, closely packed. What they match depends on events and
 * `where`s only: points, limits, half-lives, thresholds, grades, rests can change and the same relevant events are run again.
 */
import type { Where } from '../agreement/agreement.ts'
import { trustRank, type Trust } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { asValue, whereHolds } from '../fold/matches.ts'
import { actOfShape, takesBack, type Act } from './act-of-shape.ts'
import type { Frame, Shape } from './frame.ts'

/** Bits of an event's word; above them stands its kind. */
export const WORD = {
  statesFacts: 1,
  identifies: 2,
  acts: 4,
  takesBack: 8,
  pours: 16,
  counts: 32,
} as const

export const KIND_SHIFT = 6

export interface RelevantEvents {
  /** Where each lead's events begin, and after the last where they end. */
  readonly offsets: Uint32Array
  readonly word: Uint32Array
  /** Position of each in the frame. */
  readonly position: Uint32Array
  readonly day: Int32Array
  /** One past the lead's last act of sales, and past the last that can take it back; 0 where there is none. */
  readonly actsEnd: Uint32Array
  readonly takesBackEnd: Uint32Array
  readonly kinds: EventKinds
}

/** Events that match the same clauses and do the same are of one kind. */
export interface EventKinds {
  /** Points clauses that a kind's events pour, in the agreement's order, from `pourOffsets[kind]` on. */
  readonly pourOffsets: Uint32Array
  readonly pours: Uint32Array
  /** `did` conditions that a kind's events count for. */
  readonly didOffsets: Uint32Array
  readonly dids: Uint32Array
  readonly acts: readonly (Act | null)[]
}

/** Says what the relevant events depend on: equal texts, equal events. */
export function relevanceKey({ agreement, dids }: CompiledAgreement): string {
  return JSON.stringify([
    agreement.points.map(({ on, where, trust }) => [on, where, trust ?? null]),
    dids.map(({ event, where, trust }) => [event, where, trust ?? null]),
    agreement.recycle.map(({ id }) => id),
    agreement.sql.criteria.map(({ id, ask, satisfied }) => [id, ask, satisfied ?? null]),
  ])
}

/** @param from first lead of the range; `to`: one past the last */
export function relevantEvents(
  frame: Frame,
  compiled: CompiledAgreement,
  from: number,
  to: number,
): RelevantEvents {
  const { words, kinds } = wordsOfShapes(frame.shapes, compiled)
  const identifies = Uint8Array.from(frame.shapes, ({ identified, colleague }) =>
    Number(identified && !colleague),
  )
  const offsets = new Uint32Array(to - from + 1)
  for (let lead = from; lead < to; lead++)
    offsets[lead - from + 1] = offsets[lead - from]! + countOfLead(frame, lead, words, identifies)
  const length = offsets[to - from]!
  const events = {
    offsets,
    word: new Uint32Array(length),
    position: new Uint32Array(length),
    day: new Int32Array(length),
    actsEnd: new Uint32Array(to - from),
    takesBackEnd: new Uint32Array(to - from),
    kinds,
  }
  for (let lead = from; lead < to; lead++) fillLead(frame, lead, words, identifies, events, lead - from)
  return events
}

function countOfLead(frame: Frame, lead: number, words: Uint32Array, identifies: Uint8Array): number {
  const { shape, offsets } = frame
  const end = offsets[lead + 1]!
  let count = 0
  let isNobody = true
  for (let position = offsets[lead]!; position < end; position++) {
    const of = shape[position]!
    if (words[of] !== 0 || (isNobody && identifies[of] !== 0)) count++
    if (identifies[of] !== 0) isNobody = false
  }
  return count
}

function fillLead(
  frame: Frame,
  lead: number,
  words: Uint32Array,
  identifies: Uint8Array,
  into: RelevantEvents,
  row: number,
): void {
  const { shape, offsets, day } = frame
  const end = offsets[lead + 1]!
  let at = into.offsets[row]!
  let isNobody = true
  for (let position = offsets[lead]!; position < end; position++) {
    const of = shape[position]!
    let word = words[of]!
    // Only the first event that names somebody tells anything new.
    if (isNobody && identifies[of] !== 0) {
      isNobody = false
      word |= WORD.identifies
    }
    if (word === 0) continue
    into.word[at] = word
    into.position[at] = position
    into.day[at++] = day[position]!
    if ((word & WORD.acts) !== 0) into.actsEnd[row] = at
    if ((word & WORD.takesBack) !== 0) into.takesBackEnd[row] = at
  }
}

interface Kind {
  readonly pours: readonly number[]
  readonly dids: readonly number[]
  readonly act: Act | null
}

/** The word of each shape's events, 0 for those that change nothing, and the kinds that words name. */
function wordsOfShapes(
  shapes: readonly Shape[],
  compiled: CompiledAgreement,
): { readonly words: Uint32Array; readonly kinds: EventKinds } {
  const byKey = new Map<string, number>()
  const kinds: Kind[] = []
  const words = Uint32Array.from(shapes, (shape) => {
    const kind = shape.colleague ? NOTHING : kindOf(shape, compiled)
    const key = JSON.stringify(kind)
    let position = byKey.get(key)
    if (position === undefined) {
      position = kinds.push(kind) - 1
      byKey.set(key, position)
    }
    const bits = bitsOf(kind) | (shape.statesFacts ? WORD.statesFacts : 0)
    return bits === 0 ? 0 : bits | (position << KIND_SHIFT)
  })
  return {
    words,
    kinds: {
      ...listed(
        kinds.map(({ pours }) => pours),
        'pourOffsets',
        'pours',
      ),
      ...listed(
        kinds.map(({ dids }) => dids),
        'didOffsets',
        'dids',
      ),
      acts: kinds.map(({ act }) => act),
    },
  }
}

/** A colleague's statement is nobody's act. */
const NOTHING: Kind = { pours: [], dids: [], act: null }

function kindOf(shape: Shape, compiled: CompiledAgreement): Kind {
  const points = compiled.pointsByEvent.get(shape.name) ?? []
  const dids = compiled.didsByEvent.get(shape.name) ?? []
  return {
    pours: points.filter(({ clause }) => asksFor(clause, shape)).map(({ index }) => index),
    dids: dids.filter((index) => asksFor(compiled.dids[index]!, shape)),
    act: actOfShape(shape, compiled.agreement),
  }
}

function asksFor({ where, trust }: { where: Where; trust?: Trust }, shape: Shape): boolean {
  if (trust && trustRank(shape.trust) < trustRank(trust)) return false
  return whereHolds(where, (field) => asValue(shape.properties[field]))
}

function bitsOf({ pours, dids, act }: Kind): number {
  return (
    (pours.length > 0 ? WORD.pours : 0) |
    (dids.length > 0 ? WORD.counts : 0) |
    (act ? WORD.acts : 0) |
    (act && takesBack(act.move) ? WORD.takesBack : 0)
  )
}

/** Lists one after the other, with where each begins. */
function listed<Offsets extends string, Items extends string>(
  lists: readonly (readonly number[])[],
  offsets: Offsets,
  items: Items,
): Record<Offsets | Items, Uint32Array> {
  const starts = new Uint32Array(lists.length + 1)
  for (const [index, list] of lists.entries()) starts[index + 1] = starts[index]! + list.length
  return { [offsets]: starts, [items]: Uint32Array.from(lists.flat()) } as Record<
    Offsets | Items,
    Uint32Array
  >
}
