/** `baton explain`: a lead's verdict with its arithmetic, judged here by the same engine as on the server. */
import {
  compileAgreement,
  catalogueWith,
  explainHistory,
  type Explanation,
  readAgreement,
  type Reason,
} from '@baton/engine'
import {
  agreementVersionSchema,
  historySchema,
  type LeadDetail,
  leadListSchema,
  leadSchema,
} from '@baton/protocol'
import { sayReason, sayRemedy, sayScore, sayWaiting } from '@baton/words'
import { zoneOffsets } from '@baton/zones'
import { Command, InvalidArgumentError } from 'commander'
import { askServer, keyOption, serverOption } from './ask-server.ts'

interface ExplainOptions {
  readonly server: string
  readonly key?: string
  readonly at?: number
  readonly json?: boolean
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('Explain a lead: its verdict, the reasons, and the arithmetic of its score')
    .argument('<lead>', 'e-mail address, name or id of the lead')
    .addOption(serverOption())
    .addOption(keyOption())
    .option('--at <time>', 'a moment of the past, as 2026-03-01 or 2026-03-01T10:00:00Z', readTime)
    .option('--json', 'print verdict, pourings and decisions as JSON')
    .addHelpText(
      'after',
      `
Needs a secret key: make one with "baton keys --secret NAME".

Exit codes: 0 explained, 1 there is no such lead, or no server.

Example:
  $ baton explain ada@core.example --at 2026-03-01`,
    )
    .action(async (lead: string, options: ExplainOptions) => {
      const { detail, explanation } = await explain(lead, options)
      if (options.json)
        console.log(JSON.stringify(explanation, (_, value) => (value instanceof Map ? [...value] : value), 2))
      else for (const line of report(detail, explanation)) console.log(line)
    })
}

function readTime(text: string): number {
  const time = Date.parse(text)
  if (Number.isFinite(time)) return time
  throw new InvalidArgumentError(`A time is written as 2026-03-01 or 2026-03-01T10:00:00Z, not "${text}".`)
}

async function explain(lead: string, { server, key, at }: ExplainOptions) {
  const id = await findLead(server, key, lead)
  const detail = await askServer(server, `/api/leads/${id}`, leadSchema, { key })
  const history = await askServer(server, `/api/leads/${id}/history`, historySchema, { key })
  const version = await askServer(
    server,
    `/api/agreement/versions/${history.agreementVersion}`,
    agreementVersionSchema,
    { key },
  )
  const catalogue = catalogueWith(version.catalogue ?? {})
  const { agreement } = readAgreement(version.document, catalogue)
  if (!agreement) throw new Error(`Version ${version.version} of the agreement cannot be read by this Baton.`)
  const compiled = compileAgreement(agreement, catalogue, zoneOffsets)
  return {
    detail,
    explanation: explainHistory(compiled, history.events, at ?? Date.now()),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function findLead(server: string, key: string | undefined, lead: string): Promise<string> {
  if (UUID.test(lead)) return lead
  const { data, total } = await askServer(
    server,
    `/api/leads?q=${encodeURIComponent(lead)}&limit=5`,
    leadListSchema,
    { key },
  )
  const exact = data.filter(({ email, name }) => email === lead || name === lead)
  const [only] = exact.length === 1 ? exact : data
  if (only && (exact.length === 1 || total === 1)) return only.id
  const named = data.map(({ name, email }) => `  ${name ?? ''} <${email ?? 'no e-mail address'}>`).join('\n')
  throw new Error(
    total === 0 ? `No lead is called "${lead}".` : `${total} leads match "${lead}", such as:\n${named}`,
  )
}

function* report({ lead }: LeadDetail, { verdict, pours, remedies }: Explanation): Generator<string> {
  const { stage, tier, grade, fit, score, meters, tiers, waiting, disqualifiedBy, asOf } = verdict
  yield `${lead.name ?? lead.email ?? 'Unnamed'}${lead.company ? `, ${lead.company}` : ''}, as of ${new Date(asOf).toISOString().slice(0, 10)}`
  yield `${stage}${tier ? ` (${tier})` : ''} · score ${sayScore(score)} · grade ${grade} (fit ${fit})`
  if (disqualifiedBy) yield `disqualified by ${disqualifiedBy.clause}`
  if (waiting) yield sayWaiting(waiting.missing)
  for (const { tier: id, met, reason } of tiers) {
    yield ''
    yield `${met ? '✔' : '·'} tier ${id}`
    yield* reasonLines(reason, 1)
  }
  yield ''
  for (const { meter, level, max, halfLifeDays } of meters) {
    yield `${meter}: ${sayScore(level)} of ${max}${halfLifeDays ? `, fading by half in ${halfLifeDays} days` : ''}`
    for (const [clause, { times, added }] of poured(pours, meter)) {
      yield `  ${added > 0 ? '+' : ''}${sayScore(added)}  ${clause}, ${times} ${times === 1 ? 'time' : 'times'}, before fading`
    }
  }
  for (const remedy of remedies.slice(0, 3)) yield `For ${remedy.tier}: ${sayRemedy(remedy)}`
}

function* reasonLines(reason: Reason, depth: number): Generator<string> {
  if (reason.kind === 'all' && depth === 1) {
    for (const part of reason.reasons) yield* reasonLines(part, depth)
    return
  }
  const { expected, observed } = sayReason(reason)
  const events = reason.events.length
    ? ` [${reason.events.length} ${reason.events.length === 1 ? 'event' : 'events'}]`
    : ''
  yield `${'  '.repeat(depth)}${reason.met ? '✔' : '✖'} ${expected}: ${observed}${events}`
  if (reason.kind === 'all' || reason.kind === 'any') {
    for (const part of reason.reasons) yield* reasonLines(part, depth + 1)
  }
}

function poured(
  pours: Explanation['pours'],
  meter: string,
): ReadonlyMap<string, { times: number; added: number }> {
  const clauses = new Map<string, { times: number; added: number }>()
  for (const pour of pours) {
    if (pour.meter !== meter || pour.added === 0) continue
    const sum = clauses.get(pour.clause) ?? { times: 0, added: 0 }
    clauses.set(pour.clause, { times: sum.times + 1, added: sum.added + pour.added })
  }
  return clauses
}
