/** What receivers find in the DNS about the domain that mail comes from: SPF, DKIM and DMARC. */
import type { MailSender } from '@baton/protocol'

/** Asks for TXT records; rejects with a `code` of `node:dns`. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>

type Found = MailSender['spf']

export interface SenderDomain {
  readonly domain: string
  /** Where the key is that letters are signed with; null: the mail server signs them, by a name that is not known here. */
  readonly selector: string | null
}

export async function senderRecords(
  resolve: ResolveTxt,
  { domain, selector }: SenderDomain,
): Promise<Pick<MailSender, 'spf' | 'dkim' | 'dmarc'>> {
  const [spf, dkim, dmarc] = await Promise.all([
    look(resolve, domain, /^v=spf1(\s|$)/i),
    selector === null
      ? unknown('The mail server signs, by a name that is not known here.')
      : look(resolve, `${selector}._domainkey.${domain}`, /(^|;)\s*p=[A-Za-z0-9+/]/),
    look(resolve, `_dmarc.${domain}`, /^v=DMARC1\s*;/i),
  ])
  return { spf, dkim, dmarc }
}

async function look(resolve: ResolveTxt, name: string, wanted: RegExp): Promise<Found> {
  try {
    const records = (await resolve(name)).map((parts) => parts.join(''))
    const matching = records.filter((record) => wanted.test(record))
    if (matching.length === 1) return { state: 'found', detail: matching[0]!.slice(0, 200) }
    const detail = matching.length === 0 ? `${name} has no such record.` : `${name} has more than one.`
    return { state: 'missing', detail }
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === 'ENOTFOUND' || code === 'ENODATA')
      return { state: 'missing', detail: `${name} has no record.` }
    return unknown(`${name} could not be asked${code === '' ? '' : ` (${code})`}.`)
  }
}

function unknown(detail: string): Found {
  return { state: 'unknown', detail }
}
