/** Who the browser stands for: a random id of its own, and whoever the site says is using it. */
import { readAddress } from './address.ts'
import type { Message } from './message.ts'
import { keep, recall } from './store.ts'
import { isArrival, touchOf } from './touch.ts'

const arrival = touchOf(readAddress(location.href), document.referrer, location.hostname, new Date())
let isNew = isArrival(arrival)

/** 128 bits. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    (byte + 256).toString(16).slice(1),
  ).join('')
}

export function anonymousId(): string {
  const id = recall('id') || randomId()
  keep('id', id)
  return id
}

/** With who it is and where they came from. Only for what may be stored and sent. */
export function identified(message: Message): Message {
  const known = recall('user')
  if (message.type === 'identify' && message.userId) {
    // Somebody else at the same browser is not who it was before.
    if (known && known !== message.userId) keep('id')
    keep('user', message.userId)
  }
  const first = recall('first') || arrival
  keep('first', first)
  if (isNew) keep('last', arrival)
  isNew = false
  return {
    anonymousId: anonymousId(),
    userId: recall('user'),
    previousId: message.type === 'alias' ? anonymousId() : undefined,
    ...message,
    context: { ...message.context, touch: { first, last: recall('last') || first } },
  }
}
