/** Why events are refused, in words, and what usually mends it. */
import type { FailedEvents } from '@baton/protocol'

type Code = FailedEvents['groups'][number]['code']

interface Said {
  readonly title: string
  /** What to do about it. */
  readonly remedy: string
}

const SAID: Readonly<Record<string, Said>> = {
  no_user_anon_id: {
    title: 'Nobody is named',
    remedy: 'Add whom it happened to: an e-mail address, a user id or an anonymous id.',
  },
  missing_event_name: { title: 'No name', remedy: 'Say what happened, such as Demo Requested.' },
  unknown_type: {
    title: 'Unknown kind of message',
    remedy: 'Set type to track, identify, page, screen, group or alias.',
  },
  not_an_object: {
    title: 'Not an event',
    remedy: 'What was sent is no JSON object: dismiss it, and mend the sender.',
  },
  event_too_large: {
    title: 'Too large',
    remedy: 'Leave out what nobody asks for: 32 KB of an event are kept.',
  },
  invalid_timestamp: {
    title: 'No such moment',
    remedy: 'Set occurredAt to an ISO time, or remove it: then it happened when it was received.',
  },
  invalid_message_id: {
    title: 'Message id unusable',
    remedy: 'Replay it as it is: it is given an id of its own.',
  },
  invalid_identity: { title: 'Id unusable', remedy: 'An id is text of up to 256 characters.' },
  invalid_text: { title: 'Broken text', remedy: 'Take the broken characters out.' },
  invalid_number: { title: 'Number too large', remedy: 'Send it as text, or smaller than 2⁵³.' },
  too_deep: { title: 'Nested too deeply', remedy: 'Flatten what is nested deeper than 32 levels.' },
  needs_secret_key: {
    title: 'Not for a public key',
    remedy: 'Acts of sales and outcomes are believed from a secret key only: send it from a server.',
  },
  not_storable: { title: 'Could not be stored', remedy: 'Look at what the database said.' },
}

export function sayRefusal(code: Code): Said {
  return SAID[code] ?? { title: code.replaceAll('_', ' '), remedy: '' }
}
