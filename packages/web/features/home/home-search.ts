/** What the address of the home holds: whose side, and what its numbers are asked. */
import type { Role } from '@baton/protocol'
import { daysLater } from '@baton/zones/days'
import type { ReportSearch } from '../../api/reports-query.ts'

export type Side = 'marketing' | 'sales'

/** Whoever answers for sales begins there. */
export function sideOf(search: ReportSearch, role: Role | null): Side {
  const asked = search['side']
  if (asked === 'marketing' || asked === 'sales') return asked
  return role === 'manager' ? 'sales' : 'marketing'
}

const DAYS = 30

/** The last thirty days, beside the thirty before, unless something else is asked. */
export function homeSearch(
  { side: _side, ...search }: ReportSearch,
  today = new Date().toISOString().slice(0, 10),
): ReportSearch {
  return {
    ...(search['from'] === undefined && { from: daysLater(today, 1 - DAYS), to: today }),
    compare: 'previous',
    ...search,
  }
}
