/**
 * Why a mail server refused a mail, by its enhanced status (RFC 3463) where it gave one and by its words where that says nothing.
 * Only what is the recipient's counts against the address: a server that does not like the sender says nothing about it.
 */

/** `permanent`: there is no such mailbox. `transient`: it may work later. `policy`: they do not want it from us, or not like this. */
export type ReturnKind = 'permanent' | 'transient' | 'policy'

export interface Failure {
  /** Null: it does not say that anything failed. */
  readonly kind: ReturnKind | null
  readonly status: string | null
  /** They ask for less: 421 and 4.7.x. */
  readonly isTooMuch: boolean
}

const ENHANCED = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/
const BASIC = /(?:^|[\s:<(#-])([45])(\d\d)(?=[\s\-:>)#]|$)/

const NO_MAILBOX =
  /user unknown|unknown user|no such (user|mailbox|recipient|address|person)|(user|mailbox|recipient|address|account)( [^ ]+)? (does not exist|doesn't exist|not found|unknown|is unknown|unavailable or not local)|does(n't| not) have an? .{0,40}account|invalid (recipient|mailbox|address|user)|unrouteable address|not a valid (mailbox|recipient|user)|no mailbox here|(account|mailbox|user)( [^ ]+)? (has been |is |was )?(disabled|deactivated|inactive|suspended|discontinued)|recipient ?(address)? rejected: (access denied|user|undeliverable)|recipientnotfound|recipnotfound|nosuchuser|host or domain name not found|domain (does not exist|not found)|name service error|host unknown|unbekannt|existiert nicht|inconnu|n'existe pas|desconocido|no existe|sconosciuto|inesistente|onbekend|desconhecido|nie istnieje|不存在|存在しません/i
const FULL =
  /mailbox (is )?full|over ?quota|quota (is )?exceeded|exceeded (its |their )?(storage )?quota|out of storage|insufficient (system )?storage|postfach (ist )?voll|boîte .{0,20}pleine|buzón .{0,20}lleno|casella .{0,20}piena/i
const UNWANTED =
  /spam|blocked|block ?list|black ?list|listed (at|in|by)|reputation|policy|dmarc|\bspf\b|dkim|unsolicited|authenticat|not authorized|not permitted|denied by|content reject|virus|attachment|relay(ing)? (access )?denied|too large|size limit|exceeds .{0,20}size|rate limit/i

export function classifyFailure(text: string, status: string | null = null): Failure {
  const [, big, subject, detail] = ENHANCED.exec(status ?? '') ?? ENHANCED.exec(text) ?? []
  const [, basic] = BASIC.exec(text) ?? []
  const grade = big ?? basic ?? null
  return {
    kind: kindOf(grade, subject ?? null, detail ?? null, text),
    status: big ? `${big}.${subject}.${detail}` : null,
    isTooMuch: /(?:^|\D)421(?:\D|$)/.test(text) || (grade === '4' && subject === '7'),
  }
}

function kindOf(
  grade: string | null,
  subject: string | null,
  detail: string | null,
  text: string,
): ReturnKind | null {
  if (grade === '2') return null
  if (grade === '4') return 'transient'
  if (FULL.test(text) && subject !== '1') return 'transient'
  const words = NO_MAILBOX.test(text) ? 'permanent' : UNWANTED.test(text) ? 'policy' : null
  if (grade === null) return words
  switch (subject) {
    case '1':
      // 5.1.7 and 5.1.8 are about who sends.
      return detail === '7' || detail === '8' ? 'policy' : 'permanent'
    case '2':
      return detail === '2' ? 'transient' : detail === '3' ? 'policy' : 'permanent'
    case '4':
      // What expired may work another time; a domain that does not route never will.
      return detail === '7' || detail === '6' ? 'transient' : 'permanent'
    case '7':
      return /user unknown|no such user|recipientnotfound|does not exist/i.test(text) ? 'permanent' : 'policy'
    case '3':
    case '5':
    case '6':
      return words === 'permanent' ? 'permanent' : 'policy'
    default:
      return words ?? 'policy'
  }
}
