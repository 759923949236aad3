/** What events match, worked out once per shape: which clauses they pour, which conditions they count for, what they do to sales. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { asksFor } from '../fold/matches.ts'
import { actOfShape, handOfShape, MOVE, takesBack, type Act, type Hand } from './act-of-shape.ts'
import type { Shape } from './frame.ts'

/** Bits of an event's word; above them stands its kind. */
export const WORD = {
  /** Of a shape: states facts. Of an event: they are of another profile than before. */
  facts: 1,
  /** Of a shape: names somebody. Of an event: it is the first by which the lead is known. */
  known: 2,
  /** Sales learns or does something. */
  acts: 4,
  /** The act changes the stage. */
  moves: 8,
  /** The act can take the lead back to where it may be promoted again. */
  takesBack: 16,
  pours: 32,
  counts: 64,
  /** Somebody is given the handoff, or its first touch is made: both move the moment at which it is overdue. */
  hands: 128,
} as const

/** Kind 0 matches nothing. */
export const KIND_SHIFT = 8

export interface EventKinds {
  /** By shape: the word of its events; 0 of those that change nothing. */
  readonly words: Uint32Array
  /** Points clauses that a kind's events pour, in the agreement's order, from `pourOffsets[kind]` on. */
  readonly pourOffsets: Uint32Array
  readonly pours: Uint32Array
  /** `did` conditions that a kind's events count for. */
  readonly didOffsets: Uint32Array
  readonly dids: Uint32Array
  readonly acts: readonly (Act | null)[]
  /** What a kind's events do to the handoff; all null where no event of the history assigns one. */
  readonly hands: readonly (Hand | null)[]
}

/** Says what kinds depend on: equal texts, equal kinds. */
export function kindsKey({ agreement, dids }: CompiledAgreement): string {
  return JSON.stringify([
    agreement.points.map(({ on, where, trust }) => [on, where, trust ?? null]),
    dids.map(({ event, where, trust }) => [event, where, trust ?? null]),
    agreement.recycle.map(({ id }) => id),
    agreement.sql.criteria.map(({ id, ask, satisfied }) => [id, ask, satisfied ?? null]),
  ])
}

interface Kind {
  readonly pours: readonly number[]
  readonly dids: readonly number[]
  readonly act: Act | null
  readonly hand: Hand | null
}

/** Events that match the same clauses and do the same are of one kind. */
export function eventKinds(shapes: readonly Shape[], compiled: CompiledAgreement): EventKinds {
  const kinds: Kind[] = [NOTHING]
  const byKey = new Map([[JSON.stringify(NOTHING), 0]])
  // Touches matter to the clock of the decision only by who takes over from somebody that was late.
  const isAssigned = shapes.some((shape) => handOfShape(shape)?.assigns)
  const words = Uint32Array.from(shapes, (shape) => {
    const kind = shape.colleague ? NOTHING : kindOf(shape, compiled, isAssigned)
    const key = JSON.stringify(kind)
    let position = byKey.get(key)
    if (position === undefined) {
      position = kinds.push(kind) - 1
      byKey.set(key, position)
    }
    const { statesFacts, identified, colleague } = shape
    const of = (statesFacts ? WORD.facts : 0) | (identified && !colleague ? WORD.known : 0)
    return of | bitsOf(kind) | (position << KIND_SHIFT)
  })
  return {
    words,
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
    hands: kinds.map(({ hand }) => hand),
  }
}

/** A colleague's statement is nobody's act. */
const NOTHING: Kind = { pours: [], dids: [], act: null, hand: null }

function kindOf(shape: Shape, compiled: CompiledAgreement, isAssigned: boolean): Kind {
  const points = compiled.pointsByEvent.get(shape.name) ?? []
  const dids = compiled.didsByEvent.get(shape.name) ?? []
  return {
    pours: points.filter(({ clause }) => asksFor(clause, shape)).map(({ index }) => index),
    dids: dids.filter((index) => asksFor(compiled.dids[index]!, shape)),
    act: actOfShape(shape, compiled.agreement),
    hand: isAssigned ? handOfShape(shape) : null,
  }
}

function bitsOf({ pours, dids, act, hand }: Kind): number {
  return (
    (pours.length > 0 ? WORD.pours : 0) |
    (dids.length > 0 ? WORD.counts : 0) |
    (act ? WORD.acts : 0) |
    (act && act.move !== MOVE.none ? WORD.moves : 0) |
    (act && takesBack(act.move) ? WORD.takesBack : 0) |
    (hand ? WORD.hands : 0)
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
