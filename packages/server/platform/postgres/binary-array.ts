/**
 * Text arrays in PostgreSQL's binary form. The driver's own text form quotes every element, which for columns of
 * JSON costs more than the insert; here an element is its length and its bytes.
 */
const TEXT_OID = 25
const HEADER_BYTES = 20

/** A parameter for `$n::text[]`; cast elements in SQL to whatever they are. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = HEADER_BYTES
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value))
  const buffer = Buffer.allocUnsafe(bytes)
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(1, 4)
  buffer.writeInt32BE(TEXT_OID, 8)
  if (values.length === 0) return buffer.subarray(0, 12)
  buffer.writeInt32BE(values.length, 12)
  buffer.writeInt32BE(1, 16)
  let at = HEADER_BYTES
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + 4, 'utf8')
    buffer.writeInt32BE(length, at)
    at += 4 + Math.max(length, 0)
  }
  return buffer
}

/** An array inside a text element: `{"a","b"}`, to be cast with `::text[]` or `::uuid[]`. */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}
