/** The columns of a frame as an Arrow record batch, and back, without copying a column either way. */
import type { Frame } from '@baton/engine/replay'
import {
  type Data,
  DateDay,
  type DataType,
  Field,
  Float64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimeMillisecond,
  Uint16,
  Uint32,
  Utf8,
} from 'apache-arrow'

/** What a frame is besides its shapes, its fields and its two limits. */
export interface FrameColumns extends Pick<Frame, 'leads' | 'offsets' | 'day' | 'ms' | 'shape' | 'seq'> {
  readonly facts: Pick<Frame['facts'], 'event' | 'field' | 'value'>
}

/**
 * | column | type |
 * |---|---|
 * | lead | utf8 |
 * | events | list of struct: day date32, ms time32 (ms), shape uint16 or uint32, seq float64 |
 * | facts | list of struct: event uint32 (position in the whole file), field uint16, value uint32 |
 */
export function batchOfFrame(frame: FrameColumns, metadata: Map<string, string>): RecordBatch {
  const { leads, offsets, day, ms, shape, seq, facts } = frame
  if (day.length > EVENTS_MAX)
    throw new RangeError(`${day.length} events, a file holds at most ${EVENTS_MAX}`)
  const columns = {
    lead: texts(leads),
    events: listsOf(offsets, {
      day: numbers(new DateDay(), day),
      ms: numbers(new TimeMillisecond(), new Int32Array(ms.buffer, ms.byteOffset, ms.length)),
      shape: shape instanceof Uint16Array ? numbers(new Uint16(), shape) : numbers(new Uint32(), shape),
      seq: numbers(new Float64(), seq),
    }),
    facts: listsOf(factOffsets(frame), {
      event: numbers(new Uint32(), facts.event),
      field: numbers(new Uint16(), facts.field),
      value: numbers(new Uint32(), facts.value),
    }),
  }
  const root = structOf(columns, leads.length)
  return new RecordBatch(new Schema(root.type.children, metadata), root)
}

/** Arrow counts the items of a list with signed 32 bits. */
const EVENTS_MAX = 2 ** 31 - 1

function numbers(type: DataType, data: unknown): Data {
  return makeData({ type, data, nullCount: 0 } as Parameters<typeof makeData>[0])
}

function structOf(columns: Readonly<Record<string, Data>>, length: number): Data<Struct> {
  const fields = Object.entries(columns).map(([name, { type }]) => new Field(name, type))
  return makeData({ type: new Struct(fields), length, nullCount: 0, children: Object.values(columns) })
}

function listsOf(offsets: Uint32Array, columns: Readonly<Record<string, Data>>): Data {
  const length = Object.values(columns)[0]!.length
  const child = structOf(columns, length)
  return makeData({
    type: new List(new Field('item', child.type)),
    length: offsets.length - 1,
    nullCount: 0,
    valueOffsets: new Int32Array(offsets.buffer, offsets.byteOffset, offsets.length),
    child,
  })
}

function texts(values: readonly string[]): Data {
  const valueOffsets = new Int32Array(values.length + 1)
  for (let index = 0; index < values.length; index++)
    valueOffsets[index + 1] = valueOffsets[index]! + Buffer.byteLength(values[index]!)
  return makeData({
    type: new Utf8(),
    length: values.length,
    nullCount: 0,
    valueOffsets,
    data: Buffer.from(values.join('')),
  })
}

/** Where each lead's statements begin among all. */
function factOffsets({ offsets, facts }: FrameColumns): Uint32Array {
  const result = new Uint32Array(offsets.length)
  let row = 0
  for (let lead = 1; lead < offsets.length; lead++) {
    while (row < facts.event.length && facts.event[row]! < offsets[lead]!) row++
    result[lead] = row
  }
  return result
}

/** The columns, as views of the batch's buffers; or what the batch holds instead. */
export function columnsOfBatch(batch: RecordBatch): FrameColumns | string {
  const found = batch.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`).join(', ')
  if (!SCHEMA.test(found)) return `the columns ${found || 'of nothing'}`
  const [lead, events, facts] = batch.data.children as [Data, Data, Data]
  const [day, ms, shape, seq] = valuesOf(events) as [Int32Array, Int32Array, Uint16Array, Float64Array]
  const [event, field, value] = valuesOf(facts) as [Uint32Array, Uint16Array, Uint32Array]
  const { valueOffsets } = events
  return {
    leads: textsOf(lead),
    // A batch without rows may come without offsets.
    offsets:
      batch.numRows === 0
        ? new Uint32Array(1)
        : unsigned((valueOffsets as Int32Array).subarray(0, batch.numRows + 1)),
    day,
    ms: unsigned(ms),
    shape,
    seq,
    facts: { event, field, value },
  }
}

const SCHEMA =
  /^lead: Utf8, events: List<Struct<\{day:Date32<DAY>, ms:Time32<MILLISECOND>, shape:Uint(16|32), seq:Float64\}>>, facts: List<Struct<\{event:Uint32, field:Uint16, value:Uint32\}>>$/

/** Buffers are padded; a column ends with its length. */
function valuesOf(list: Data): readonly unknown[] {
  return list.children[0]!.children.map(
    ({ values, length }) => (values as Uint8Array).subarray(0, length) as unknown,
  )
}

function unsigned(column: Int32Array): Uint32Array {
  return new Uint32Array(column.buffer, column.byteOffset, column.length)
}

function textsOf({ length, valueOffsets, values }: Data): readonly string[] {
  const offsets = valueOffsets as Int32Array
  const { buffer, byteOffset } = values as Uint8Array
  const bytes = Buffer.from(buffer as ArrayBuffer, byteOffset, offsets[length] ?? 0)
  const all = bytes.toString('utf8')
  // One decoding for all, where every character is one byte.
  const isPlain = all.length === bytes.length
  return Array.from({ length }, (_, index) => {
    const [from, to] = [offsets[index], offsets[index + 1]]
    return isPlain ? all.slice(from, to) : bytes.toString('utf8', from, to)
  })
}
