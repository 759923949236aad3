/** Messages as mail servers of the world send them back, and messages that only look like it. What each has to be read as stands first. */
import { type Kind, ORIGINAL, reports, type ReturnedMessage, TO, WHO } from './returned-reports.ts'

/** What is written in words alone. */
function plain(kind: Kind, name: string, head: string, body: string): ReturnedMessage {
  return { kind, name, raw: `To: ${TO}\n${head}\n\n${body}\n` }
}

const FROM_DAEMON = 'From: MAILER-DAEMON@mx.acme.example\nReturn-Path: <>'

const complaint = (type: string) => `From: feedback@isp.example
To: ${TO}
Subject: FW: News
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="f"

--f
Content-Type: text/plain

This is an email abuse report.
--f
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: ISP/1.0
Version: 1
Original-Rcpt-To: <${WHO}>
--f
Content-Type: message/rfc822

${ORIGINAL}
--f--
`

const words: readonly ReturnedMessage[] = [
  { kind: 'complaint', name: 'ARF', raw: complaint('abuse') },
  { kind: 'complaint', name: 'ARF, fraud', raw: complaint('fraud').replaceAll('\n', '\r\n') },
  { kind: 'reply', name: 'ARF that it is no spam', raw: complaint('not-spam') },
  plain(
    'permanent',
    'qmail',
    `${FROM_DAEMON}\nSubject: failure notice`,
    `Hi. This is the qmail-send program at mx.acme.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${WHO}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

${ORIGINAL}`,
  ),
  plain(
    'permanent',
    'qmail, remote',
    `${FROM_DAEMON}\nSubject: failure notice`,
    `Hi. This is the qmail-send program at mx.acme.example.

<${WHO}>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 unknown user
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

${ORIGINAL}`,
  ),
  plain(
    'transient',
    'qmail, quota',
    `${FROM_DAEMON}\nSubject: failure notice`,
    `<${WHO}>:\nThe user's mailbox is over quota. (#5.2.2)\n\n--- Below this line is a copy of the message.\n\n${ORIGINAL}`,
  ),
  plain(
    'permanent',
    'Exim in words',
    `${FROM_DAEMON}\nX-Failed-Recipients: ${WHO}\nAuto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender`.replace(
      '\nAuto-Submitted: auto-replied',
      '',
    ),
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${WHO}
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

${ORIGINAL}`,
  ),
  plain(
    'permanent',
    'Exim, remote answer',
    `${FROM_DAEMON}\nX-Failed-Recipients: ${WHO}\nSubject: Mail delivery failed`,
    `  ${WHO}
    SMTP error from remote mail server after RCPT TO:<${WHO}>:
    host mx.acme.example [192.0.2.1]: 550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------
${ORIGINAL}`,
  ),
  plain(
    'delayed',
    'Exim, late',
    `${FROM_DAEMON}\nSubject: Warning: message 1abc-00-0 delayed 24 hours`,
    `A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue.

No action is required on your part. Delivery attempts will continue for some time.`,
  ),
  plain(
    'policy',
    'Exim, spam in our words only',
    `${FROM_DAEMON}\nSubject: Mail delivery failed`,
    `  ${WHO}
    host mx.acme.example: 554 5.7.1 rejected due to spam content`,
  ),
  plain(
    'permanent',
    'Lotus Domino',
    `${FROM_DAEMON}\nSubject: DELIVERY FAILURE: User ada (ada@acme.example) not listed in Domino Directory`,
    `Your message could not be delivered because:\n\n550 5.1.1 User ada not listed in Domino Directory`,
  ),
  plain(
    'permanent',
    'GroupWise',
    'From: Postmaster@acme.example\nSubject: Message status - undeliverable',
    `The message that you sent was undeliverable to the following:\n\tada (user not found)\n550 user not found`,
  ),
  plain(
    'permanent',
    'HTML alone',
    `${FROM_DAEMON}\nSubject: Undeliverable\nContent-Type: text/html; charset=utf-8`,
    `<html><head><style>p{color:red}</style></head><body><p>Delivery has failed to <b>${WHO}</b></p><p>550 5.1.1 User &lt;unknown&gt;</p></body></html>`,
  ),
  plain(
    'permanent',
    'German in words',
    `From: Postmaster@acme.example\nReturn-Path: <>\nSubject: =?utf-8?Q?Unzustellbar:_Neues?=\nContent-Type: text/plain; charset=utf-8`,
    'Der Empfänger ada@acme.example existiert nicht. 550 unbekannt',
  ),
  plain(
    'permanent',
    'Italian',
    `${FROM_DAEMON}\nSubject: Mancata consegna`,
    `550 Destinatario sconosciuto: ${WHO}`,
  ),
  plain('permanent', 'Polish', `${FROM_DAEMON}\nSubject: Zwrot`, `550 5.1.1 Uzytkownik nie istnieje`),
  plain(
    'transient',
    'full, in words',
    `${FROM_DAEMON}\nSubject: Returned mail`,
    `552 Requested mail action aborted: mailbox full (${WHO})`,
  ),
  plain(
    'reply',
    'away',
    `From: Ada <${WHO}>\nSubject: Automatic reply: News\nAuto-Submitted: auto-replied\nX-Auto-Response-Suppress: All`,
    'I am away until 550 days are over. In urgent cases write to user unknown.',
  ),
  plain(
    'reply',
    'away, German',
    `From: Ada <${WHO}>\nSubject: Abwesenheit\nPrecedence: auto_reply`,
    'Ich bin nicht da. Mein Postfach ist voll.',
  ),
  plain(
    'reply',
    'away without a sign',
    `From: Ada <${WHO}>\nReturn-Path: <>\nSubject: Out of office`,
    'I am away until Monday. 5.1.1 is my room.',
  ),
  plain(
    'reply',
    'has left the company',
    `From: Ada <${WHO}>\nAuto-Submitted: auto-replied\nSubject: Undeliverable? I have left`,
    'Ada does not work here any more; this mailbox is inactive.',
  ),
  plain(
    'reply',
    'vacation program',
    `From: Ada <${WHO}>\nX-Vacation: yes\nSubject: Re: News`,
    'On vacation. User unknown to me will answer.',
  ),
  plain(
    'reply',
    'a person answers',
    `From: Ada <${WHO}>\nSubject: Re: 550 5.1.1 User unknown`,
    'I got this error: 550 5.1.1 User unknown. Can you help?',
  ),
  plain(
    'reply',
    'asks to be confirmed',
    `From: antispam@acme.example\nAuto-Submitted: auto-replied\nSubject: Please confirm your message`,
    'Press here to prove that you are a person.',
  ),
  plain(
    'reply',
    'ticket',
    `From: Support <help@acme.example>\nAuto-Submitted: auto-generated\nSubject: [#550] We got your message`,
    'Your ticket has number 5.1.1.',
  ),
  {
    kind: 'reply',
    name: 'receipt of reading',
    raw: `From: Ada <${WHO}>\nTo: ${TO}\nSubject: Read: News\nContent-Type: multipart/report; report-type=disposition-notification; boundary=m\n\n--m\nContent-Type: text/plain\n\nRead.\n--m\nContent-Type: message/disposition-notification\n\nDisposition: manual-action; displayed\n--m--\n`,
  },
  plain('reply', 'nothing at all', 'Subject: ', ''),
  plain('reply', 'daemon without a reason', `${FROM_DAEMON}\nSubject: hello`, 'Something happened.'),
]

export const returnedMessages: readonly ReturnedMessage[] = [...reports, ...words]
