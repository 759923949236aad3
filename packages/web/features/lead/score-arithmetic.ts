/**
 * The arithmetic behind a score: what each clause has poured, and what is left of it. Fading multiplies a meter as a
 * whole, so every pouring keeps its own share of the level and the shares add up to it. Recycling pours too: it takes.
 */
import { dayOf, type Pour, type Verdict } from '@baton/engine'

export interface ClauseShare {
  readonly clause: string
  readonly gives: number
  /** How often the clause matched. */
  readonly times: number
  /** Matches that poured nothing because the limit was used up. */
  readonly limited: number
  /** Points that did not fit into the meter. */
  readonly overflowed: number
  readonly poured: number
  /** What is left of it, in tenths of a point, so that shares add up exactly to the level as shown. */
  readonly tenths: number
  readonly pours: readonly Pour[]
}

export interface MeterArithmetic {
  readonly meter: string
  readonly level: number
  readonly tenths: number
  readonly clauses: readonly ClauseShare[]
  /** Left over beyond the clauses' shares; 0 unless something else moved the meter. */
  readonly otherTenths: number
}

export interface ScoreArithmetic {
  readonly meters: readonly MeterArithmetic[]
  readonly tenths: number
}

export function scoreArithmetic(
  verdict: Pick<Verdict, 'asOf' | 'meters' | 'score'>,
  pours: readonly Pour[],
): ScoreArithmetic {
  const tenths = Math.round(verdict.score * 10)
  const meterTenths = apportion(
    verdict.meters.map((meter) => meter.level),
    tenths,
  )
  const meters = verdict.meters.map((reading, index): MeterArithmetic => {
    const mine = pours.filter((pour) => pour.meter === reading.meter)
    const clauses = [...new Set(mine.map((pour) => pour.clause))]
    const left = clauses.map((clause) =>
      sum(
        mine
          .filter((pour) => pour.clause === clause)
          .map((pour) => leftOf(reading.halfLifeDays, pour, verdict.asOf)),
      ),
    )
    const other = reading.level - sum(left)
    const explained = Math.abs(other) < 0.05
    const parts = apportion(explained ? left : [...left, other], meterTenths[index]!)
    return {
      meter: reading.meter,
      level: reading.level,
      tenths: meterTenths[index]!,
      otherTenths: explained ? 0 : parts.at(-1)!,
      clauses: clauses
        .map((clause, at) => shareOf(clause, parts[at]!, mine))
        .toSorted((a, b) => b.tenths - a.tenths || b.times - a.times),
    }
  })
  return { meters, tenths }
}

function shareOf(clause: string, tenths: number, pours: readonly Pour[]): ClauseShare {
  const mine = pours.filter((pour) => pour.clause === clause)
  return {
    clause,
    gives: mine[0]!.gives,
    times: mine.length,
    limited: mine.filter((pour) => pour.heldBack === 'limit').length,
    overflowed: sum(mine.filter((pour) => pour.heldBack === 'full').map((pour) => pour.gives - pour.added)),
    poured: sum(mine.map((pour) => pour.added)),
    tenths,
    pours: mine,
  }
}

/** What is left of one pouring: faded by whole days. */
function leftOf(halfLifeDays: number | null, pour: Pour, asOf: number): number {
  if (halfLifeDays === null) return pour.added
  return pour.added * 0.5 ** ((dayOf(asOf) - dayOf(pour.at)) / halfLifeDays)
}

/** Rounds parts to whole tenths so that they add up to a given whole: what is cut off goes to those who lost most. */
export function apportion(parts: readonly number[], wholeTenths: number): readonly number[] {
  const floors = parts.map((part) => Math.floor(part * 10 + 1e-9))
  let missing = wholeTenths - sum(floors)
  const byLoss = parts
    .map((part, index) => [part * 10 - floors[index]!, index] as const)
    .toSorted((a, b) => b[0] - a[0])
  for (let turn = 0; missing > 0 && byLoss.length > 0; turn++, missing--)
    floors[byLoss[turn % byLoss.length]![1]]! += 1
  for (let turn = 0; missing < 0 && byLoss.length > 0; turn++, missing++) {
    floors[byLoss[byLoss.length - 1 - (turn % byLoss.length)]![1]]! -= 1
  }
  return floors
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
