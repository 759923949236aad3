import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { homeOf } from '../../app/screens.ts'
import { safeReturn } from '../../app/session-address.ts'
import { beginSession, type Me } from '../../api/session-query.ts'

/** Comes in as somebody: to the address that was asked for, or to where their day begins. */
export function useEnter(): (me: Me, to?: string) => Promise<void> {
  const queries = useQueryClient()
  const router = useRouter()
  return async (me, to) => {
    await beginSession(queries, me)
    const wanted = safeReturn(to)
    if (wanted === null) await router.navigate({ to: homeOf(me.person.role), replace: true })
    else router.history.replace(wanted)
  }
}
