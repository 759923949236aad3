/** What tests of programs share: a program that has to be right, with the agreement that watches what it asks. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldHistory } from '../fold/fold-history.ts'
import {
  type CompiledProgram,
  compileProgram,
  isWithSales,
  type Moment,
  type Program,
  readProgram,
} from '../program/index.ts'
import { agreementOf, centralEurope, shippedAgreement } from './given.ts'

export const northbeam = agreementOf(shippedAgreement('northbeam-b2b'))
export const context = { catalogue: standardCatalogue, meters: northbeam.meters, hasFit: true }

export function programFrom(text: string): Program {
  const { program, problems } = readProgram(text, context)
  assert.ok(program, JSON.stringify(problems, null, 2))
  return program
}

/** The text of a program that the documentation shows. */
export function shownProgram(name: string): string {
  return readFileSync(new URL(`../../../docs/programs/${name}.yaml`, import.meta.url), 'utf8')
}

export interface Compiled {
  readonly program: CompiledProgram
  readonly agreement: CompiledAgreement
}

export function compiledFrom(text: string): Compiled {
  const program = compileProgram(programFrom(text))
  return {
    program,
    agreement: compileAgreement(northbeam, standardCatalogue, centralEurope, program.watched),
  }
}

/** A lead after what happened up to a moment, timers included. */
export function momentAfter(agreement: CompiledAgreement, events: readonly LeadEvent[], now: number): Moment {
  const happened = events.filter(({ occurredAt }) => occurredAt <= now)
  const { state } = foldHistory(agreement, happened, now + 1)
  const persona = state.lead['persona']?.[0]
  return {
    state,
    day: dayOf(now),
    persona: typeof persona === 'string' ? persona : null,
    segments: new Set(),
    now,
    withSales: isWithSales(state),
  }
}
