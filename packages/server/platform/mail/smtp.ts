/** Sending one mail over SMTP, and how far it came where that failed. */
import { createTransport, type SendMailOptions } from 'nodemailer'
import { SmtpLines } from './smtp-lines.ts'

export interface SmtpSettings {
  /** `smtps://user:password@mail.example.com` or `smtp://…:587`. */
  readonly url: string
  /** Plain address that mail comes from. */
  readonly from: string
  /** What letters are signed with; without it the mail server is left to sign them. */
  readonly dkim?: DkimSettings | undefined
  /** Where mail for addresses that only receive bounces ends up. */
  readonly bounceDomain?: string | undefined
}

export interface DkimSettings {
  readonly domain: string
  readonly selector: string
  /** RSA key as PEM. */
  readonly key: string
}

export interface Letter {
  /** Stays the same when the same letter is tried again, so that a receiver can tell. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string | undefined
  readonly ics?: string | undefined
  /** Instead of the address that all mail comes from. */
  readonly from?: { readonly name: string; readonly email: string } | undefined
  readonly replyTo?: string | undefined
  /** Of the envelope: where bounces go. */
  readonly bounceTo?: string | undefined
  /** Values are of our own making, without line breaks. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** `refused`: it was not sent, and would not be. `again`: it was not sent now. `unknown`: it may have been. */
export type Sent = 'sent' | Unsent

export interface Unsent {
  readonly failed: 'refused' | 'again' | 'unknown'
  readonly detail: string
}

export interface Smtp {
  send(letter: Letter): Promise<Sent>
  close(): void
}

/** One mailbox and nothing else: no name, comment, group, quote, blank or line break (see PLAIN in the tests). */
const PLAIN = /^[^\s@"<>(),:;\\[\]]{1,64}@[^\s@"<>(),:;\\[\]]{1,190}$/

export function isPlainAddress(address: string): boolean {
  return PLAIN.test(address)
}

export interface SmtpLimits {
  /** For each answer of the server. */
  readonly waitMs?: number
  /** For a whole letter. */
  readonly letterMs?: number
  /** A connection that has carried so many is closed: servers count them too. */
  readonly lettersMax?: number
}

/** TLS is asked for from every server but one on this machine. @throws Error on settings that cannot be used */
export function openSmtp(settings: SmtpSettings, limits: SmtpLimits = {}): Smtp {
  const { url, from, dkim } = settings
  const server = URL.parse(url)
  if (!server || !/^smtps?:$/.test(server.protocol))
    throw new Error('BATON_SMTP_URL has to look like smtp://user:password@mail.example.com:587')
  if (!PLAIN.test(from))
    throw new Error('BATON_MAIL_FROM has to be a plain address such as baton@example.com')
  const compose = messageComposer({ from, dkim })
  const lines = new SmtpLines(server, limits)
  return {
    async send(letter) {
      const { to, bounceTo = from } = letter
      const addresses = [to, bounceTo, letter.from?.email, letter.replyTo]
      if (!addresses.every((address) => address === undefined || PLAIN.test(address)))
        return { failed: 'refused', detail: 'The address is not a plain one.' }
      // The receiver is what was checked above, whatever a parser makes of the header.
      return await lines.send({ from: bounceTo, to }, await compose(letter))
    },
    close: () => lines.close(),
  }
}

/** Letters as the bytes that leave, signed where there is a key. */
export function messageComposer({
  from,
  dkim,
}: Pick<SmtpSettings, 'from' | 'dkim'>): (letter: Letter) => Promise<Buffer> {
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: dkim.key,
        headerFieldNames: SIGNED_HEADERS,
      },
    }),
  })
  return async (letter) => (await composer.sendMail(optionsOf(letter, from))).message as Buffer
}

/** RFC 8058 asks that both headers of unsubscribing are signed; of headers that nobody wrote, none can be added afterwards. */
const SIGNED_HEADERS = [
  'From',
  'Sender',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
].join(':')

function optionsOf(letter: Letter, from: string): SendMailOptions {
  const { messageId, to, subject, text, html, ics, replyTo, headers } = letter
  return {
    from: letter.from ? { name: oneLine(letter.from.name), address: letter.from.email } : from,
    to,
    messageId,
    subject: oneLine(subject),
    text,
    ...(html !== undefined && { html }),
    ...(replyTo !== undefined && { replyTo }),
    ...(headers && {
      headers: Object.entries(headers).map(([key, value]) => ({
        key,
        value: { prepared: true, value: oneLine(value) },
      })),
    }),
    ...(ics !== undefined && {
      icalEvent: { method: ics.includes('METHOD:CANCEL') ? 'CANCEL' : 'REQUEST', content: ics },
    }),
  }
}

/** What only looks like an encoded word (RFC 2047) would be decoded by whoever reads it, so it is taken apart. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').replaceAll('=?', '= ?')
}
