/** Who may come in: without a session every address leads to the sign-in, and back afterwards. */
import { notFound, redirect } from '@tanstack/react-router'
import { sessionOptions, forgetSession } from '../api/session-query.ts'
import { onSessionEnded } from '../api/request.ts'
import { queries } from './queries.ts'
import { homeOf, mayOpen, type ScreenName } from './screens.ts'
import { isOutside, safeReturn } from './session-address.ts'

export async function requireSession({
  location,
}: {
  readonly location: { pathname: string; href: string }
}) {
  if (isOutside(location.pathname)) return
  const session = await queries.ensureQueryData(sessionOptions)
  if (session.me !== null) {
    // Nothing else is allowed before it is set up.
    if (session.me.secondFactor === 'owed' && location.pathname !== '/settings')
      throw redirect({ to: '/settings', hash: 'second-factor', replace: true })
    return
  }
  const to = safeReturn(location.href)
  throw redirect({ to: '/sign-in', search: to === null ? {} : { to }, replace: true })
}

/** Sends somebody to where their day begins. */
export async function goHome(): Promise<never> {
  const { me } = await queries.ensureQueryData(sessionOptions)
  throw me === null
    ? redirect({ to: '/sign-in', replace: true })
    : redirect({ to: homeOf(me.person.role), replace: true })
}

/** A screen that one may not see is not there. */
export function requireScreen(name: ScreenName) {
  return async () => {
    const { me } = await queries.ensureQueryData(sessionOptions)
    if (me === null || !mayOpen(me.person.role, name)) throw notFound()
  }
}

/** Leads to the sign-in as soon as the server no longer knows who asks. */
export function leaveWhenSessionEnds(navigate: (search: { to?: string }) => void) {
  onSessionEnded(() => {
    if (isOutside(window.location.pathname)) return
    const to = safeReturn(window.location.pathname + window.location.search)
    forgetSession(queries)
    navigate(to === null ? {} : { to })
  })
}
