/** Signing in and out, passwords, the first start, and what a person set for themselves. */
import { z } from 'zod'
import {
  dialectSchema,
  emailSchema,
  hoursSchema,
  passwordSchema,
  personSchema,
  roleSchema,
} from './person-schemas.ts'

export const notifySchema = z
  .object({
    /** New handoffs and clocks that are about to run out, by mail. */
    email: z.boolean(),
    /** The same as a message that Slack's incoming webhooks take; null: none. */
    webhook: z
      .url({ protocol: /^https?$/ })
      .max(1_000)
      .nullable(),
  })
  .meta({ id: 'Notify' })

export const meSchema = z
  .object({
    person: personSchema,
    dialect: dialectSchema,
    notify: notifySchema,
    /** `owed`: everybody has to have one, and nothing else is allowed before. */
    secondFactor: z.enum(['on', 'off', 'owed']),
  })
  .meta({ id: 'Me' })

/** Of an app, six digits; or a recovery code. */
const codeSchema = z.string().trim().max(40)

export const secondFactorSchema = z
  .object({
    /** For typing into an app, in base 32. */ secret: z.string(),
    /** The same as an address that apps open. */ uri: z.string(),
  })
  .meta({ id: 'SecondFactor' })
export const secondFactorCodeSchema = z.object({ code: codeSchema }).meta({ id: 'SecondFactorCode' })
/** Shown once; each signs in once without the app. */
export const recoveryCodesSchema = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes' })
export const securitySchema = z.object({ secondFactorRequired: z.boolean() }).meta({ id: 'Security' })

/** Who is signed in, and how one can. */
export const sessionSchema = z
  .object({
    me: meSchema.nullable(),
    organisation: z.string(),
    /** True until the first person was made, with the token that the start printed. */
    needsSetup: z.boolean(),
    /** On the demo company: people whom a click signs in as. */
    demoPeople: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: roleSchema,
        teams: z.array(z.string()),
        about: z.string(),
      }),
    ),
  })
  .meta({ id: 'Session' })

export const signInSchema = z
  .object({ email: emailSchema, password: z.string().max(1_000), code: codeSchema.optional() })
  .meta({ id: 'SignIn' })
export const demoSignInSchema = z.object({ person: z.string().max(100) }).meta({ id: 'DemoSignIn' })
export const setupSchema = z
  .object({
    token: z.string().max(200),
    name: z.string().trim().min(1).max(200),
    email: emailSchema,
    password: passwordSchema,
  })
  .meta({ id: 'Setup' })
export const resetRequestSchema = z.object({ email: emailSchema }).meta({ id: 'ResetRequest' })
/** With the token of an invitation or of a reset. */
export const newPasswordSchema = z
  .object({ token: z.string().max(200), password: passwordSchema, code: codeSchema.optional() })
  .meta({ id: 'NewPassword' })
export const passwordChangeSchema = z
  .object({ current: z.string().max(1_000), password: passwordSchema })
  .meta({ id: 'PasswordChange' })
export const meChangeSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    dialect: dialectSchema,
    notify: notifySchema,
    hours: hoursSchema.nullable(),
  })
  .partial()
  .meta({ id: 'MeChange' })

export const openSessionsSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        current: z.boolean(),
        createdAt: z.string(),
        lastSeenAt: z.string(),
        /** Browser and system, as far as it says. */
        agent: z.string(),
      }),
    ),
  })
  .meta({ id: 'OpenSessions' })

/** A link that lets a person set a password; shown once. */
export const resetLinkSchema = z.object({ link: z.string(), expiresAt: z.string() }).meta({ id: 'ResetLink' })
export const doneSchema = z.object({ done: z.literal(true) }).meta({ id: 'Done' })

export type Me = z.infer<typeof meSchema>
export type Notify = z.infer<typeof notifySchema>
export type Session = z.infer<typeof sessionSchema>
export type OpenSessions = z.infer<typeof openSessionsSchema>
