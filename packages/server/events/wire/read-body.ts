/** The body of an ingest request. Real clients send JSON as text/plain, gzipped under a form's content type, or base64 in a form field. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Refusal } from '../../platform/http/refusal.ts'

export const BODY_BYTES_MAX = 4_000_000

const unzip = promisify(gunzip)

export async function readBody(body: unknown): Promise<unknown> {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Refusal('invalid_json', 'The body is empty.')
  const plain = isGzip(body) ? await unzipped(body) : body
  const text = formData(plain.toString('utf8'))
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new Refusal('invalid_json', `The body is not JSON: ${(error as Error).message}`)
  }
}

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b
}

async function unzipped(body: Buffer): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: BODY_BYTES_MAX })
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLarge)
      throw new Refusal('batch_too_large', `The body unpacks to more than ${BODY_BYTES_MAX} bytes.`)
    throw new Refusal('invalid_json', 'The body looks like gzip and cannot be unpacked.')
  }
}

/** `data=` of a form: JSON, or base64 of it (PostHog in browsers). */
function formData(text: string): string {
  if (!text.startsWith('data=')) return text
  const data = new URLSearchParams(text).get('data') ?? ''
  return data.trimStart().startsWith('{') || data.trimStart().startsWith('[')
    ? data
    : Buffer.from(data, 'base64').toString('utf8')
}
