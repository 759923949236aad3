/** What tests of sending share: leads who agreed to be written to, sends to them, and services around a mail server. */
import type { SendingSettings } from '@baton/protocol'
import type pg from 'pg'
import { isPlainAddress, type Letter, type Smtp } from '../../platform/mail/smtp.ts'
import { type Signing, signingWith } from '../../platform/signing/open-signing.ts'
import { uuidV7 } from '../../platform/uuid-v7.ts'
import { MxGroups } from '../mx-groups.ts'
import { queueSends } from '../outbox.ts'
import type { SendServices } from '../send-services.ts'
import type { DueSend, NewSend, RenderedLetter } from '../send-types.ts'
import { setSendingSettings } from '../sending-settings.ts'

export const testSigning: Signing = signingWith(Buffer.alloc(32, 5))
export const TEST_FROM = 'news@northbeam.example'

/** Leads with an address each, who agreed to the newsletter. Returns their ids. */
export async function putLeads(
  pool: pg.Pool,
  count: number,
  emailOf: (index: number) => string = (index) => `lead-${index}@acme-${index % 50}.example`,
  state = '{}',
): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => uuidV7())
  const emails = ids.map((_, index) => emailOf(index))
  await pool.query(
    `insert into leads (id, created_at, first_seen_at, stage, agreement_version, state, email)
     select id, now(), now(), 'lead', 1, $3, email from unnest($1::uuid[], $2::text[]) as g(id, email)`,
    [ids, emails, state],
  )
  await agree(pool, ids)
  return ids
}

export async function agree(pool: pg.Pool, leads: readonly string[], status = 'given'): Promise<void> {
  await pool.query(
    `insert into consents (id, lead_id, purpose, status, source)
     select gen_random_uuid(), id, 'newsletter', $2, 'test' from unnest($1::uuid[]) as g(id)`,
    [leads, status],
  )
}

export function sendTo(leadId: string, more: Partial<NewSend> = {}): NewSend {
  return {
    key: uuidV7(),
    leadId,
    mail: 'first-steps',
    mailVersion: 1,
    purpose: 'newsletter',
    from: null,
    program: 'teaching',
    enrolment: null,
    step: 'hello',
    tone: 'teach',
    asset: null,
    notBefore: new Date(Date.now() - 1_000),
    hours: null,
    ...more,
  }
}

export async function queueAll(pool: pg.Pool, sends: readonly NewSend[]): Promise<void> {
  const client = await pool.connect()
  try {
    await queueSends(client, sends)
  } finally {
    client.release()
  }
}

export const GUIDE = 'https://content.northbeam.example/guide'

export function plainLetter({ addresses, leadId }: DueSend): RenderedLetter {
  return {
    subject: 'How others began',
    html: `<html><body><p>For ${leadId}: <a href="${addresses.link(0)}">the guide</a></p><a href="${addresses.unsubscribe}">Leave</a></body></html>`,
    text: `The guide: ${addresses.link(0)}\n\nLeave: ${addresses.unsubscribe}\n`,
    links: [{ index: 0, url: GUIDE, label: 'the guide' }],
  }
}

/** As fast as it goes, and no domain to get to know. */
export const FAST: SendingSettings = {
  perDay: 1,
  perWeek: 3,
  perSecond: 1_000,
  perSecondToGroup: 1_000,
  warmUp: false,
  hours: '',
  opens: false,
}

export async function openRates(pool: pg.Pool): Promise<void> {
  await setSendingSettings(pool, FAST)
}

export function testServices(
  pool: pg.Pool,
  smtp: Smtp,
  more: Partial<SendServices> = {},
): SendServices & { readonly said: readonly string[] } {
  const said: string[] = []
  return {
    pool,
    signing: testSigning,
    baseUrl: () => 'https://baton.northbeam.example',
    smtp,
    from: { address: TEST_FROM, bounceDomain: 'bounces.northbeam.example' },
    letterOf: async (_client, send) => plainLetter(send),
    guards: { isLive: async () => true },
    groups: new MxGroups(async () => []),
    log: (line) => void said.push(line),
    clock: () => Date.now(),
    said,
    ...more,
  }
}

/** Keeps letters instead of sending them. `answer` says what comes of each. */
export function keepingSmtp(
  answer: (letter: Letter) => Awaited<ReturnType<Smtp['send']>> = () => 'sent',
): Smtp & { readonly letters: Letter[] } {
  const letters: Letter[] = []
  return {
    letters,
    async send(letter) {
      if (!isPlainAddress(letter.to)) return { failed: 'refused', detail: 'The address is not a plain one.' }
      const sent = answer(letter)
      if (sent === 'sent') letters.push(letter)
      return sent
    },
    close: () => {},
  }
}

export async function statesOf(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from sends group by 1 order by 1',
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
