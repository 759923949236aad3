/** Ids that rise with time (RFC 9562, version 7): made here because PostgreSQL has them only from 18 on. */
import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES
let lastMs = 0
let counter = 0

/** Two of the same process are in order, also within one millisecond (a 12-bit counter). */
export function uuidV7(nowMs = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  if (used + 8 > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.toString('hex', used, used + 8)
  used += 8
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = '89ab'[Number.parseInt(random[0]!, 16) & 3]
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${random.slice(1, 4)}-${random.slice(4)}`
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text from outside can be the id of anything. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
