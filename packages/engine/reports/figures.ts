/** The numbers that the two sides speak of, each with one definition: when does a pass of a lead count in it? */
import { type Journeys, NEVER, reachedAt } from './journeys.ts'

export const FIGURES = [
  /** A tier held: promoted, or waiting for data. Marketing's widest count. */
  'qualified',
  'promoted',
  /** First promotion of a lead. */
  'first-promoted',
  /** Somebody of sales had it. */
  'received',
  /** Sales tried to reach the person, or took the lead. */
  'worked',
  'accepted',
  'sql',
  'opportunity',
  'won',
] as const
export type Figure = (typeof FIGURES)[number]

/**
 * When a cycle counts in a figure, whatever the period; NEVER. Of a lead that waits for data the moment is the latest thing it
 * did: since when its tier holds is not kept.
 *
 * @param cycle -1: the lead waits for data and has no cycle for it
 */
export function figureAt({ leads, cycles }: Journeys, figure: Figure, lead: number, cycle: number): number {
  if (cycle < 0) return figure === 'qualified' ? leads.activeAt[lead]! : NEVER
  switch (figure) {
    case 'qualified':
    case 'promoted':
      return cycles.promotedAt[cycle]!
    case 'first-promoted':
      return cycles.number[cycle] === 1 ? cycles.promotedAt[cycle]! : NEVER
    case 'received':
      return Math.min(cycles.assignedAt[cycle]!, reachedAt(cycles, cycle, 'sal'))
    case 'worked':
      return Math.min(cycles.touchedAt[cycle]!, reachedAt(cycles, cycle, 'sal'))
    case 'accepted':
      return reachedAt(cycles, cycle, 'sal')
    case 'sql':
    case 'opportunity':
      return reachedAt(cycles, cycle, figure)
    case 'won':
      return cycles.wonAt[cycle]!
    default:
      return figure satisfies never
  }
}
