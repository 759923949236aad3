/** Addresses that a letter may lead to: http, https and mailto, to a host that the writer wrote out. */
import { fillMerge, type ValueOf } from './fill-merge.ts'
import { readMerge } from './merge-language.ts'
import { type Data, filled, holdsData, opaque, wholly } from './opaque-text.ts'

// eslint-disable-next-line no-control-regex
const BROKEN = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\"'<>`]|%0[ad0]/i
const WEB = /^https?:\/\/([^/?#]*)(.*)$/is
const MAIL = /^mailto:([^?]*)(\?.*)?$/is
const HOST =
  /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*(:\d{1,5})?$/u
const MAILBOX = /^[^\s@"<>(),:;\\[\]%]{1,64}@[^\s@"<>(),:;\\[\]%]{1,190}$/

export interface Address {
  readonly url: string
  /** True: it is not followed through a signed link. */
  readonly isOurs: boolean
}

/** What is wrong with an address as it is written, merge fields and all; null: nothing. */
export function addressFault(source: string): string | null {
  if (source.trim() === '') return 'is empty'
  const { nodes, problems } = readMerge(source)
  if (problems[0]) return problems[0].message
  if (nodes.some(({ kind }) => kind === 'if')) return 'takes merge fields, but no conditions'
  const { text, data } = opaque(fillMerge(nodes, () => 'x'))
  return openAddressFault(text, data)
}

/** The same of an address whose data is not in place. */
export function openAddressFault(text: string, data: readonly Data[]): string | null {
  return wholly(text, data)?.address ? null : faultOf(text)
}

/** The address for one receiver; null where it must not be one. */
export function addressFor(source: string, valueOf: ValueOf): Address | null {
  const { text, data } = opaque(fillMerge(readMerge(source).nodes, valueOf))
  return openAddress(text, data)
}

/** An address whose data is not in place yet. */
export function openAddress(text: string, data: readonly Data[]): Address | null {
  const whole = wholly(text, data)
  if (whole?.address) {
    return faultOf(whole.text) === null ? { url: whole.text, isOurs: whole.address === 'ours' } : null
  }
  if (faultOf(text) !== null) return null
  const url = filled(text, data, encodeURIComponent)
  return URL.canParse(url) ? { url, isOurs: /^mailto:/i.test(url) } : null
}

function faultOf(text: string): string | null {
  if (BROKEN.test(text)) return 'holds a blank, a quote, a backslash or a line break'
  const web = WEB.exec(text)
  if (web) return hostFault(web[1]!) ?? (URL.canParse(text) ? null : 'is no address')
  const mail = MAIL.exec(text)
  if (!mail) return 'has to begin with https://, http:// or mailto:'
  if (holdsData(mail[1]!)) return 'names whom a mail goes to by a merge field; write the address out'
  return MAILBOX.test(mail[1]!) ? null : 'has no plain mail address behind mailto:'
}

function hostFault(host: string): string | null {
  if (holdsData(host)) return 'has a merge field in its host; write the host out, merge fields go behind it'
  if (host.includes('@')) return 'has an @ in front of its host'
  if (!HOST.test(host)) return 'has no host that can be read'
  return /[.]|^localhost(:|$)/.test(host) ? null : 'has a host without a dot'
}
