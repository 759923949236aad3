/**
 * What a message that came back says: RFC 3464 reports, what mail servers write without one, and complaints (RFC 5965). Replies of
 * people who are away, receipts and warnings that a mail is late are no returns.
 */
import { classifyFailure, type ReturnKind } from './classify-failure.ts'
import { type MessagePart, partsWithin, readHeaders, readMessage } from './read-message.ts'

export interface ReturnReport {
  /** `delayed`: they go on trying. `reply`: nothing came back, somebody or something answered. */
  readonly kind: ReturnKind | 'complaint' | 'delayed' | 'reply'
  /** Enhanced status, where there is one. */
  readonly status: string | null
  /** Whom it could not be delivered to, as the report says it; not to be believed. */
  readonly recipient: string | null
  readonly detail: string
  /** Where the message itself was addressed to. */
  readonly sentTo: readonly string[]
}

export function parseDsn(raw: Buffer | string): ReturnReport {
  const message = readMessage(typeof raw === 'string' ? raw : raw.toString('latin1'))
  const sentTo = addressesOf(message)
  const parts = [...partsWithin(message)]
  const of = (type: string) => parts.find((part) => part.type === type)
  if (of('message/feedback-report')) return complaintOf(of('message/feedback-report')!, sentTo)
  const reply = { kind: 'reply', status: null, recipient: null, detail: '', sentTo } as const
  const report = of('message/delivery-status') ?? of('message/global-delivery-status')
  if (report) return reportOf(report.text, humanText(parts), sentTo)
  if (of('message/disposition-notification') || isReply(message)) return reply
  return isFromMailSystem(message) ? { ...reply, ...plainReport(message, parts) } : reply
}

