import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Section } from '../../ui/Section.tsx'

const KEY = ['security']

/** What is asked of everybody who signs in with a password. */
export function SecuritySection() {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => request('security', { signal }) })
  const { pending, problem, send } = useSending()
  if (data === undefined) return null
  const change = (secondFactorRequired: boolean) =>
    void send(async () => {
      const security = await request('changeSecurity', { body: { secondFactorRequired } })
      queries.setQueryData(KEY, security)
    })
  return (
    <Section title="Signing in" note="For everybody who has a password">
      <Checkbox
        label="Everybody needs a second factor. Whoever has none sets it up before anything else."
        checked={data.secondFactorRequired}
        disabled={pending}
        onChange={(event) => change(event.target.checked)}
      />
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Section>
  )
}
