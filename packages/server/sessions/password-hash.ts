/** Argon2id (RFC 9106) as a PHC string, so that a hash says itself how it was made. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
/** Each takes 19 MiB and a core for a while: more of them at once would starve everything else. */
const AT_ONCE = 2

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const argon2id = promisify(argon2)
const waiting: (() => void)[] = []
let running = 0

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // Whoever waited longest takes the place over.
    if (next) next()
    else running -= 1
  }
}

export async function hashPassword(password: string, nonce = randomBytes(16)): Promise<string> {
  const tag = await tagOf(password, nonce, TAG_BYTES, {
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
  })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(tag)}`
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{43,86})$/

/** False for what is no such hash. */
export async function fitsPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = PHC.exec(hash) ?? []
  if (!nonce || !tag) return false
  const expected = Buffer.from(tag, 'base64')
  const found = await tagOf(password, Buffer.from(nonce, 'base64'), expected.length, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return timingSafeEqual(found, expected)
}

let nobodys: Promise<string> | null = null

/** Takes as long as for somebody: how long an answer takes must not tell who has an account. */
export async function fitsNobody(password: string): Promise<false> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'))
  await fitsPassword(password, await nobodys)
  return false
}

function tagOf(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
  // The same letters can be typed as different code points.
  const message = Buffer.from(password.normalize('NFC'))
  return inTurn(() => argon2id('argon2id', { message, nonce, tagLength, ...cost }))
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
