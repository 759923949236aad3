/** What sending works with. */
import type pg from 'pg'
import type { Intake } from '../events/index.ts'
import type { TellConsent } from '../consents/index.ts'
import type { Smtp } from '../platform/mail/smtp.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import type { SendingFrom } from './compose-letter.ts'
import type { MxGroups } from './mx-groups.ts'
import type { LetterOf, SendGuards } from './send-types.ts'

export interface SendServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  /** Begins every link, without a slash at its end. */
  readonly baseUrl: () => string
  readonly smtp: Smtp
  readonly from: SendingFrom
  readonly letterOf: LetterOf
  readonly guards: SendGuards
  readonly groups: MxGroups
  readonly log: (line: string) => void
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number
  /** Longer than any letter may take; only tests say another one. */
  readonly leaseMs?: number
}

/** What takes notice of what comes back. */
export interface ReturnServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly baseUrl: () => string
  readonly intake: Pick<Intake, 'accept'>
  /** Of what Baton itself does. */
  readonly sourceId: string
  readonly tellConsent: TellConsent
  readonly log: (line: string) => void
}
