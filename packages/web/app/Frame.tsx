import { Outlet, useRouterState } from '@tanstack/react-router'
import { Toasts } from '../ui/Toasts.tsx'
import { isOutside } from './session-address.ts'
import { Shell } from './Shell.tsx'
import { useMe } from '../api/session-query.ts'

/** The shell around a screen, or the bare screen of somebody who is not signed in. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const me = useMe()
  return (
    <>
      {isOutside(path) || me === null ? <Outlet /> : <Shell key={me.person.id} />}
      <Toasts />
    </>
  )
}
