/** What the engine's tests share: short ways to an agreement, an event and a folded lead. */
import { readFileSync } from 'node:fs'
import type { Agreement } from '../agreement/agreement.ts'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import type { ZoneOffset } from '../fold/working-time.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'

export const DAY = 86_400_000

/** Noon of day 20000 (2024-10-04), where test histories begin. */
export const START = 20_000 * DAY + DAY / 2

/** Reads an agreement that has to be right; says its problems where it is not. */
export function agreementOf(text: string): Agreement {
  const { agreement, problems } = readAgreement(text, standardCatalogue)
  if (!agreement) throw new Error(JSON.stringify(problems, null, 2))
  return agreement
}

export function compiledOf(text: string): CompiledAgreement {
  return compileAgreement(agreementOf(text), standardCatalogue, centralEurope)
}

/** Minutes that zones without summer time are ahead of UTC. */
const FIXED: Readonly<Record<string, number>> = {
  UTC: 0,
  'Asia/Tokyo': 540,
  'Asia/Kolkata': 330,
  'America/Sao_Paulo': -180,
}

/** Offsets by the rule that the European Union has had since 1996, and of some zones without summer time. */
export function centralEurope(zone: string): readonly ZoneOffset[] {
  const fixed = FIXED[zone]
  if (fixed !== undefined) return [{ from: 0, minutes: fixed }]
  if (zone === 'Europe/Atlantis') throw new RangeError('there is no Atlantis')
  const lastSunday = (year: number, month: number) => {
    const end = Date.UTC(year, month + 1, 0, 1)
    return end - ((dayOf(end) + 4) % 7) * DAY
  }
  return Array.from({ length: 40 }, (_, index) => 2000 + index).flatMap((year) => [
    { from: Date.UTC(year, 0, 1), minutes: 60 },
    { from: lastSunday(year, 2), minutes: 120 },
    { from: lastSunday(year, 9), minutes: 60 },
  ])
}

export const PRESETS = [
  'email-is-enough',
  'persona-and-score',
  'learn-more-is-sql',
  'points-100',
  'product-interest',
] as const

/** The text of an agreement that ships with the product. */
export function shippedAgreement(name: string): string {
  return readFileSync(new URL(`../../../agreements/${name}.yaml`, import.meta.url), 'utf8')
}

let nextSeq = 0

/** An event on a day of the test's history; the rest by default. */
export function event(name: string, day = 0, more: Partial<LeadEvent> = {}): LeadEvent {
  const seq = ++nextSeq
  return {
    id: `e${seq}`,
    seq,
    name,
    occurredAt: START + day * DAY,
    trust: 'server',
    properties: {},
    identified: true,
    ...more,
  }
}
