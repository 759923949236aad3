/** The letter as it leaves: what was rendered, with the headers by which mail programs offer to unsubscribe (RFC 8058). */
import { createHash } from 'node:crypto'
import type { Letter } from '../platform/mail/smtp.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { type AllAddresses, returnAddress } from './send-addresses.ts'
import type { DueSend, RenderedLetter } from './send-types.ts'

export interface SendingFrom {
  /** The address that mail comes from. */
  readonly address: string
  readonly bounceDomain: string | undefined
}

export interface Composed {
  readonly letter: Letter
  readonly hash: string
}

export function composeLetter(
  signing: Signing,
  from: SendingFrom,
  send: DueSend,
  rendered: RenderedLetter,
  addresses: AllAddresses,
  hasPixel: boolean,
): Composed {
  const domain = domainOf(from.address)
  const { subject, text } = rendered
  const html = withHidden(rendered.html, addresses, hasPixel)
  const isOurDomain = send.from !== null && domainOf(send.from.email) === domain
  const email = isOurDomain ? send.from.email : from.address
  const name = send.from?.name ?? rendered.fromName
  return {
    hash: createHash('sha256').update(`${subject}\0${html}\0${text}`).digest('hex'),
    letter: {
      messageId: messageIdOf(send.id, domain),
      to: send.email,
      subject,
      text,
      html,
      ...(name !== undefined && { from: { name, email } }),
      // Receivers refuse what says to come from a domain that did not sign it; answers go to whom it is about.
      ...(send.from && !isOurDomain && { replyTo: send.from.email }),
      ...(from.bounceDomain !== undefined && {
        bounceTo: returnAddress(signing, 'bounce', send.id, from.bounceDomain),
      }),
      headers: headersOf(signing, from, send, addresses, domain),
    },
  }
}

/** The same for every attempt, so that a receiver can tell. */
export function messageIdOf(sendId: string, domain: string): string {
  return `<${sendId}@${domain}>`
}

export function sendIdOfMessage(messageId: string): string | null {
  return /<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i.exec(messageId)?.[1]?.toLowerCase() ?? null
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

function headersOf(
  signing: Signing,
  { bounceDomain }: SendingFrom,
  { id, purpose, mail, program }: DueSend,
  { unsubscribe }: AllAddresses,
  domain: string,
): Readonly<Record<string, string>> {
  const byMail =
    bounceDomain === undefined
      ? ''
      : `, <mailto:${returnAddress(signing, 'unsubscribe', id, bounceDomain)}?subject=unsubscribe>`
  return {
    'List-Unsubscribe': `<${unsubscribe}>${byMail}`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `<${idPart(purpose)}.${domain}>`,
    'Feedback-ID': `${idPart(mail)}:${idPart(program ?? '')}:${idPart(purpose)}:baton`,
  }
}

function idPart(text: string): string {
  return text.replace(/[^\w-]+/g, '-').slice(0, 60)
}

/** Nobody sees either; a program that follows every link follows this one too. */
function withHidden(html: string, { trap, pixel }: AllAddresses, hasPixel: boolean): string {
  const hidden =
    `<a href="${trap}" tabindex="-1" aria-hidden="true" style="display:none;font-size:0;line-height:0;mso-hide:all"></a>` +
    (hasPixel ? `<img src="${pixel}" width="1" height="1" alt="" style="display:block;border:0">` : '')
  const end = html.lastIndexOf('</body>')
  return end < 0 ? html + hidden : html.slice(0, end) + hidden + html.slice(end)
}
