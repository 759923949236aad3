/** A mail message taken apart (RFC 5322, MIME): as much as it takes to understand reports. Never throws; what is odd is read as text. */

export interface MessagePart {
  /** Names in lower case; of several the first, but `all` has each. */
  readonly headers: ReadonlyMap<string, string>
  readonly all: readonly (readonly [name: string, value: string])[]
  /** In lower case, without parameters. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
  /** Of texts and reports; empty where it has parts. */
  readonly text: string
  readonly parts: readonly MessagePart[]
}

const DEPTH_MAX = 6
const PARTS_MAX = 50
const HEADERS_MAX = 500
const PARAMETERS_CHARS_MAX = 2_000

export function readMessage(raw: string, depth = 0): MessagePart {
  const text = depth === 0 ? raw.replace(/\r\n?/g, '\n').replace(/^From [^\n]*\n/, '') : raw
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const head = end < 0 ? text : text.slice(0, end)
  const body = end < 0 ? '' : text.slice(end === 0 ? 1 : end + 2)
  const all = readHeaders(head)
  const headers = new Map(all.toReversed())
  const { value, parameters } = readParameters(headers.get('content-type') ?? 'text/plain')
  const type = value.toLowerCase()
  const parts = depth < DEPTH_MAX ? partsOf(type, parameters, headers, body, depth) : []
  return {
    headers,
    all,
    type,
    parameters,
    parts,
    text: parts.length > 0 ? '' : decoded(headers, parameters, body),
  }
}

/** The message and all that is in it. */
export function* partsWithin(message: MessagePart): Generator<MessagePart> {
  yield message
  for (const part of message.parts) yield* partsWithin(part)
}

/** Fields of a head or a report. Folded lines are one. */
export function readHeaders(text: string): readonly (readonly [name: string, value: string])[] {
  return text
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .slice(0, HEADERS_MAX)
    .flatMap((line): (readonly [string, string])[] => {
      const [, name, value] = /^([!-9;-~]{1,100}):\s*(.*)$/.exec(line) ?? []
      return name ? [[name.toLowerCase(), decodedWords(value!.trim())]] : []
    })
}

function readParameters(header: string): { value: string; parameters: ReadonlyMap<string, string> } {
  const [value = '', ...rest] = header.slice(0, PARAMETERS_CHARS_MAX).split(';')
  const found = rest.join(';').matchAll(/([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/g)
  const pairs = [...found].map(([, name, quoted, bare]): [string, string] => [
    name!.toLowerCase(),
    quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  ])
  return { value: value.trim(), parameters: new Map(pairs) }
}

function partsOf(
  type: string,
  parameters: ReadonlyMap<string, string>,
  headers: ReadonlyMap<string, string>,
  body: string,
  depth: number,
): readonly MessagePart[] {
  if (type === 'message/rfc822')
    return [readMessage(transferDecoded(headers, body).toString('latin1'), depth + 1)]
  const boundary = parameters.get('boundary')
  if (!type.startsWith('multipart/') || !boundary) return []
  const lines = `\n${body}`.split(`\n--${boundary}`)
  return lines
    .slice(1, PARTS_MAX)
    .filter((part) => !part.startsWith('--'))
    .map((part) => readMessage(part.replace(/^[ \t]*\n?/, ''), depth + 1))
}

function transferDecoded(headers: ReadonlyMap<string, string>, body: string): Buffer {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64')
    case 'quoted-printable':
      return Buffer.from(unquoted(body.replace(/=[ \t]*\n/g, '')), 'latin1')
    default:
      return Buffer.from(body, 'latin1')
  }
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function decoded(
  headers: ReadonlyMap<string, string>,
  parameters: ReadonlyMap<string, string>,
  body: string,
): string {
  return inCharset(transferDecoded(headers, body), parameters.get('charset') ?? 'utf-8').replace(
    /\r\n?/g,
    '\n',
  )
}

function inCharset(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

/** `=?utf-8?B?…?=` and its like (RFC 2047). */
function decodedWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, kind: string, text: string) =>
      inCharset(
        kind.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1'),
        charset,
      ),
    )
}
