/** The programs that run, compiled together with the agreement in force: one fold of a lead answers for all of them. */
import { createHash } from 'node:crypto'
import { compileAgreement, type CompiledAgreement } from '@baton/engine'
import { audienceContext } from '@baton/engine/audience'
import {
  audiencesOf,
  type CompiledProgram,
  compileProgram,
  type Program,
  readProgram,
  withSegmentsSpelledOut,
} from '@baton/engine/program'
import type { Persona } from '@baton/engine/reports'
import { zoneOffsets } from '@baton/zones'
import type pg from 'pg'
import { readPersonas } from '../personas/index.ts'
import { asksForPersona } from '../segments/index.ts'
import type { ProgramServices } from './program-services.ts'

type Client = pg.Pool | pg.ClientBase

export interface RunningProgram {
  readonly version: number
  readonly compiled: CompiledProgram
}

export interface RunningPrograms {
  /** Another one means that everybody has to be looked at anew. */
  readonly stamp: string
  /** The agreement, watching what the programs ask. */
  readonly agreement: CompiledAgreement
  readonly programs: readonly RunningProgram[]
  /** Null: no program asks for one. */
  readonly personas: readonly Persona[] | null
}

/** Programs of these documents, and the agreement that watches what they ask. */
export function compileTogether(
  base: CompiledAgreement,
  programs: readonly Program[],
): { readonly agreement: CompiledAgreement; readonly programs: readonly CompiledProgram[] } {
  const compiled = programs.map(compileProgram)
  const watched = compiled.flatMap((program) => program.watched)
  const agreement = compileAgreement(base.agreement, base.catalogue, zoneOffsets, watched)
  return { agreement, programs: compiled }
}

interface Started {
  readonly id: string
  readonly version: number
  readonly document: string
}

/** Reads what runs, and compiles it when it is not what was read last. */
export class ProgramShelf {
  readonly #services: Pick<ProgramServices, 'agreements' | 'segments' | 'log'>
  #known: RunningPrograms | null = null

  constructor(services: Pick<ProgramServices, 'agreements' | 'segments' | 'log'>) {
    this.#services = services
  }

  async running(client: Client): Promise<RunningPrograms> {
    const { agreements, segments, log } = this.#services
    const started = await startedPrograms(client)
    const inForce = await agreements.inForce(client)
    const named = started.map(({ id, version }) => `${id}@${version}`).join(' ')
    const described = await readPersonas(client)
    const personasSaid = createHash('sha256').update(JSON.stringify(described)).digest('hex')
    const stamp =
      started.length === 0
        ? ''
        : `agreement ${inForce.version}; ${named}; ${await segments.stamp(client)}; ${personasSaid}`
    if (this.#known?.stamp === stamp) return this.#known
    const audiences = await segments.audiences(client)
    const read = started.flatMap(({ id, version, document }) => {
      const { program, problems } = readProgram(document, audienceContext(inForce.compiled))
      if (!program) {
        const said = problems.map(({ path, expected }) => `${path}: ${expected}`).join('; ')
        log(
          `The program ${id} rests: under version ${inForce.version} of the agreement it cannot be read. ${said}`,
        )
        return []
      }
      return { version, program: withSegmentsSpelledOut(program, audiences) }
    })
    const { agreement, programs } = compileTogether(
      inForce.compiled,
      read.map(({ program }) => program),
    )
    const asked = programs.some(({ program }) => audiencesOf(program).some(asksForPersona))
    const known = {
      stamp,
      personas: asked ? described : null,
      agreement,
      programs: read.map(({ version }, index) => ({ version, compiled: programs[index]! })),
    }
    this.#known = known
    return known
  }
}

async function startedPrograms(client: Client): Promise<readonly Started[]> {
  const { rows } = await client.query<Started>(
    `select p.id, p.version, v.document from programs p
       join program_versions v on v.program_id = p.id and v.version = p.version
     where p.state = 'running' order by p.id`,
  )
  return rows
}
