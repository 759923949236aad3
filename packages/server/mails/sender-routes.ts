/** Whom mail comes from: the postal address in footers, and what receivers find in the DNS. */
import { type MailSender, routes } from '@baton/protocol'
import type pg from 'pg'
import { keepSetting, setting } from '../installation/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { ADDRESS_SETTING } from './letter-context.ts'
import { type ResolveTxt, senderRecords } from './sender-records.ts'

export interface SenderServices {
  readonly pool: pg.Pool
  /** Null: no mail server is set. */
  readonly from: string | null
  /** Of the key that letters are signed with; null: the mail server signs. */
  readonly dkimSelector: string | null
  readonly resolveTxt: ResolveTxt
}

const tags = ['mails']
const NOT_ASKED: MailSender['spf'] = { state: 'unknown', detail: 'There is no mail server.' }

export function addSenderRoutes(app: App, services: SenderServices): void {
  const { mailSender, changeMailSender } = routes
  app.get(
    mailSender.path,
    {
      schema: {
        tags,
        operationId: 'readMailSender',
        summary: mailSender.summary,
        response: { 200: mailSender.answer },
      },
    },
    async () => senderNow(services),
  )
  app.put(
    changeMailSender.path,
    {
      schema: {
        tags,
        operationId: 'changeMailSender',
        summary: changeMailSender.summary,
        body: changeMailSender.body,
        response: { 200: changeMailSender.answer },
      },
    },
    async ({ body }) => {
      await keepSetting(services.pool, ADDRESS_SETTING, body.address)
      return await senderNow(services)
    },
  )
}

async function senderNow({ pool, from, dkimSelector, resolveTxt }: SenderServices): Promise<MailSender> {
  const address = (await setting(pool, ADDRESS_SETTING)) ?? ''
  if (from === null) return { from, address, spf: NOT_ASKED, dkim: NOT_ASKED, dmarc: NOT_ASKED }
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return { from, address, ...(await senderRecords(resolveTxt, { domain, selector: dkimSelector })) }
}
