/** What a lead agreed to, as staff sees and records it; what is asked for at all; and whom nothing is sent to. */
import { routes, type Consents } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, askerId, leadInReach, signedIn } from '../access/index.ts'
import { emailClass } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { consentHistory, recordConsent, standingConsents } from './consent-rows.ts'
import { preferencePath } from './preference-links.ts'
import type { TellConsent } from './preferences-routes.ts'
import { purposes, setPurposes } from './purposes.ts'
import { allowAgain, isSuppressed, suppress } from './suppressions.ts'

export interface ConsentServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly baseUrl: () => string
  readonly tell: TellConsent
}

const tags = ['privacy']

export function addConsentRoutes(app: App, services: ConsentServices): void {
  addLeadRoutes(app, services)
  addPurposeRoutes(app, services.pool)
  addSuppressionRoutes(app, services)
}

function addLeadRoutes(app: App, services: ConsentServices): void {
  const { consents, changeConsent } = routes
  const { pool, tell } = services
  app.get(
    consents.path,
    {
      schema: {
        tags,
        operationId: 'readConsents',
        summary: consents.summary,
        params: consents.params,
        response: { 200: consents.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const { id } = await leadInReach(pool, access, request.params.id)
      return consentsOf(services, id, access.reach === 'all')
    },
  )
  app.post(
    changeConsent.path,
    {
      schema: {
        tags,
        operationId: 'changeConsent',
        summary: changeConsent.summary,
        params: changeConsent.params,
        body: changeConsent.body,
        response: { 200: changeConsent.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const { id: leadId } = await leadInReach(pool, access, request.params.id)
      const { purpose, status, note } = request.body
      const known = await purposes(pool)
      if (!known.some(({ id }) => id === purpose))
        throw new Refusal(
          'invalid_request',
          `purpose: "${purpose}" is none of ${known.map(({ id }) => id).join(', ')}.`,
        )
      if (status === 'given' && note === '')
        throw new Refusal('invalid_request', 'note: say how they agreed: where, when, by which words.')
      const person = askerId(request)
      const said = { leadId, purpose, status, trust: 'server' as const, text: '', person }
      await recordConsent(pool, { ...said, source: person === null ? 'interface' : 'staff', proof: { note } })
      await tell(leadId, [{ purpose, status }], 'server')
      return consentsOf(services, leadId, true)
    },
  )
}

/** @param mayChange whoever has the link can say for the lead what it wants, so it is shown to whom may record that anyway */
async function consentsOf(
  { pool, signing, baseUrl }: ConsentServices,
  leadId: string,
  mayChange: boolean,
): Promise<Consents> {
  const [standing, all, history, lead] = await Promise.all([
    standingConsents(pool, leadId),
    purposes(pool),
    consentHistory(pool, leadId),
    pool.query<{ email: string | null }>('select email from leads where id = $1', [leadId]),
  ])
  const email = lead.rows[0]?.email ?? null
  return {
    current: all.map(({ id, name }) => ({
      purpose: id,
      name,
      status: standing.get(id)?.status ?? null,
      at: standing.get(id)?.at.toISOString() ?? null,
    })),
    history,
    suppressed: email !== null && (await isSuppressed(pool, signing, email)),
    preferencesUrl:
      email === null || !mayChange
        ? null
        : `${baseUrl()}${preferencePath(signing, { lead: leadId, staff: true, email })}`,
  }
}

function addPurposeRoutes(app: App, pool: pg.Pool): void {
  const { purposes: read, setPurposes: write } = routes
  app.get(
    read.path,
    { schema: { tags, operationId: 'listPurposes', summary: read.summary, response: { 200: read.answer } } },
    async () => ({ data: await purposes(pool) }),
  )
  app.put(
    write.path,
    {
      schema: {
        tags,
        operationId: 'setPurposes',
        summary: write.summary,
        body: write.body,
        response: { 200: write.answer },
      },
    },
    async ({ body }) => {
      const twice = body.data.find(
        ({ id }, index) => body.data.findIndex((other) => other.id === id) !== index,
      )
      if (twice) throw new Refusal('invalid_request', `data: the purpose "${twice.id}" is there twice.`)
      await setPurposes(pool, body.data)
      return { data: await purposes(pool) }
    },
  )
}

function addSuppressionRoutes(app: App, { pool, signing }: ConsentServices): void {
  const { suppressions, addSuppression, removeSuppression } = routes
  app.get(
    suppressions.path,
    {
      schema: {
        tags,
        operationId: 'listSuppressions',
        summary: suppressions.summary,
        response: { 200: suppressions.answer },
      },
    },
    async () => {
      const { rows } = await pool.query<{
        id: string
        reason: string
        at: Date
        by: string | null
        total: number
      }>(
        `select left(s.key, 10) as id, s.reason, s.at, p.name as by, count(*) over ()::int as total
         from suppressions s left join people p on p.id = s.by_person
         where s.removed_at is null order by s.at desc, s.key limit 200`,
      )
      const data = rows.map(({ total: _total, at, ...row }) => ({ ...row, at: at.toISOString() }))
      return { data, total: rows[0]?.total ?? 0 }
    },
  )
  app.post(
    addSuppression.path,
    {
      schema: {
        tags,
        operationId: 'addSuppression',
        summary: addSuppression.summary,
        body: addSuppression.body,
        response: { 200: addSuppression.answer },
      },
    },
    async (request) => {
      const { email, reason } = request.body
      await suppress(pool, signing, addressIn(email), reason, signedIn(request).id)
      return { done: true as const }
    },
  )
  app.post(
    removeSuppression.path,
    {
      schema: {
        tags,
        operationId: 'removeSuppression',
        summary: removeSuppression.summary,
        body: removeSuppression.body,
        response: { 200: removeSuppression.answer },
      },
    },
    async (request) => {
      const { email, reason } = request.body
      const because = { reason, person: signedIn(request).id }
      if (!(await allowAgain(pool, signing, addressIn(email), because))) throw nothingThere()
      return { done: true as const }
    },
  )
}

/** @throws Refusal `invalid_request` */
function addressIn(email: string): string {
  if (emailClass(email) !== null) return email
  throw new Refusal('invalid_request', `email: "${email.slice(0, 100)}" is not an e-mail address.`)
}
