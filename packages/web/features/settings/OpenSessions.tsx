import { useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { useOpenSessions } from '../../api/session-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'

/** Where one is signed in, and the way to end it. */
export function OpenSessions() {
  const sessions = useOpenSessions()
  const queries = useQueryClient()
  const now = useNow()
  const { pending, problem, send } = useSending()
  const end = (id: string) =>
    void send(async () => {
      await request('endSession', { params: { id } })
      await queries.invalidateQueries({ queryKey: ['open-sessions'] })
    })
  return (
    <Section title="Open sessions" note="Where you are signed in">
      {sessions.isError && <p className="text-body text-soft">They could not be read just now.</p>}
      {sessions.isPending && <Skeleton className="w-72" />}
      <ul>
        {sessions.data?.data.map((session) => (
          <li
            key={session.id}
            className="flex min-h-11 items-center gap-4 border-b border-line first:border-t"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {session.agent === '' ? 'Unknown browser' : session.agent}
              </span>
              <span className="figures block text-small text-faint">
                last used <Timestamp at={Date.parse(session.lastSeenAt)} now={now} />
              </span>
            </span>
            {session.current ? (
              <span className="text-small text-faint">this one</span>
            ) : (
              <Button disabled={pending} onClick={() => end(session.id)}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Section>
  )
}
