/** RFC 3464 reports as mail servers of the world write them. What each has to be read as stands first. */
import type { ReturnReport } from '../parse-dsn.ts'

export interface ReturnedMessage {
  readonly kind: ReturnReport['kind']
  readonly name: string
  readonly raw: string
}

export const TO = 'bounce+0123456789abcdef0123456789abcdef.0123456789abcdef0123@bounces.northbeam.example'
export const WHO = 'ada@acme.example'
export const ORIGINAL = `Subject: Your account is blocked by spam policy 5.1.1\nTo: ${WHO}\nFrom: news@northbeam.example\n`

export type Kind = ReturnReport['kind']

interface Report {
  readonly from?: string
  readonly subject?: string
  readonly words?: string
  readonly action?: string
  readonly charset?: string
  readonly encoding?: string
  readonly newline?: string
  readonly extra?: string
}

/** An RFC 3464 report. */
function report(kind: Kind, name: string, status: string, code: string, more: Report = {}): ReturnedMessage {
  const {
    from = 'Mail Delivery System <MAILER-DAEMON@mx.acme.example>',
    subject = 'Undelivered Mail Returned to Sender',
  } = more
  const { words = 'Your message could not be delivered.', action = 'failed', extra = '' } = more
  const { charset = 'us-ascii', encoding = '7bit', newline = '\n' } = more
  const lines = `Return-Path: <>
From: ${from}
To: ${TO}
Subject: ${subject}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b=_1"

This is a MIME-encapsulated message.

--b=_1
Content-Type: text/plain; charset=${charset}
Content-Transfer-Encoding: ${encoding}

${words}

--b=_1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example
${extra}
Final-Recipient: rfc822; ${WHO}
Action: ${action}
Status: ${status}${code === '' ? '' : `\nDiagnostic-Code: ${code}`}

--b=_1
Content-Type: text/rfc822-headers

${ORIGINAL}
--b=_1--
`
  return { kind, name, raw: lines.replaceAll('\n', newline) }
}

