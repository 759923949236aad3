/** What signing in needs of the rest of the house. */
import type pg from 'pg'
import type { Organisation } from '../installation/index.ts'
import type { Post } from '../platform/mail/post.ts'
import type { Outbound } from '../platform/outbound/post-json.ts'
import type { Sessions } from './sessions.ts'

export interface SessionServices {
  readonly pool: pg.Pool
  readonly sessions: Sessions
  readonly organisation: Organisation
  readonly post: Post
  /** Checks where somebody wants to be told. */
  readonly outbound: Outbound
  /** Where people reach the web application: as configured, never as a request says. */
  readonly url: () => string
  readonly behindTls: boolean
  readonly log: (line: string) => void
}
