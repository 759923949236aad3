/** A server with a history to try agreements on, and the same history judged without it. */
import assert from 'node:assert/strict'
import { catalogueWith, compileAgreement, type CompiledAgreement, readAgreement } from '@baton/engine'
import type { Judged } from '@baton/engine/compare'
import { type Frame, replay } from '@baton/engine/replay'
import { type ComparedLine, type Plan, type TryLine, tryLineSchema } from '@baton/protocol'
import { simulate } from '@baton/simulator'
import { zoneOffsets } from '@baton/zones'
import { readFileSync } from 'node:fs'
import { loadEvents } from '../../events/index.ts'
import { signInAs, type TestPerson } from '../../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../../platform/testing/test-server.ts'
import { frameFromDatabase } from '../../replay/index.ts'

const UNTIL = Math.floor(Date.now() / 86_400_000) * 86_400_000

export const NORTHBEAM = readFileSync(
  new URL('../../../../agreements/northbeam-b2b.yaml', import.meta.url),
  'utf8',
)
/** What is tried: interest in the product has to be stronger, and content counts for more. */
export const DRAFT = NORTHBEAM.replace('meter: intent, at-least: 60', 'meter: intent, at-least: 90').replace(
  'score: 100',
  'score: 85',
)

export const TRIES = '/api/agreement/tries'
export const PLAN = '/api/agreement/plan'

type Headers = Readonly<Record<string, string>>

export interface Tries {
  readonly server: TestServer
  readonly marketing: TestPerson
  /** As marketing, unless other headers say who. */
  readonly ask: (path: string, body: object, headers?: Headers) => Promise<Answer>
  /** Of `DRAFT`, unless the body has a document of its own. */
  readonly tried: (body?: object, headers?: Headers) => Promise<readonly TryLine[]>
  readonly compared: (body?: object, headers?: Headers) => Promise<ComparedLine>
  readonly planned: (body?: object) => Promise<Plan>
  /** The same history read from the database and judged here, up to the moment that the studio knows it to. */
  readonly judgedHere: (
    until: number,
  ) => Promise<{ readonly frame: Frame; readonly judged: (document: string) => Judged }>
}

/** 600 leads under the agreement of Northbeam. */
export async function openTries(): Promise<Tries> {
  const server = await testServer(undefined, undefined, NORTHBEAM)
  const { intake, pool } = server
  const marketing = await signInAs(pool, 'marketing')
  await loadEvents(intake, pool, 'crm', simulate({ seed: 7, until: UNTIL, leads: 600, months: 8 }))
  const ask: Tries['ask'] = (path, body, headers = marketing.headers) =>
    server.ask('POST', path, { headers, body })
  const answered = async (...asked: Parameters<Tries['ask']>) => {
    const answer = await ask(...asked)
    assert.equal(answer.status, 200, answer.text)
    return answer
  }
  const tried: Tries['tried'] = async (body, headers) =>
    linesIn((await answered(TRIES, { document: DRAFT, ...body }, headers)).text)
  return {
    server,
    marketing,
    ask,
    tried,
    async compared(body, headers) {
      const [line] = await tried(body, headers)
      assert.ok(line?.kind === 'compared')
      return line
    },
    planned: async (body) => (await answered(PLAN, { document: DRAFT, ...body })).json() as Plan,
    async judgedHere(until) {
      const frame = { ...(await frameFromDatabase(pool, CATALOGUE)), until }
      return {
        frame,
        judged(document) {
          const compiled = compiledOf(document)
          return { compiled, run: replay(frame, compiled) }
        },
      }
    },
  }
}

const CATALOGUE = catalogueWith({})

export function compiledOf(document: string): CompiledAgreement {
  const { agreement, problems } = readAgreement(document, CATALOGUE)
  assert.ok(agreement, JSON.stringify(problems))
  return compileAgreement(agreement, CATALOGUE, zoneOffsets)
}

/** Every line of an answer, each of which has the form that the protocol names. */
export function linesIn(text: string): readonly TryLine[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => tryLineSchema.parse(JSON.parse(line)))
}

export function ofKind<Kind extends TryLine['kind']>(lines: readonly TryLine[], kind: Kind) {
  return lines.filter((line): line is Extract<TryLine, { kind: Kind }> => line.kind === kind)
}

/** As it is once it was sent. */
export function overWire<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}
