/** Sending one mail over SMTP, and how far it came where that failed. */
import { createTransport } from 'nodemailer'

export interface SmtpSettings {
  /** `smtps://user:password@mail.example.com` or `smtp://…:587`. */
  readonly url: string
  /** Plain address that mail comes from. */
  readonly from: string
}

export interface Letter {
  /** Stays the same when the same letter is tried again, so that a receiver can tell. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly ics?: string | undefined
}

/** `refused`: it was not sent, and would not be. `again`: it was not sent now. `unknown`: it may have been. */
export type Sent = 'sent' | { readonly failed: 'refused' | 'again' | 'unknown'; readonly detail: string }

export interface Smtp {
  send(letter: Letter): Promise<Sent>
  close(): void
}

/** One mailbox and nothing else: no name, comment, group, quote, blank or line break (see PLAIN in the tests). */
const PLAIN = /^[^\s@"<>(),:;\\[\]]{1,64}@[^\s@"<>(),:;\\[\]]{1,190}$/

const WAIT_MS = 30_000

/** TLS is asked for from every server but one on this machine. @throws Error on settings that cannot be used */
export function openSmtp({ url, from }: SmtpSettings): Smtp {
  const server = URL.parse(url)
  if (!server || !/^smtps?:$/.test(server.protocol))
    throw new Error('BATON_SMTP_URL has to look like smtp://user:password@mail.example.com:587')
  if (!PLAIN.test(from))
    throw new Error('BATON_MAIL_FROM has to be a plain address such as baton@example.com')
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname)
  const isSecure = server.protocol === 'smtps:'
  const transport = createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    ignoreTLS: !isSecure && isLocal,
    ...(server.username !== '' && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
  })
  return {
    async send({ messageId, to, subject, text, ics }) {
      if (!PLAIN.test(to)) return { failed: 'refused', detail: 'The address is not a plain one.' }
      try {
        await transport.sendMail({
          from,
          to,
          // The receiver is what was checked above, whatever a parser makes of the header.
          envelope: { from, to: [to] },
          messageId,
          subject: subject.replace(/[\r\n\0]+/g, ' '),
          text,
          ...(ics !== undefined && {
            icalEvent: { method: ics.includes('METHOD:CANCEL') ? 'CANCEL' : 'REQUEST', content: ics },
          }),
        })
        return 'sent'
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** What fails before the text was sent was surely not delivered; an answer of 5xx says that it never will be. */
function outcomeOf({ message, command, responseCode }: SmtpError): Sent {
  const detail = message.slice(0, 300)
  if (responseCode !== undefined && responseCode >= 500) return { failed: 'refused', detail }
  if (responseCode !== undefined && responseCode >= 400) return { failed: 'again', detail }
  return { failed: command === 'DATA' ? 'unknown' : 'again', detail }
}
