import type { Person } from '@baton/protocol'
import { sayCount, sayMoment } from '@baton/words'
import { sayRole } from '../../app/screens.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { sayAbsence } from './absence-days.ts'

const COLUMNS = [
  { label: 'Person', className: 'w-[26%]' },
  { label: 'Role', className: 'w-[14%]' },
  { label: 'Teams', className: 'hidden w-[14%] sm:table-cell' },
  { label: 'Capacity', className: 'hidden w-20 text-right lg:table-cell' },
  { label: 'Hours', className: 'hidden pl-6 lg:table-cell' },
  { label: 'Away', className: 'hidden w-[14%] md:table-cell' },
  { label: 'Last seen', className: 'w-28 hidden sm:table-cell' },
]

/** Everybody, those without access last. A name opens what can be set for them. */
export function PeopleList({
  people,
  now,
  onOpen,
}: {
  readonly people: readonly Person[]
  readonly now: number
  /** Absent where nothing can be set. */
  readonly onOpen: ((person: Person) => void) | null
}) {
  const sorted = people.toSorted(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name),
  )
  return (
    <Table caption="People" columns={COLUMNS}>
      {sorted.map((person) => (
        <tr key={person.id} className={`relative hover:bg-sunk ${person.active ? '' : 'text-faint'}`}>
          <Cell className="max-w-0 py-1.5">
            <span className="flex items-center gap-2.5">
              <Avatar name={person.name} size={26} />
              <span className="min-w-0">
                <PersonName person={person} onOpen={onOpen} />
                <span className="block truncate text-small leading-4 text-faint">{person.email}</span>
              </span>
            </span>
          </Cell>
          <Cell>{sayRole(person.role)}</Cell>
          <Cell className="hidden truncate text-soft sm:table-cell">
            {person.teams.map(({ name }) => name).join(', ')}
          </Cell>
          <Cell className="figures hidden text-right lg:table-cell">
            {worksHandoffs(person) ? sayCount(person.capacity) : <span className="text-faint">–</span>}
          </Cell>
          <Cell className="hidden max-w-0 pl-6 text-small leading-4 text-soft lg:table-cell">
            {person.hours ?? <span className="text-faint">as agreed</span>}
          </Cell>
          <Cell className="figures hidden text-soft md:table-cell">
            {person.absences[0] !== undefined && sayAbsence(person.absences[0])}
          </Cell>
          <Cell className="figures hidden text-soft sm:table-cell">
            <Standing person={person} now={now} />
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function PersonName({
  person,
  onOpen,
}: {
  readonly person: Person
  readonly onOpen: ((person: Person) => void) | null
}) {
  if (onOpen === null) return <span className="block truncate font-medium">{person.name}</span>
  return (
    <button
      type="button"
      onClick={() => onOpen(person)}
      className="block max-w-full truncate text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {person.name}
    </button>
  )
}

function Standing({ person, now }: { readonly person: Person; readonly now: number }) {
  if (!person.active) return <>no access</>
  if (!person.joined) return <span className="text-warn-text">invited</span>
  if (person.lastSeenAt === null) return <span className="text-faint">not yet</span>
  const at = Date.parse(person.lastSeenAt)
  return (
    <span title={sayMoment(at)}>
      <Timestamp at={at} now={now} />
    </span>
  )
}

/** Only sales is given handoffs. */
function worksHandoffs({ role }: Person): boolean {
  return role === 'rep' || role === 'manager'
}
