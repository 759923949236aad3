/** Every reason for which a request can be refused, and the HTTP status it is sent with. One closed list. */
import { z } from 'zod'

const STATUS_OF = {
  invalid_request: 400,
  invalid_json: 400,
  no_events: 400,
  batch_too_large: 400,
  unknown_key: 401,
  /** No session, or one that has ended. */
  not_signed_in: 401,
  wrong_credentials: 401,
  /** A webhook whose body is not proven to come from whom it should. */
  wrong_signature: 401,
  cross_site: 403,
  /** The password is right, and a code is asked for too; or a second factor has to be set up first. */
  second_factor_needed: 403,
  /** Allowed, but only soon after signing in. */
  sign_in_again: 403,
  not_found: 404,
  conflict: 409,
  /** Somebody else was quicker; the text says who. */
  already_taken: 409,
  /** The agreement or the lead's stage does not allow the act; the text says why. */
  act_refused: 409,
  too_large: 413,
  unsupported_media_type: 415,
  unknown_host: 421,
  invalid_agreement: 422,
  weak_password: 422,
  too_many_requests: 429,
  internal: 500,
  database_away: 503,
  intake_full: 503,
  stopping: 503,
} as const

export type RefusalCode = keyof typeof STATUS_OF

export const REFUSAL_CODES = Object.keys(STATUS_OF) as readonly RefusalCode[]

export function refusalStatus(code: RefusalCode): number {
  return STATUS_OF[code]
}

/** What a refused request is answered with (RFC 9457, `application/problem+json`). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.enum(REFUSAL_CODES),
    detail: z.string(),
    /** Finds the request in the server's log. */
    reference: z.string(),
    /** What was wrong where, when the request itself was. */
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>

/** Why one event of a batch was refused while its neighbours were stored. */
export const EVENT_REFUSAL_CODES = [
  'no_user_anon_id',
  'missing_event_name',
  'unknown_type',
  'not_an_object',
  'event_too_large',
  'invalid_timestamp',
  'invalid_message_id',
  'invalid_identity',
  'invalid_text',
  'invalid_number',
  'too_deep',
  'needs_secret_key',
  'not_storable',
] as const

export type EventRefusalCode = (typeof EVENT_REFUSAL_CODES)[number]
