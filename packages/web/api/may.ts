/** Whether I may: the table that the server enforces, read here to hide what would be refused. */
import { reachOf, type Reach } from '@baton/protocol/permissions'
import type { RouteName } from './paths.ts'
import { useRole } from './session-query.ts'

export function useMay(route: RouteName): boolean {
  return useReach(route) !== null
}

/** How far I reach on a route; null: not at all. */
export function useReach(route: RouteName): Reach | null {
  const role = useRole()
  return role === null ? null : reachOf(route, role)
}
