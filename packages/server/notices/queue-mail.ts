/** Mail of other slices (invitations, new passwords, meetings) through the same queue as notices. */
import type pg from 'pg'
import type { Post } from '../platform/mail/post.ts'
import { queueDelivery } from './deliveries.ts'

/** Queues within the transaction where a client is given. */
export function queueingPost(pool: pg.Pool, wake: () => void): Post {
  return {
    async send({ key, to, ...message }) {
      await queueDelivery(pool, { key, channel: 'mail', recipient: to, message })
      wake()
      return true
    },
  }
}
