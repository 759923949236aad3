/** What providers of mail report by webhook, each in its own form, as one list. */

export interface ProviderReport {
  readonly kind: 'permanent' | 'transient' | 'policy' | 'complaint' | 'unsubscribe'
  /** Message id as we made it, where they tell it. */
  readonly messageId: string | null
  readonly email: string | null
  readonly detail: string
  /** The same report told twice has the same. */
  readonly key: string
}

type Loose = Readonly<Record<string, unknown>>

export const PROVIDERS = ['generic', 'ses', 'postmark', 'mailgun', 'sendgrid'] as const

export type Provider = (typeof PROVIDERS)[number]

/** Null: it is not of that provider's form. An empty list: it says nothing that we act on. */
export function readReports(provider: Provider, body: unknown): readonly ProviderReport[] | null {
  switch (provider) {
    case 'generic':
      return ofList(body, generic)
    case 'ses':
      return isLoose(body) ? ses(body) : null
    case 'postmark':
      return ofList(body, postmark)
    case 'mailgun':
      return isLoose(body) ? mailgun(body) : null
    case 'sendgrid':
      return ofList(body, sendgrid)
  }
}

const REPORTS_MAX = 5_000

function ofList(
  body: unknown,
  read: (one: Loose) => readonly ProviderReport[],
): readonly ProviderReport[] | null {
  const list: unknown[] = Array.isArray(body) ? body : [body]
  if (list.length > REPORTS_MAX || !list.every(isLoose)) return null
  return list.flatMap(read)
}

function generic(one: Loose): readonly ProviderReport[] {
  const kind = KINDS.find((known) => known === one['type'])
  if (!kind) return []
  const messageId = text(one['messageId'])
  const email = text(one['email'])
  return [
    {
      kind,
      messageId,
      email,
      detail: text(one['detail']) ?? '',
      key: keyOf(one['id'], kind, messageId, email),
    },
  ]
}

const KINDS = ['permanent', 'transient', 'policy', 'complaint', 'unsubscribe'] as const

/** By Amazon SNS: the notification is JSON within JSON. */
function ses(body: Loose): readonly ProviderReport[] | null {
  const inner = typeof body['Message'] === 'string' ? parsed(body['Message']) : body
  if (!isLoose(inner)) return body['Type'] === 'SubscriptionConfirmation' ? [] : null
  const mail = loose(inner['mail'])
  const headers = loose(mail['commonHeaders'])
  const listed = list(mail['headers']).find((header) => text(header['name'])?.toLowerCase() === 'message-id')
  const messageId = text(headers['messageId']) ?? text(listed?.['value']) ?? null
  const type = text(inner['notificationType']) ?? text(inner['eventType'])
  const bounce = loose(inner['bounce'])
  const complaint = loose(inner['complaint'])
  const of = (
    kind: ProviderReport['kind'],
    recipients: readonly Loose[],
    id: unknown,
    detail: (one: Loose) => string,
  ) =>
    recipients.map((one) => {
      const email = text(one['emailAddress'])
      return { kind, messageId, email, detail: detail(one), key: keyOf(id, kind, messageId, email) }
    })
  if (type === 'Complaint')
    return of(
      'complaint',
      list(complaint['complainedRecipients']),
      complaint['feedbackId'],
      () => text(complaint['complaintFeedbackType']) ?? 'abuse',
    )
  if (type !== 'Bounce') return []
  const isContent = /Content|Attachment|MessageTooLarge/i.test(text(bounce['bounceSubType']) ?? '')
  const kind = bounce['bounceType'] === 'Permanent' ? 'permanent' : isContent ? 'policy' : 'transient'
  return of(
    kind,
    list(bounce['bouncedRecipients']),
    bounce['feedbackId'],
    (one) => text(one['diagnosticCode']) ?? '',
  )
}

function postmark(one: Loose): readonly ProviderReport[] {
  const record = text(one['RecordType'])
  const type = text(one['Type']) ?? ''
  const messageId = text(loose(one['Metadata'])['message-id']) ?? null
  const email = text(one['Email']) ?? text(one['Recipient'])
  const detail = text(one['Description']) ?? text(one['Details']) ?? ''
  const kind =
    record === 'SpamComplaint' || type === 'SpamComplaint' || type === 'SpamNotification'
      ? 'complaint'
      : record === 'SubscriptionChange' && one['SuppressSending'] === true
        ? 'unsubscribe'
        : record !== 'Bounce'
          ? null
          : (POSTMARK[type] ?? null)
  if (kind === null) return []
  return [
    { kind, messageId, email, detail, key: keyOf(one['ID'] ?? one['MessageID'], kind, messageId, email) },
  ]
}

const POSTMARK: Readonly<Record<string, ProviderReport['kind']>> = {
  HardBounce: 'permanent',
  BadEmailAddress: 'permanent',
  SoftBounce: 'transient',
  Transient: 'transient',
  DnsError: 'transient',
  Blocked: 'policy',
  DMARCPolicy: 'policy',
  VirusNotification: 'policy',
}

function mailgun(body: Loose): readonly ProviderReport[] | null {
  const event = loose(body['event-data'])
  const name = text(event['event'])
  if (name === null) return null
  const status = loose(event['delivery-status'])
  const messageId = text(loose(loose(event['message'])['headers'])['message-id'])
  const email = text(event['recipient'])
  const detail = text(status['message']) ?? text(status['description']) ?? text(event['reason']) ?? ''
  // A failure that is not for good is tried again there.
  const isFinal = name === 'failed' && event['severity'] === 'permanent'
  const kind =
    name === 'complained'
      ? 'complaint'
      : name === 'unsubscribed'
        ? 'unsubscribe'
        : isFinal
          ? (MAILGUN[text(event['reason']) ?? ''] ?? 'permanent')
          : null
  return kind === null
    ? []
    : [{ kind, messageId, email, detail, key: keyOf(event['id'], kind, messageId, email) }]
}

const MAILGUN: Readonly<Record<string, ProviderReport['kind']>> = {
  old: 'transient',
  espblock: 'policy',
  'suppress-unsubscribe': 'policy',
  'suppress-complaint': 'policy',
  generic: 'policy',
}

function sendgrid(one: Loose): readonly ProviderReport[] {
  const event = text(one['event'])
  const messageId = text(one['smtp-id'])
  const email = text(one['email'])
  const detail = text(one['reason']) ?? text(one['response']) ?? ''
  const kind =
    event === 'spamreport'
      ? 'complaint'
      : event === 'unsubscribe' || event === 'group_unsubscribe'
        ? 'unsubscribe'
        : event === 'bounce'
          ? one['type'] === 'blocked'
            ? 'policy'
            : 'permanent'
          : null
  return kind === null
    ? []
    : [{ kind, messageId, email, detail, key: keyOf(one['sg_event_id'], kind, messageId, email) }]
}

function keyOf(id: unknown, kind: string, messageId: string | null, email: string | null): string {
  const own = typeof id === 'string' || typeof id === 'number' ? String(id) : (messageId ?? '')
  return `${kind} ${own} ${email ?? ''}`.slice(0, 500)
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function loose(value: unknown): Loose {
  return isLoose(value) ? value : {}
}

function list(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.filter(isLoose) : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 1_000) : null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
