/** Takes reports of what came back: from a provider, whom a secret address proves, or from a message, whom only its return address does. */
import { suppressionKey, suppressKeys } from '../../consents/index.ts'
import { sendIdOfMessage } from '../compose-letter.ts'
import { noteReturn, plainText } from '../note-return.ts'
import { COMPLAINED, complain, unsubscribe } from '../say-no.ts'
import { readReturnAddress } from '../send-addresses.ts'
import type { ReturnServices } from '../send-services.ts'
import { parseDsn } from './parse-dsn.ts'
import type { ProviderReport } from './providers.ts'

/** False: it is of no mail of ours, or says nothing to act on. */
export async function takeMessage(services: ReturnServices, raw: Buffer, now: number): Promise<boolean> {
  const report = parseDsn(raw)
  const ours = report.sentTo.flatMap((address) => readReturnAddress(services.signing, address) ?? [])
  const [first] = ours
  if (!first) return false
  const { what, sendId } = first
  // Whoever writes to the address that leaves, leaves: whatever else the message says.
  if (what === 'unsubscribe') return await leave(services, sendId)
  const { kind, detail } = report
  if (kind === 'reply' || kind === 'delayed') return false
  if (kind === 'complaint') return await complain(services, sendId, plainText(detail))
  return await noteReturn(services, { sendId, kind, detail, at: now })
}

/** Returns how many were news. */
export async function takeReports(
  services: ReturnServices,
  reports: readonly ProviderReport[],
  now: number,
): Promise<number> {
  let taken = 0
  for (const report of reports) if (await takeOnce(services, report, now)) taken += 1
  return taken
}

async function takeOnce(services: ReturnServices, report: ProviderReport, now: number): Promise<boolean> {
  const { pool, signing } = services
  const { kind, email, detail, key } = report
  const { rowCount: isKnown } = await pool.query('select 1 from mail_reports where key = $1', [key])
  if (isKnown) return false
  const sendId = await sendOf(services, report)
  if (sendId === null) {
    // A provider that is believed knows whom it could not reach, also where it forgot which mail it was.
    if (email !== null && kind === 'permanent')
      await suppressKeys(pool, [suppressionKey(signing, email)], 'there is no such mailbox')
    if (email !== null && (kind === 'complaint' || kind === 'unsubscribe'))
      await suppressKeys(pool, [suppressionKey(signing, email)], COMPLAINED)
  } else if (kind === 'complaint') await complain(services, sendId, plainText(detail))
  else if (kind === 'unsubscribe') await leave(services, sendId)
  else await noteReturn(services, { sendId, kind, detail, at: now })
  // Written down last: what fails before is told again by the provider, and taken then.
  const { rowCount } = await pool.query(
    `insert into mail_reports (key, send_id, kind, detail) values ($1, $2, $3, $4) on conflict (key) do nothing`,
    [key, sendId, kind, plainText(detail)],
  )
  return rowCount === 1
}

async function sendOf(
  { pool, signing }: ReturnServices,
  { messageId, email }: ProviderReport,
): Promise<string | null> {
  const id = messageId === null ? null : sendIdOfMessage(messageId)
  const { rows } = await pool.query<{ id: string }>(
    `select id from sends where id = $1::uuid
     union all (select id from sends where $1::uuid is null and recipient = $2 and state in ('sent', 'unknown')
       order by sent_at desc limit 1)`,
    [id, email === null ? null : suppressionKey(signing, email)],
  )
  return rows[0]?.id ?? null
}

async function leave(services: ReturnServices, send: string): Promise<boolean> {
  const { rows } = await services.pool.query<{ lead: string; purpose: string; key: string }>(
    'select lead_id as lead, purpose, recipient as key from sends where id = $1 and recipient is not null',
    [send],
  )
  if (!rows[0]) return false
  await unsubscribe(services, { ...rows[0], send }, 'a mail to the address for leaving')
  return true
}
