/**
 * `POST /mail-reports/PROVIDER/KEY`: where providers of mail report what came back. The key in the address proves them; the answer
 * says that it was taken and nothing else.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { nothingThere, Refusal } from '../../platform/http/refusal.ts'
import type { Signing } from '../../platform/signing/open-signing.ts'
import type { ReturnServices } from '../send-services.ts'
import { type Provider, PROVIDERS, readReports } from './providers.ts'
import { takeReports } from './take-report.ts'

const BODY_BYTES_MAX = 2_000_000

interface Asked {
  Params: { provider: string; key: string }
}

/** The path; the host before it is the caller's. 256 bits that only this installation can make. */
export function reportPath(signing: Signing, provider: Provider): string {
  return `/mail-reports/${provider}/${signing.pseudonym('webhook', `mail reports ${provider}`)}`
}

export async function mailReportRoutes(app: FastifyInstance, services: ReturnServices): Promise<void> {
  app.removeAllContentTypeParsers()
  // Amazon sends its JSON as text.
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
    done(null, String(body)),
  )
  app.post<Asked>(
    '/mail-reports/:provider/:key',
    { bodyLimit: BODY_BYTES_MAX, schema: { hide: true } },
    async (request) => {
      const provider = PROVIDERS.find((known) => known === request.params.provider)
      if (!provider || !isKeyOf(services.signing, provider, request.params.key)) throw nothingThere()
      const body = readJson(request.body)
      sayConfirmation(services, provider, body)
      const reports = readReports(provider, body)
      if (reports === null)
        throw new Refusal(
          'invalid_request',
          `The body is not what ${provider} reports, or holds more than 5,000 reports.`,
        )
      await takeReports(services, reports, Date.now())
      return { received: true }
    },
  )
}

function isKeyOf(signing: Signing, provider: Provider, key: string): boolean {
  const [shown, expected] = [Buffer.from(key), Buffer.from(reportPath(signing, provider).split('/')[3]!)]
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : '')
  } catch {
    throw new Refusal('invalid_json', 'The body is no JSON.')
  }
}

/** Amazon asks once whether its reports are wanted; a person says yes by opening the address. */
function sayConfirmation({ log }: ReturnServices, provider: Provider, body: unknown): void {
  if (provider !== 'ses' || typeof body !== 'object' || body === null) return
  const { Type, SubscribeURL } = body as Record<string, unknown>
  const url = Type === 'SubscriptionConfirmation' ? URL.parse(String(SubscribeURL)) : null
  if (url?.protocol === 'https:' && /^sns\.[a-z0-9-]+\.amazonaws\.com$/.test(url.hostname))
    log(`Amazon SNS asks whether its reports are wanted here. To say yes, open ${url.href}`)
}
