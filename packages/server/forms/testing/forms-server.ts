/** A whole server with forms, as browsers, mail programs and programs that are neither see it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type FormDefinition, formDefinitionSchema } from '@baton/protocol'
import type { Intake } from '../../events/index.ts'
import { type App, createApp } from '../../platform/http/create-app.ts'
import { openSigning, type Signing } from '../../platform/signing/open-signing.ts'
import { signInAs, type TestPerson } from '../../platform/testing/sign-in-as.ts'
import { testDatabase } from '../../platform/testing/test-database.ts'
import { registerRoutes } from '../../register-routes.ts'

const URL_OF_SERVER = 'https://baton.test.example'
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const AGREEMENT = `agreement: forms
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`

type Answer = Awaited<ReturnType<App['inject']>>
type Headers = Readonly<Record<string, string>>

interface Asking {
  readonly headers?: Headers
  readonly ip?: string
  readonly fields?: Readonly<Record<string, string>>
}

export interface FormsServer {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly intake: Intake
  readonly admin: TestPerson
  api(method: string, url: string, body?: unknown, headers?: Headers): Promise<Answer>
  /** As a browser that nobody is signed in with, from an address of its own. */
  open(method: 'GET' | 'HEAD' | 'POST', url: string, more?: Asking): Promise<Answer>
  live(definition: FormDefinition): Promise<string>
  asset(): Promise<string>
  /** The token of a form's page, as if the page had been sent ten seconds ago, which a test cannot wait for. */
  token(slug: string): Promise<string>
  send(slug: string, fields: Readonly<Record<string, string>>, more?: Asking): Promise<Answer>
  mailsTo(pattern: string): Promise<readonly { readonly recipient: string; readonly text: string }[]>
  leadOf(email: string): Promise<string>
  stop(): Promise<void>
}

export const EMAIL = { id: 'email', maps: 'lead.email', label: 'E-mail', type: 'email', required: true }
export const NEWS = { purpose: 'newsletter', text: 'Send me news.' }

export function definition(slug: string, more: object = {}): FormDefinition {
  const basic = { name: slug, slug, kind: 'content', title: `Title of ${slug}`, fields: [EMAIL] }
  return formDefinitionSchema.parse({ ...basic, thanks: { title: 'Thanks' }, ...more })
}

export const tokenIn = (page: string) => /name="_token" value="([^"]+)"/.exec(page)![1]!

/** The path of the first link that begins with `path`. */
export const linkIn = (text: string, path: string) =>
  new RegExp(`(?:${URL_OF_SERVER}|href=")(${path}[^\\s"]+)`).exec(text)![1]!

let addresses = 0
const freshIp = () => `10.${(addresses >> 8) & 255}.${addresses++ & 255}.7`

export async function formsServer({ mail }: { readonly mail: boolean }): Promise<FormsServer> {
  const database = await testDatabase()
  const { pool } = database
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-forms-'))
  const app = await createApp({ log: () => {}, assertReady: async () => {}, behindProxy: true })
  const slices = await registerRoutes(app, {
    pool,
    connection: database.config,
    dataDir,
    log: () => {},
    organisation: { demo: false, name: 'Test' },
    url: () => URL_OF_SERVER,
    behindTls: false,
    // Nobody listens there: what is queued is looked at, and never leaves.
    mail: mail ? { url: 'smtp://127.0.0.1:1', from: 'baton@test.example' } : null,
    firstAgreement: { document: AGREEMENT, note: 'test' },
  })
  await app.ready()
  const signing = openSigning(dataDir)
  const admin = await signInAs(pool, 'admin')
  const ask = asking(app, admin)
  return {
    pool,
    signing,
    intake: slices.intake,
    admin,
    ...ask,
    token: async (slug) => aged(signing, tokenIn((await ask.open('GET', `/f/${slug}`)).body)),
    async send(slug, fields, more = {}) {
      const page = (await ask.open('GET', `/f/${slug}`)).body
      return await ask.open('POST', `/f/${slug}`, {
        ...more,
        fields: { _token: aged(signing, tokenIn(page)), ...fields },
      })
    },
    async mailsTo(pattern) {
      const { rows } = await pool.query(
        `select recipient, message ->> 'text' as text from deliveries where recipient like $1 order by created_at, id`,
        [pattern],
      )
      return rows
    },
    async leadOf(email) {
      const { rows } = await pool.query('select lead_id as lead from identities where value = $1', [email])
      return rows[0].lead
    },
    async stop() {
      await app.close()
      await slices.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export function aged(signing: Signing, token: string, seconds = 10): string {
  const payload = signing.read('form', token, Date.now()) as Record<string, unknown>
  const at = Date.now() - seconds * 1000
  return signing.sign('form', { ...payload, at, id: randomBytes(12).toString('base64url') }, at + 86_400_000)
}

function asking(app: App, admin: TestPerson): Pick<FormsServer, 'api' | 'open' | 'live' | 'asset'> {
  const host = 'baton.test.example'
  const api: FormsServer['api'] = (method, url, body, headers = admin.headers) =>
    app.inject({
      method: method as 'POST',
      url,
      headers: { host, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
  return {
    api,
    open: (method, url, { headers = {}, ip = freshIp(), fields = {} } = {}) =>
      app.inject({
        method,
        url,
        remoteAddress: ip,
        headers: {
          host,
          'user-agent': CHROME,
          'x-forwarded-for': ip,
          ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        ...(method === 'POST' && { payload: new URLSearchParams(fields).toString() }),
      }),
    async live(given) {
      const made = await api('POST', '/api/forms', given)
      const { id } = made.json() as { id: string }
      const put = await api('PUT', `/api/forms/${id}/status`, { status: 'live' })
      if (put.statusCode !== 200) throw new Error(`${made.body} ${put.body}`)
      return id
    },
    async asset() {
      const type = { 'content-type': 'application/octet-stream', 'x-file-name': 'handbook.pdf' }
      const headers = { host, ...admin.headers, ...type }
      const payload = Buffer.from('%PDF-1.4 test')
      const made = await app.inject({ method: 'POST', url: '/api/content/files', headers, payload })
      return made.json<{ id: string }>().id
    },
  }
}
