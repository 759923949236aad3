/** Brings a frame up to date: the runs of leads that something happened to are taken from a newer frame. */
import { firstFact, type Frame, type Shape } from '@baton/engine/replay'

/**
 * A frame of `leads` in their order: those of `renewed` as they are in `fresh`, the others as they are in `kept`. Both
 * frames are of one catalogue.
 *
 * @throws Error when the frames know different fields
 */
export function mergedFrame(
  kept: Frame,
  fresh: Frame,
  leads: readonly string[],
  renewed: ReadonlySet<string>,
): Frame {
  const dictionaries = joinedDictionaries(kept, fresh)
  const spans = spansOf(kept, fresh, leads, renewed)
  const length = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const { facts } = dictionaries
  const factCount = spans.reduce((sum, { fromFact, toFact }) => sum + toFact - fromFact, 0)
  const wide = dictionaries.shapes.length > 0x1_0000
  const frame = {
    leads,
    offsets: offsetsOf(kept, fresh, leads, renewed),
    day: allocate(Int32Array, length),
    ms: allocate(Uint32Array, length),
    shape: wide ? allocate(Uint32Array, length) : allocate(Uint16Array, length),
    seq: allocate(Float64Array, length),
    shapes: dictionaries.shapes,
    facts: {
      event: allocate(Uint32Array, factCount),
      field: allocate(Uint16Array, factCount),
      value: allocate(Uint32Array, factCount),
      fields: facts,
    },
    until: fresh.until,
    throughSeq: Math.max(kept.throughSeq, fresh.throughSeq),
  }
  let at = 0
  let factAt = 0
  for (const span of spans) {
    copySpan(span, frame, at, factAt, span.source === fresh ? dictionaries : null)
    at += span.to - span.from
    factAt += span.toFact - span.fromFact
  }
  return frame
}

/** Neighbouring runs of one frame that stay neighbours. */
interface Span {
  readonly source: Frame
  readonly from: number
  readonly to: number
  readonly fromFact: number
  readonly toFact: number
}

interface Dictionaries {
  readonly shapes: readonly Shape[]
  readonly facts: Frame['facts']['fields']
  /** Where the fresh frame's shapes and values are now. */
  readonly shapeAt: Uint32Array
  readonly valueAt: readonly Uint32Array[]
}

function joinedDictionaries(kept: Frame, fresh: Frame): Dictionaries {
  const refs = (frame: Frame) => frame.facts.fields.map(({ ref }) => ref).join()
  if (refs(kept) !== refs(fresh)) throw new Error('the frames are of different catalogues')
  const shapes = joined(kept.shapes, fresh.shapes, (shape) => JSON.stringify(shape))
  const values = kept.facts.fields.map(({ values }, field) =>
    joined(values, fresh.facts.fields[field]!.values, (value) => value),
  )
  return {
    shapes: shapes.all,
    facts: kept.facts.fields.map(({ ref }, field) => ({ ref, values: values[field]!.all })),
    shapeAt: shapes.positions,
    valueAt: values.map(({ positions }) => positions),
  }
}

function joined<Item>(
  known: readonly Item[],
  more: readonly Item[],
  keyOf: (item: Item) => unknown,
): { readonly all: readonly Item[]; readonly positions: Uint32Array } {
  const all = [...known]
  const positionOf = new Map(known.map((item, position) => [keyOf(item), position]))
  const positions = Uint32Array.from(more, (item) => {
    const key = keyOf(item)
    const position = positionOf.get(key)
    if (position !== undefined) return position
    positionOf.set(key, all.length)
    return all.push(item) - 1
  })
  return { all, positions }
}

function spansOf(
  kept: Frame,
  fresh: Frame,
  leads: readonly string[],
  renewed: ReadonlySet<string>,
): readonly Span[] {
  const positions = new Map([kept, fresh].map((frame) => [frame, positionsOf(frame)]))
  const runs: { readonly source: Frame; readonly from: number; to: number }[] = []
  for (const id of leads) {
    const source = renewed.has(id) ? fresh : kept
    const lead = positions.get(source)!.get(id)!
    const from = source.offsets[lead]!
    const to = source.offsets[lead + 1]!
    const last = runs.at(-1)
    if (last?.source === source && last.to === from) last.to = to
    else runs.push({ source, from, to })
  }
  return runs.map(({ source, from, to }) => {
    return { source, from, to, fromFact: firstFact(source, from), toFact: firstFact(source, to) }
  })
}

function positionsOf({ leads }: Frame): ReadonlyMap<string, number> {
  return new Map(leads.map((id, position) => [id, position]))
}

function offsetsOf(
  kept: Frame,
  fresh: Frame,
  leads: readonly string[],
  renewed: ReadonlySet<string>,
): Uint32Array {
  const positions = [positionsOf(kept), positionsOf(fresh)] as const
  const offsets = allocate(Uint32Array, leads.length + 1)
  for (const [index, id] of leads.entries()) {
    const isRenewed = renewed.has(id)
    const source = isRenewed ? fresh : kept
    const lead = positions[isRenewed ? 1 : 0].get(id)!
    offsets[index + 1] = offsets[index]! + source.offsets[lead + 1]! - source.offsets[lead]!
  }
  return offsets
}

/** @param translation null where the shapes and values keep their positions */
function copySpan(
  { source, from, to, fromFact, toFact }: Span,
  frame: Frame,
  at: number,
  factAt: number,
  translation: Dictionaries | null,
): void {
  frame.day.set(source.day.subarray(from, to), at)
  frame.ms.set(source.ms.subarray(from, to), at)
  frame.seq.set(source.seq.subarray(from, to), at)
  frame.shape.set(source.shape.subarray(from, to), at)
  const { event, field, value } = source.facts
  frame.facts.field.set(field.subarray(fromFact, toFact), factAt)
  frame.facts.value.set(value.subarray(fromFact, toFact), factAt)
  for (let fact = fromFact; fact < toFact; fact++)
    frame.facts.event[factAt + fact - fromFact] = event[fact]! - from + at
  if (!translation) return
  for (let event = at; event < at + to - from; event++)
    frame.shape[event] = translation.shapeAt[source.shape[event - at + from]!]!
  for (let fact = fromFact; fact < toFact; fact++)
    frame.facts.value[factAt + fact - fromFact] = translation.valueAt[field[fact]!]![value[fact]!]!
}

interface ColumnOf<Column> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: SharedArrayBuffer): Column
}

function allocate<Column>(of: ColumnOf<Column>, length: number): Column {
  return new of(new SharedArrayBuffer(length * of.BYTES_PER_ELEMENT))
}
