export { openSends, type Sends } from './open-sends.ts'
export { cancelSends, queueSends } from './outbox.ts'
export { sendResults } from './send-results.ts'
export type { DueSend, LetterOf, NewSend, SendGuards } from './send-types.ts'
