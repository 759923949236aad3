import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { request } from '../api/request.ts'
import { forgetSession } from '../api/session-query.ts'
import { toast } from '../ui/toast.ts'

/** Ends the session, forgets what was read, and shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await request('signOut')
    } catch {
      toast('Signing out did not reach the server. Try again.', { tone: 'problem' })
      return
    }
    await navigate({ to: '/sign-in', search: {} })
    forgetSession(queries)
  }
}
