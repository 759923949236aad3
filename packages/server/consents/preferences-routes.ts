/** Where somebody says what they want to hear: by a signed link that leads to them and nobody else. */
import type { Trust } from '@baton/engine'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type pg from 'pg'
import { html, type Html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { purposes, recordConsent, standingConsents } from './consent-rows.ts'

export interface PreferenceServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly tell: TellConsent
}

/** Stores that consent changed as an event of the lead. */
export type TellConsent = (
  leadId: string,
  changes: readonly { readonly purpose: string; readonly status: 'given' | 'withdrawn' }[],
  trust: Trust,
) => Promise<void>

const PATH = '/preferences/:token'
const hide = { schema: { hide: true } } as const
const SOURCE = 'page of preferences'

interface Asked {
  Params: { token: string }
}

export function addPreferenceRoutes(app: FastifyInstance, services: PreferenceServices): void {
  const { pool } = services
  app.get<Asked>(PATH, hide, async ({ params }, reply) => {
    const leadId = await leadOfToken(services, params.token)
    return leadId === null ? sendUnknown(reply) : sendPreferences(reply, await preferencesPage(pool, leadId))
  })
  app.post<Asked>(PATH, hide, async ({ params, body }, reply) => {
    const leadId = await leadOfToken(services, params.token)
    if (leadId === null) return sendUnknown(reply)
    const given = new Set(Object.keys(typeof body === 'object' && body !== null ? body : {}))
    await setPreferences(services, leadId, (purpose) => !given.has('none') && given.has(`want-${purpose}`))
    const page = await preferencesPage(pool, leadId, 'Saved. It holds from now on.')
    return sendPreferences(reply, page)
  })
}

async function setPreferences(
  { pool, tell }: PreferenceServices,
  leadId: string,
  wants: (purpose: string) => boolean,
): Promise<void> {
  const before = await standingConsents(pool, leadId)
  const changes: { purpose: string; status: 'given' | 'withdrawn' }[] = []
  for (const { id: purpose, name } of await purposes(pool)) {
    const status = wants(purpose) ? ('given' as const) : ('withdrawn' as const)
    const stood = before.get(purpose) ?? 'withdrawn'
    if (stood === status) continue
    const proof = { page: 'preferences' }
    await recordConsent(pool, { leadId, purpose, status, trust: 'signed', text: name, source: SOURCE, proof })
    changes.push({ purpose, status })
  }
  if (changes.length > 0) await tell(leadId, changes, 'signed')
}

/** Of a submission, since links are made where a form is sent; the lead may have been merged or erased since. */
async function leadOfToken({ pool, signing }: PreferenceServices, token: string): Promise<string | null> {
  const payload = signing.read('preferences', token, Date.now()) as {
    readonly submission?: string
    readonly lead?: string
  } | null
  if (payload === null) return null
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id from leads l
     where (l.id::text = $1 or l.id = (select s.lead_id from submissions s where s.id::text = $2))
       and not exists (select 1 from erasures e where e.lead_id = coalesce(l.joined_to, l.id))`,
    [payload.lead ?? '', payload.submission ?? ''],
  )
  return rows[0]?.id ?? null
}

async function preferencesPage(pool: pg.Pool, leadId: string, notice: string | null = null): Promise<Html> {
  const standing = await standingConsents(pool, leadId)
  const all = await purposes(pool)
  return html`<h1>What do you want to hear from us?</h1>
    ${notice !== null && html`<p class="summary" role="status">${notice}</p>`}
    <form method="post">
      ${all.map(
        ({ id, name, about }) =>
          html`<label class="check">
            <input
              type="checkbox"
              name="want-${id}"
              value="yes"
              ${standing.get(id) === 'given' && html`checked`}
            />
            <span
              >${name}${about !== '' && html`<br /><span class="small">${about}</span>`}
              ${standing.get(id) === 'pending' && html`<br /><span class="small">Waits to be confirmed</span>`}</span
            >
          </label>`,
      )}
      <button type="submit">Save</button>
      <button type="submit" class="quiet" name="none" value="yes">Nothing at all</button>
    </form>`
}

function sendPreferences(reply: FastifyReply, body: Html): FastifyReply {
  return sendPage(reply, { title: 'Preferences', body })
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  const body = html`<h1>This link leads nowhere</h1>
    <p>It is incomplete, or what was kept of you is erased. Nothing is sent to you by it.</p>`
  return sendPage(reply, { title: 'Preferences', body, status: 404 })
}
