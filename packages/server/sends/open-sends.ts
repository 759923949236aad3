/** Mail to leads for as long as the server runs: sending it, what comes back of it, and the addresses that stand in it. */
import type pg from 'pg'
import type { TellConsent } from '../consents/index.ts'
import type { Intake } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { openSmtp, type SmtpSettings } from '../platform/mail/smtp.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { ensureSource } from '../sources/index.ts'
import { PROVIDERS } from './bounces/providers.ts'
import { mailReportRoutes, reportPath } from './bounces/webhook-routes.ts'
import { deliverSendsAlways } from './deliver-sends.ts'
import { addHitRoutes } from './hit-routes.ts'
import { MxGroups } from './mx-groups.ts'
import { addSendingRoutes } from './send-routes.ts'
import type { ReturnServices } from './send-services.ts'
import type { LetterOf, SendGuards } from './send-types.ts'
import { tellSendsAlways } from './tell-sends.ts'
import { addUnsubscribeRoutes } from './unsubscribe-routes.ts'

export interface SendsOptions {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly intake: Intake
  readonly tellConsent: TellConsent
  readonly baseUrl: () => string
  /** Null: no mail is sent. */
  readonly mail: SmtpSettings | null
  readonly letterOf: LetterOf
  readonly guards: SendGuards
  readonly log: (line: string) => void
}

export interface Sends {
  /** Routes for people who are not signed in: pages, links, pictures. */
  addPages(pages: Parameters<typeof addHitRoutes>[0]): void
  stop(): Promise<void>
}

export async function openSends(app: App, options: SendsOptions): Promise<Sends> {
  const { pool, signing, intake, tellConsent, baseUrl, mail, letterOf, guards, log } = options
  const { id: sourceId } = await ensureSource(pool, 'baton')
  const services: ReturnServices = { pool, signing, baseUrl, intake, sourceId, tellConsent, log }
  const setup = {
    isSet: mail !== null,
    signs: mail?.dkim !== undefined,
    takesBounces: mail?.bounceDomain !== undefined,
  }
  addSendingRoutes(app, services, setup, () =>
    PROVIDERS.map((provider) => ({ provider, url: `${baseUrl()}${reportPath(signing, provider)}` })),
  )
  await app.register(mailReportRoutes, services)
  const ends = [tellSendsAlways(services)]
  if (mail)
    ends.push(
      deliverSendsAlways({
        pool,
        signing,
        baseUrl,
        smtp: openSmtp(mail),
        from: { address: mail.from, bounceDomain: mail.bounceDomain },
        letterOf,
        guards,
        groups: new MxGroups(),
        log,
        clock: () => Date.now(),
      }),
    )
  return {
    addPages(pages) {
      addHitRoutes(pages, services)
      void pages.register(async (leaving) => addUnsubscribeRoutes(leaving, services))
    },
    async stop() {
      for (const end of ends) await end()
    },
  }
}
