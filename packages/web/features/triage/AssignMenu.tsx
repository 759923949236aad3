import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useMay } from '../../api/may.ts'
import { peopleOptions } from '../../api/people-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useReassign } from '../../api/team-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.ts'

/** Gives a handoff to somebody by name, with a way back. */
export function AssignMenu({ lead, who }: { readonly lead: string; readonly who: string }) {
  const may = useMay('reassign')
  const people = useQuery({ ...peopleOptions, enabled: may })
  const { reassign, undo } = useReassign()
  const failed = (error: unknown) =>
    void toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' })
  const assign = (person: string, name: string) => {
    reassign([lead], { person }).then((done) => {
      const problem = done.moves[0]?.problem
      if (problem) return void toast(problem, { tone: 'problem' })
      const takeBack = () => void undo(done.undo!).then(() => toast(`${who} is back in triage.`), failed)
      toast(
        `${who} is ${name}’s now.`,
        done.undo === null ? {} : { action: { label: 'Undo', onSelect: takeBack } },
      )
    }, failed)
  }
  if (!may) return null
  const takers = (people.data?.data ?? []).filter(
    (person) => person.active && (person.role === 'rep' || person.role === 'manager'),
  )
  return (
    <Menu
      align="end"
      groups={[
        {
          title: 'Assign to',
          items: takers.map((person) => ({
            label: person.name,
            note: person.teams.map(({ name }) => name).join(', '),
            onSelect: () => assign(person.id, person.name),
          })),
        },
      ]}
      trigger={
        <Button aria-label={`Assign ${who}`}>
          Assign
          <ChevronDown size={12} aria-hidden="true" className="text-faint" />
        </Button>
      }
    />
  )
}
