import type { TeamView } from '@baton/protocol'
import { sayCount, sayDate, sayDefinition } from '@baton/words'
import { Avatar } from '../../ui/Avatar.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { byNeed, loadOf, sayNeed, type TeamMember } from './help-order.ts'
import { Share } from './Share.tsx'

/** Everybody of the team, those who need help first. A name shows their handoffs below. */
export function PeopleTable({
  view,
  onShow,
}: {
  readonly view: TeamView
  readonly onShow: (person: string) => void
}) {
  const version = view.agreementVersion
  const columns = [
    { label: 'Person', className: 'w-[24%]' },
    { label: <Definition term="Load">{sayDefinition('capacity')}</Definition>, className: 'w-[13%]' },
    { label: 'To decide', className: 'text-right' },
    { label: 'Overdue', className: 'text-right' },
    { label: 'Due soon', className: 'pr-5 text-right' },
    {
      label: <Definition term="Touched on time">{sayDefinition('first-touch-on-time', version)}</Definition>,
      className: 'w-[15%]',
    },
    {
      label: <Definition term="Decided on time">{sayDefinition('decided-on-time', version)}</Definition>,
      className: 'w-[15%]',
    },
    { label: <Definition term="Accepted">{sayDefinition('acceptance')}</Definition>, className: 'w-[15%]' },
  ]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className="scroller overflow-x-auto" tabIndex={0} aria-label="People">
      <div className="min-w-[64rem]">
        <Table caption="People, those who need help first" columns={columns}>
          {view.people.toSorted(byNeed).map((member) => (
            <MemberRow key={member.person.id} member={member} onShow={onShow} />
          ))}
        </Table>
      </div>
    </section>
  )
}

function MemberRow({
  member,
  onShow,
}: {
  readonly member: TeamMember
  readonly onShow: (person: string) => void
}) {
  const need = sayNeed(member)
  return (
    <tr className="hover:bg-sunk">
      <Cell className="py-1.5">
        <span className="flex items-center gap-2.5">
          <Avatar name={member.person.name} size={26} />
          <span className="min-w-0">
            <button
              type="button"
              onClick={() => onShow(member.person.id)}
              className="block truncate rounded-sm text-left font-medium hover:underline hover:decoration-line-strong hover:underline-offset-2"
            >
              {member.person.name}
            </button>
            <span className="block truncate text-small leading-4 text-faint">
              {need === null ? (
                <Whereabouts member={member} />
              ) : (
                <span className="text-warn-text">{need}</span>
              )}
            </span>
          </span>
        </span>
      </Cell>
      <Cell>
        <LoadBar member={member} />
      </Cell>
      <Count value={member.toDecide} />
      <Count value={member.overdue} alarming />
      <Count value={member.dueSoon} className="pr-5" />
      <Cell>
        <Share count={member.firstTouchOnTime} />
      </Cell>
      <Cell>
        <Share count={member.decidedOnTime} />
      </Cell>
      <Cell>
        <Share count={member.accepted} />
      </Cell>
    </tr>
  )
}

function Whereabouts({ member }: { readonly member: TeamMember }) {
  if (member.away !== null) return <>away until {sayDate(Date.parse(member.away))}</>
  return (
    <>
      {member.team ?? 'no team'}
      {!member.atWork && ', not at work now'}
    </>
  )
}

function Count({
  value,
  alarming = false,
  className = '',
}: {
  readonly value: number
  readonly alarming?: boolean
  readonly className?: string
}) {
  const look = value === 0 ? 'text-faint' : alarming ? 'font-semibold text-accent-text' : 'text-ink'
  return <Cell className={`figures text-right ${look} ${className}`}>{sayCount(value)}</Cell>
}

/** What somebody has against what they can have; beyond it the bar is full and in the warning colour. */
function LoadBar({ member }: { readonly member: TeamMember }) {
  const share = loadOf(member)
  const load = member.open + member.opportunities
  const full = share > 1
  return (
    <span title={`${member.open} open, ${member.opportunities} deals, room for ${member.capacity}`}>
      <span
        className={`figures block text-small leading-4 ${full ? 'font-medium text-warn-text' : 'text-soft'}`}
      >
        {sayCount(load)} of {sayCount(member.capacity)}
      </span>
      <span aria-hidden="true" className="mt-1 block h-[3px] max-w-28 overflow-hidden rounded-full bg-line">
        <span
          className={`block h-full rounded-full ${full ? 'bg-warn-text' : 'bg-data'}`}
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      </span>
    </span>
  )
}