// Begins where a word does and has an end, as all patterns here: what others wrote may be made to keep a parser busy.
const ADDRESS_ONE = /(?<![^\s<>"(),:;[\]])[^\s<>"(),:;[\]@]{1,64}@[^\s<>"(),:;[\]@]{1,255}/
const ADDRESS = new RegExp(ADDRESS_ONE, 'g')

function addressesOf({ all }: MessagePart): readonly string[] {
  const named = [
    'to',
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-forwarded-to',
    'cc',
  ]
  return all.filter(([name]) => named.includes(name)).flatMap(([, value]) => value.match(ADDRESS) ?? [])
}

function complaintOf({ text }: MessagePart, sentTo: readonly string[]): ReturnReport {
  const fields = new Map(readHeaders(text).toReversed())
  const recipient = ADDRESS_ONE.exec(fields.get('original-rcpt-to') ?? '')?.[0] ?? null
  const type = fields.get('feedback-type')?.toLowerCase() ?? 'abuse'
  // Some report that a message was moved out of the spam folder.
  const kind =
    type === 'not-spam'
      ? 'reply'
      : type === 'abuse' || type === 'fraud' || type === 'virus'
        ? 'complaint'
        : 'reply'
  return { kind, status: null, recipient, detail: type, sentTo }
}

function reportOf(text: string, human: string, sentTo: readonly string[]): ReturnReport {
  // One block for the message, then one a recipient.
  const blocks = text.split(/\n\s*\n/).map((block) => new Map(readHeaders(block.trim()).toReversed()))
  const of = (action: RegExp) => blocks.find((block) => action.test(block.get('action') ?? ''))
  const failed = of(/^failed/i)
  const block = failed ?? of(/^delayed/i) ?? of(/./) ?? new Map<string, string>()
  const action = block.get('action')?.toLowerCase() ?? ''
  const recipient = ADDRESS_ONE.exec(
    (block.get('final-recipient') ?? block.get('original-recipient') ?? '').replace(/^[^;]*;/, ''),
  )?.[0]
  const code = (block.get('diagnostic-code') ?? '').replace(/^[\w-]+;\s*/, '')
  const status = block.get('status') ?? null
  const found = classifyFailure(code === '' ? human : code, specificOf(status, code))
  const common = {
    recipient: recipient ?? null,
    status: found.status,
    detail: code || firstLine(human),
    sentTo,
  }
  if (action.startsWith('delayed')) return { ...common, kind: 'delayed' }
  if (/^(delivered|relayed|expanded)/.test(action)) return { ...common, kind: 'reply' }
  // They gave up on it: what was wrong for days may be right next week.
  return { ...common, kind: found.kind ?? (failed ? 'policy' : 'reply') }
}

/** `5.0.0` and `5.3.0` say nothing where the server's own words have a status that does. */
function specificOf(status: string | null, code: string): string | null {
  const inWords = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(code)?.[0]
  return inWords !== undefined && (status === null || /^[45]\.0\.0|^5\.3\.0/.test(status)) ? inWords : status
}

function isReply({ headers }: MessagePart): boolean {
  const auto = headers.get('auto-submitted')?.toLowerCase() ?? 'no'
  if (auto.startsWith('auto-replied')) return true
  if (
    ['x-autoreply', 'x-autorespond', 'x-vacation', 'x-auto-response-suppress'].some((name) =>
      headers.has(name),
    )
  )
    return !isFromDaemon(headers)
  return /auto_?reply|vacation/i.test(headers.get('precedence') ?? '') && !isFromDaemon(headers)
}

function isFromDaemon(headers: ReadonlyMap<string, string>): boolean {
  return /mailer-?daemon|mail delivery (sub)?system|postmaster@/i.test(headers.get('from') ?? '')
}

function isFromMailSystem({ headers }: MessagePart): boolean {
  const isEmptyPath = /^<\s*>$/.test(headers.get('return-path') ?? '')
  return (
    isFromDaemon(headers) ||
    headers.has('x-failed-recipients') ||
    (isEmptyPath && SUBJECT.test(headers.get('subject') ?? ''))
  )
}

const SUBJECT =
  /undeliver|delivery (status|failure|has failed|failed)|returned mail|failure notice|mail delivery|could not be delivered|unzustellbar|nicht zugestellt|non remis|échec de|no entregado|no se pudo|mancata consegna|niet (worden )?bezorgd|配信|退信/i

/** Where the words begin that were sent to be returned: what follows is our own mail. */
const OWN_MAIL =
  /\n--[^\n]{0,200}(copy of (the|your) message|original message|message header|below this line)|\n-{3,} (this is a copy|the (body|header) of)|\n(this is a copy of|original-?message|begin (of )?original)/i

const LATE =
  /(delayed|still being retried|will (continue|keep) (to try|trying)|no action is required|not yet been delivered|warning message only|verzögert)/i

function plainReport({ headers }: MessagePart, parts: readonly MessagePart[]): Omit<ReturnReport, 'sentTo'> {
  const human = humanText(parts)
  const own = OWN_MAIL.exec(human)
  const text = own ? human.slice(0, own.index) : human
  const line = text.split('\n').find((one) => /\b[45]\.\d{1,3}\.\d{1,3}\b/.test(one)) ?? text
  const found = classifyFailure(line === text ? text : `${line}\n${text}`)
  const recipient =
    ADDRESS_ONE.exec(headers.get('x-failed-recipients') ?? '')?.[0] ?? ADDRESS_ONE.exec(text)?.[0] ?? null
  const detail = line === text ? firstLine(text) : line.trim()
  const common = { status: found.status, recipient, detail }
  const isLate =
    LATE.test(`${headers.get('subject') ?? ''}\n${text}`) && !/\b5\.\d{1,3}\.\d{1,3}\b/.test(text)
  if (isLate) return { ...common, kind: 'delayed' }
  return { ...common, kind: found.kind ?? 'reply' }
}

function humanText(parts: readonly MessagePart[]): string {
  const plain = parts.find(({ type, text }) => type === 'text/plain' && text.trim() !== '')
  if (plain) return plain.text
  const html = parts.find(({ type, text }) => type === 'text/html' && text !== '')?.text ?? ''
  return html
    .slice(0, 100_000)
    .replace(/<!--|-->/g, '')
    .replace(/<(style|script)[^<>]*>[^<]*<\/\1>/gi, ' ')
    .replace(/<\/(p|div|tr|h\d)>|<br[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name]!)
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 300)
}