export const reports: readonly ReturnedMessage[] = [
  report(
    'permanent',
    'Postfix, unknown user',
    '5.1.1',
    'smtp; 550 5.1.1 <ada@acme.example>: Recipient address rejected: User unknown in local recipient table',
  ),
  report(
    'permanent',
    'Postfix, no such host',
    '5.4.4',
    'X-Postfix; Host or domain name not found. Name service error for name=acme.example type=A: Host not found',
  ),
  report('transient', 'Postfix, mailbox full', '5.2.2', 'smtp; 552 5.2.2 Mailbox full'),
  report(
    'transient',
    'Postfix, gave up',
    '4.4.1',
    'X-Postfix; connect to mx.acme.example[192.0.2.1]:25: Connection timed out',
  ),
  report('delayed', 'Postfix, late', '4.4.1', 'X-Postfix; connect to mx.acme.example: Connection refused', {
    action: 'delayed',
    subject: 'Delayed Mail (still being retried)',
  }),
  report('reply', 'Postfix, delivered', '2.0.0', 'smtp; 250 2.0.0 Ok', {
    action: 'delivered',
    subject: 'Successful Mail Delivery Report',
  }),
  report('reply', 'relayed', '2.0.0', '', { action: 'relayed' }),
  report(
    'policy',
    'blocked by a list',
    '5.7.1',
    'smtp; 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.example',
  ),
  report('policy', 'spam', '5.7.0', 'smtp; 550 5.7.0 Message rejected as spam'),
  report(
    'policy',
    'DMARC of Gmail',
    '5.7.26',
    'smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated',
  ),
  report(
    'policy',
    'Gmail, rate',
    '5.7.28',
    'smtp; 550-5.7.28 Our system has detected an unusual rate of unsolicited mail',
  ),
  report(
    'policy',
    'Microsoft, reputation',
    '5.7.606',
    'smtp;550 5.7.606 Access denied, banned sending IP [192.0.2.9]',
  ),
  report('policy', 'too large', '5.3.4', 'smtp; 552 5.3.4 Message size exceeds fixed limit'),
  report('policy', 'too large for the mailbox', '5.2.3', 'smtp; 552 5.2.3 Message exceeds maximum size'),
  report('policy', 'attachment', '5.6.0', 'smtp; 554 5.6.0 Attachment type not allowed'),
  report('policy', 'sender refused', '5.1.8', 'smtp; 553 5.1.8 Domain of sender address does not exist'),
  report(
    'permanent',
    'Gmail, unknown user',
    '5.1.1',
    "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address",
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      subject: 'Delivery Status Notification (Failure)',
    },
  ),
  report(
    'permanent',
    'Gmail, disabled',
    '5.2.1',
    'smtp; 550 5.2.1 The email account that you tried to reach is disabled.',
  ),
  report(
    'transient',
    'Gmail, over quota',
    '4.2.2',
    'smtp; 452-4.2.2 The email account that you tried to reach is over quota.',
  ),
  report(
    'delayed',
    'Gmail, late',
    '4.4.1',
    'smtp; The recipient server did not accept our requests to connect.',
    { action: 'delayed', subject: 'Delivery Status Notification (Delay)' },
  ),
  report(
    'permanent',
    'Exchange Online, not found',
    '5.1.10',
    'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@acme.example not found by SMTP address lookup',
    {
      from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.example>',
      subject: 'Undeliverable: News',
    },
  ),
  report(
    'permanent',
    'Exchange Online, access denied',
    '5.4.1',
    'smtp;550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
  ),
  report(
    'transient',
    'Exchange, quota',
    '5.2.2',
    'smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
  ),
  report('transient', 'Exchange, expired', '5.4.7', 'smtp;550 5.4.7 Message expired in queue'),
  report(
    'policy',
    'Exchange, only members may write',
    '5.7.133',
    'smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
  ),
  report('permanent', 'Exchange 2003', '5.1.1', '', {
    words: 'The e-mail account does not exist at the organization this message was sent to.',
    newline: '\r\n',
  }),
  report('permanent', 'Exim with a report', '5.0.0', 'smtp; 550 No such user here'),
  report('permanent', 'Exim, unrouteable', '5.0.0', 'smtp; Unrouteable address'),
  report('policy', 'only 5.0.0 and the word spam', '5.0.0', 'smtp; 554 rejected: looks like spam'),
  report('policy', 'nothing but a 5', '5.0.0', 'smtp; 554 Transaction failed'),
  report('permanent', 'status in the words only', '5.0.0', 'smtp; 550 5.1.1 unknown'),
  report(
    'permanent',
    'Yahoo',
    '5.0.0',
    "smtp; 554 delivery error: dd This user doesn't have a yahoo.example account (ada@yahoo.example) [0] - mta.mail.yahoo.example",
  ),
  report(
    'permanent',
    'Yahoo, not accepting',
    '5.0.0',
    'smtp; 554 delivery error: dd Sorry, your message cannot be delivered. This mailbox is disabled (554.30).',
  ),
  report('permanent', 'Sendmail', '5.1.1', 'smtp; 550 5.1.1 <ada@acme.example>... User unknown', {
    subject: 'Returned mail: see transcript for details',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.acme.example>',
  }),
  report('permanent', 'Sendmail, host unknown', '5.1.2', 'smtp; 550 Host unknown'),
  report('delayed', 'Sendmail, four hours', '4.4.1', 'smtp; 451 timeout', {
    action: 'delayed',
    subject: 'Warning: could not send message for past 4 hours',
  }),
  report('permanent', 'iCloud', '5.1.1', 'smtp; 550 5.1.1 <ada@icloud.example>: user does not exist'),
  report('permanent', 'German', '5.1.1', 'smtp; 550 5.1.1 Benutzer unbekannt', {
    words: 'Ihre Nachricht konnte nicht zugestellt werden. Der Empf=E4nger existiert nicht.',
    charset: 'iso-8859-1',
    encoding: 'quoted-printable',
    subject: 'Unzustellbar: Neues',
  }),
  report('permanent', 'Japanese', '5.1.1', 'smtp; 550 5.1.1 User unknown', {
    words: Buffer.from('メールを配信できませんでした。').toString('base64'),
    charset: 'utf-8',
    encoding: 'base64',
    subject: '=?utf-8?B?6YWN5L+h44Ko44Op44O8?=',
  }),
  report('permanent', 'French', '5.1.1', 'smtp; 550 5.1.1 Adresse d au moins un destinataire invalide', {
    subject: '=?iso-8859-1?Q?Non_remis_:_Nouvelles?=',
  }),
  report('transient', 'Spanish, full', '5.2.2', 'smtp; 552 5.2.2 Buzón lleno', {
    subject: 'No entregado: Noticias',
  }),
  report(
    'transient',
    'greylisted for days',
    '4.7.1',
    'smtp; 451 4.7.1 Greylisting in action, please come back later',
  ),
  report('permanent', 'upper case, tabs and blanks', '5.1.1', 'SMTP;\t550 5.1.1 USER UNKNOWN', {
    newline: '\r\n',
  }),
  report('permanent', 'action with a word behind', '5.1.1', 'smtp; 550 5.1.1 no mailbox here by that name', {
    action: 'Failed (permanent)',
  }),
]
