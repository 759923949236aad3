import type { Assignment, Team, Teams } from '@baton/protocol'
import { sayList } from '@baton/words'
import { Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useRefreshPeople } from '../../api/people-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select, type SelectOption } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

const WAYS: readonly SelectOption<Assignment>[] = [
  { value: 'round-robin', label: 'In turn, by capacity' },
  { value: 'claim', label: 'Whoever claims first' },
]

/** Teams, how their handoffs find an owner, and those that the agreement names and nobody made. */
export function TeamsSection({ teams }: { readonly teams: Teams }) {
  const mayChange = useMay('changeTeam')
  const [name, setName] = useState('')
  const { pending, problem, send } = useSending()
  const refresh = useRefreshPeople()
  const add = (wanted: string) =>
    void send(async () => {
      await request('addTeam', { body: { name: wanted } })
      await refresh()
      setName('')
      toast(`Team ${wanted} is there. Add people to it, so that handoffs find an owner.`)
    })
  return (
    <Section title="Teams" note="As the routes of the agreement name them">
      {teams.missing.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-warn-wash px-3 py-2 text-warn-text">
          <TriangleAlert size={14} aria-hidden="true" className="shrink-0" />
          <p className="min-w-0 flex-1">
            The agreement routes to {sayList(teams.missing, 'and')}, and{' '}
            {teams.missing.length === 1 ? 'that team does' : 'those teams do'} not exist. Their handoffs wait
            in triage.
          </p>
          {mayChange &&
            teams.missing.map((missing) => (
              <Button key={missing} disabled={pending} onClick={() => add(missing)}>
                Add {missing}
              </Button>
            ))}
        </div>
      )}
      <ul className="border-t border-line">
        {teams.data.map((team) => (
          <TeamRow key={team.id} team={team} mayChange={mayChange} />
        ))}
      </ul>
      {mayChange && (
        <form
          className="mt-3 flex max-w-sm gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '' && !pending) add(name.trim())
          }}
        >
          <TextInput
            aria-label="Name of a new team"
            placeholder="New team"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" className="h-8" disabled={name.trim() === '' || pending}>
            <Plus size={13} aria-hidden="true" />
            Add
          </Button>
        </form>
      )}
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Section>
  )
}

function TeamRow({ team, mayChange }: { readonly team: Team; readonly mayChange: boolean }) {
  const { pending, problem, send } = useSending()
  const refresh = useRefreshPeople()
  const change = (assignment: Assignment) =>
    void send(async () => {
      await request('changeTeam', { params: { id: team.id }, body: { assignment } })
      await refresh()
    })
  const members = team.members.map(({ name }) => name)
  return (
    <li className="grid min-h-11 items-center gap-x-4 gap-y-1 border-b border-line py-1.5 sm:grid-cols-[10rem_14rem_1fr]">
      <span className="font-medium">{team.name}</span>
      {mayChange ? (
        <Select
          aria-label={`How handoffs of ${team.name} find their owner`}
          value={team.assignment}
          options={WAYS}
          disabled={pending}
          onChange={change}
        />
      ) : (
        <span className="text-soft">{WAYS.find(({ value }) => value === team.assignment)?.label}</span>
      )}
      <span className="text-soft">
        {members.length === 0 ? (
          <span className="text-warn-text">Nobody: its handoffs wait in triage.</span>
        ) : (
          sayList(members, 'and')
        )}
        {problem !== null && (
          <span role="alert" className="block text-small text-accent-text">
            {problem}
          </span>
        )}
      </span>
    </li>
  )
}
