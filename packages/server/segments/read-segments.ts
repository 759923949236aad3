/** Segments as they judge: read under the agreement in force, each after those that it names. */
import { createHash } from 'node:crypto'
import { compileAgreement, type CompiledAgreement, FOLD_VERSION, type Problem } from '@baton/engine'
import {
  type Audience,
  audienceContext,
  conditionsOf,
  readAudience,
  segmentsOf,
} from '@baton/engine/audience'
import type { Persona } from '@baton/engine/reports'
import { zoneOffsets } from '@baton/zones'
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { readPersonas } from '../personas/index.ts'

export interface ReadSegment {
  readonly id: string
  readonly name: string
  /** Null: it cannot be read under this agreement; then it is nobody. */
  readonly audience: Audience | null
  readonly problems: readonly Problem[]
}

/** All that membership follows from besides histories and the day. */
export interface SegmentRules {
  /** The same where everything else is the same. */
  readonly basis: string
  /** What they were read from. */
  readonly readFrom: string
  /** With what segments ask for among what is watched. */
  readonly compiled: CompiledAgreement
  /** Each after those that it names. */
  readonly segments: readonly (ReadSegment & { readonly audience: Audience })[]
  /** Null: no segment asks for one. */
  readonly personas: readonly Persona[] | null
}

interface Written {
  readonly id: string
  readonly name: string
  readonly document: string
}

type Client = pg.Pool | pg.ClientBase

export async function readSegments(
  client: Client,
  inForce: AgreementInForce,
): Promise<readonly ReadSegment[]> {
  return readAll(await writtenSegments(client), inForce)
}

function readAll(written: readonly Written[], { compiled }: AgreementInForce): readonly ReadSegment[] {
  const context = audienceContext(compiled)
  return written.map(({ id, name, document }) => ({ id, name, ...readAudience(document, context) }))
}

async function writtenSegments(client: Client): Promise<readonly Written[]> {
  const { rows } = await client.query<Written>('select id, name, document from segments order by id')
  return rows
}

/** @param known given again where nothing changed since */
export async function segmentRules(
  client: Client,
  inForce: AgreementInForce,
  known: SegmentRules | null = null,
): Promise<SegmentRules> {
  const [written, described] = await Promise.all([writtenSegments(client), readPersonas(client)])
  const readFrom = digestOf([inForce.version, written, described])
  if (known?.readFrom === readFrom) return known
  const read = readAll(written, inForce)
  const segments = inOrder(read).flatMap((one) => (one.audience ? [{ ...one, audience: one.audience }] : []))
  const audiences = segments.map(({ audience }) => audience)
  const personas = audiences.some(asksForPersona) ? described : null
  return {
    basis: basisOf(inForce, written, personas),
    readFrom,
    compiled: compiledWith(inForce.compiled, audiences),
    segments,
    personas,
  }
}

/** The basis of the rules as they are now. */
export async function basisNow(client: Client, inForce: AgreementInForce): Promise<string> {
  const [written, described] = await Promise.all([writtenSegments(client), readPersonas(client)])
  const asks = readAll(written, inForce).some(({ audience }) => audience && asksForPersona(audience))
  return basisOf(inForce, written, asks ? described : null)
}

function basisOf(
  { version }: AgreementInForce,
  written: readonly Written[],
  personas: readonly Persona[] | null,
): string {
  return digestOf([FOLD_VERSION, version, written.map(({ id, document }) => [id, document]), personas])
}

function digestOf(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}

export function compiledWith(
  { agreement, catalogue }: CompiledAgreement,
  audiences: readonly Audience[],
): CompiledAgreement {
  return compileAgreement(agreement, catalogue, zoneOffsets, audiences.flatMap(conditionsOf))
}

export function asksForPersona(audience: Audience): boolean {
  switch (audience.kind) {
    case 'persona':
      return true
    case 'all':
    case 'any':
      return audience.parts.some(asksForPersona)
    case 'not':
      return asksForPersona(audience.part)
    default:
      return false
  }
}

/** Each after those that it names. Of a circle, which nobody can write, the first stands first. */
function inOrder(segments: readonly ReadSegment[]): readonly ReadSegment[] {
  const byId = new Map(segments.map((one) => [one.id, one]))
  const ordered = new Set<ReadSegment>()
  const begun = new Set<string>()
  const visit = (segment: ReadSegment) => {
    if (begun.has(segment.id)) return
    begun.add(segment.id)
    for (const id of segment.audience ? segmentsOf(segment.audience) : []) {
      const named = byId.get(id)
      if (named) visit(named)
    }
    ordered.add(segment)
  }
  segments.forEach(visit)
  return [...ordered]
}

/** The way from a segment back to itself, by ids, if it were this audience; null: there is none. */
export function circleOf(
  id: string,
  audience: Audience,
  others: readonly ReadSegment[],
): readonly string[] | null {
  const named = new Map(others.map((one) => [one.id, one.audience ? segmentsOf(one.audience) : []]))
  const search = (
    at: readonly string[],
    way: readonly string[],
    seen: Set<string>,
  ): readonly string[] | null => {
    for (const next of at) {
      if (next === id) return [...way, next]
      if (seen.has(next)) continue
      seen.add(next)
      const found = search(named.get(next) ?? [], [...way, next], seen)
      if (found) return found
    }
    return null
  }
  return search(segmentsOf(audience), [id], new Set())
}
