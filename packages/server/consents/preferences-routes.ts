/** Where somebody says what they want to hear. Opening the page changes nothing: programs that check mails open every link. */
import type { Trust } from '@baton/engine'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { html, type Html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { recordConsent, standingConsents } from './consent-rows.ts'
import { ownerOfLink, type PreferenceOwner } from './preference-links.ts'
import { purposes } from './purposes.ts'
import { liftOwnWish, suppressByWish } from './suppressions.ts'

export interface PreferenceServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly tell: TellConsent
}

/** Stores that consent changed as an event of the lead. */
export type TellConsent = (leadId: string, changes: readonly ConsentChange[], trust: Trust) => Promise<void>

export interface ConsentChange {
  readonly purpose: string
  readonly status: 'given' | 'withdrawn'
}

const PATH = '/preferences/:token'
const hide = { schema: { hide: true } } as const
const SOURCE = 'page of preferences'

interface Asked {
  Params: { token: string }
}

export function addPreferenceRoutes(app: FastifyInstance, services: PreferenceServices): void {
  const { pool, signing } = services
  const ownerOf = ({ params }: FastifyRequest<Asked>) => ownerOfLink(pool, signing, params.token, Date.now())
  app.get<Asked>(PATH, hide, async (request, reply) => {
    const owner = await ownerOf(request)
    return owner === null ? sendUnknown(reply) : sendPreferences(reply, await preferencesPage(pool, owner))
  })
  app.post<Asked>(PATH, hide, async (request, reply) => {
    const owner = await ownerOf(request)
    if (owner === null) return sendUnknown(reply)
    const { body } = request
    const wanted = new Set(Object.keys(typeof body === 'object' && body !== null ? body : {}))
    const network = networkOf(signing, request.ip)
    await setPreferences(services, owner, network, wanted)
    const notice = wanted.has('none')
      ? 'Nothing will be sent to you any more. It holds from now on.'
      : 'Saved. It holds from now on.'
    return sendPreferences(reply, await preferencesPage(pool, owner, notice))
  })
}

async function setPreferences(
  services: PreferenceServices,
  { leadId, key, isStaffs }: PreferenceOwner,
  network: string,
  wanted: ReadonlySet<string>,
): Promise<void> {
  const { pool, signing, tell } = services
  const isNothing = wanted.has('none') || leadId === null
  const trust = isStaffs ? 'server' : 'signed'
  const changes = leadId === null ? [] : await changesOf(pool, leadId, isNothing ? new Set() : wanted)
  for (const { purpose, status, text } of changes)
    await recordConsent(pool, {
      leadId: leadId!,
      purpose,
      status,
      trust,
      text,
      source: isStaffs ? `${SOURCE}, by a link that staff copied` : SOURCE,
      proof: { network },
    })
  if (isNothing) await suppressByWish(pool, signing, leadId, key)
  else if (changes.some(({ status }) => status === 'given')) await liftOwnWish(pool, signing, leadId, key)
  if (changes.length > 0) await tell(leadId!, changes, trust)
}

async function changesOf(pool: pg.Pool, leadId: string, wanted: ReadonlySet<string>) {
  const before = await standingConsents(pool, leadId)
  const all = await purposes(pool)
  return all.flatMap(
    ({ id: purpose, name, about }): readonly (ConsentChange & { readonly text: string })[] => {
      const status = wanted.has(`want-${purpose}`) ? 'given' : 'withdrawn'
      if ((before.get(purpose)?.status ?? 'withdrawn') === status) return []
      return [{ purpose, status, text: about === '' ? name : `${name}: ${about}` }]
    },
  )
}

async function preferencesPage(
  pool: pg.Pool,
  { leadId }: PreferenceOwner,
  notice: string | null = null,
): Promise<Html> {
  const said = notice !== null && html`<p class="summary" role="status">${notice}</p>`
  if (leadId === null)
    return html`<h1>What do you want to hear from us?</h1>
      ${said}
      <p>Nothing is kept of you here any more. To be sure that nothing is sent to this address either:</p>
      <form method="post">
        <button type="submit" name="none" value="yes">Send me nothing</button>
      </form>`
  const standing = await standingConsents(pool, leadId)
  const all = await purposes(pool)
  const small = (text: string) => html`<br /><span class="small">${text}</span>`
  return html`<h1>What do you want to hear from us?</h1>
    ${said}
    <form method="post">
      <div class="choices">
        ${all.map(({ id, name, about }) => {
          const status = standing.get(id)?.status
          return html`<label class="check">
            <input type="checkbox" name="want-${id}" value="yes" ${status === 'given' && html`checked`} />
            <span
              >${name}${about !== '' && small(about)}${status === 'pending' && small('Waits to be confirmed')}</span
            >
          </label>`
        })}
      </div>
      <div class="actions">
        <button type="submit">Save</button>
        <button type="submit" class="quiet" name="none" value="yes">Nothing at all</button>
      </div>
    </form>`
}

function sendPreferences(reply: FastifyReply, body: Html): FastifyReply {
  return sendPage(reply, { title: 'Preferences', body })
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  const body = html`<h1>This link leads nowhere</h1>
    <p>It is incomplete. Copy it whole out of the mail, up to its last letter.</p>`
  return sendPage(reply, { title: 'Preferences', body, status: 404 })
}
