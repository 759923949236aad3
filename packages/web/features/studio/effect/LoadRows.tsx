import type { ComparedSide, TeamLoad } from '@baton/engine/compare'
import type { TeamCapacity } from '@baton/protocol'
import { sayCount, sayCounted, sayDate, sayTeam } from '@baton/words'
import { memo } from 'react'
import { Section } from '../../../ui/Section.tsx'

/** What the change would cost sales: handoffs a week, for each team and each of its people, against what they can take. */
export const LoadRows = memo(function LoadRows({
  baseline,
  candidate,
  teams,
}: {
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
  readonly teams: readonly TeamCapacity[]
}) {
  const names = [...new Set([...candidate.load, ...baseline.load].map(({ team }) => team))]
  const { n, meanDays } = candidate.inHand
  return (
    <Section
      title="Load on sales"
      note={
        n === 0
          ? 'No handoff has ended yet, so capacity cannot be told.'
          : `A handoff stays in hand for ${sayCounted(Math.round(meanDays), 'day')} on average (${sayCount(n)} that ended).`
      }
    >
      <table className="figures w-full">
        <caption className="sr-only">Handoffs a week by team: draft, today, capacity</caption>
        <thead>
          <tr className="text-small text-faint">
            <th scope="col" className="py-1 text-left font-medium">
              Team
            </th>
            <th scope="col" className="pl-3 text-right font-medium">
              A week
            </th>
            <th scope="col" className="pl-3 text-right font-medium">
              Was
            </th>
            <th scope="col" className="pl-3 text-right font-medium max-sm:hidden">
              Per person
            </th>
            <th scope="col" className="pl-3 text-right font-medium">
              Can take
            </th>
            <th scope="col" className="pl-3 text-right font-medium max-sm:hidden">
              Busiest week
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((team) => (
            <LoadRow
              key={team}
              team={team}
              is={candidate.load.find((load) => load.team === team)}
              was={baseline.load.find((load) => load.team === team)}
              capacity={teams.find((one) => one.team === team)}
            />
          ))}
        </tbody>
      </table>
    </Section>
  )
})

function LoadRow({
  team,
  is,
  was,
  capacity,
}: {
  readonly team: string | null
  readonly is: TeamLoad | undefined
  readonly was: TeamLoad | undefined
  readonly capacity: TeamCapacity | undefined
}) {
  const perWeek = capacity?.perWeek ?? null
  const over = perWeek !== null && (is?.perWeek ?? 0) > perWeek
  const people = capacity?.reps ?? 0
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 text-left font-normal">
        {team === null ? 'Nobody named' : sayTeam(team)}
        {capacity !== undefined && (
          <span className="text-small text-faint">, {sayCounted(people, 'person', 'people')}</span>
        )}
      </th>
      <td className={`pl-3 text-right font-medium ${over ? 'text-accent-text' : ''}`}>
        {(is?.perWeek ?? 0).toFixed(1)}
        {over && <span className="sr-only"> (more than it can take)</span>}
      </td>
      <td className="pl-3 text-right text-faint">{(was?.perWeek ?? 0).toFixed(1)}</td>
      <td className="pl-3 text-right max-sm:hidden">
        {people > 0 ? ((is?.perWeek ?? 0) / people).toFixed(1) : '–'}
      </td>
      <td className="pl-3 text-right">{perWeek === null ? 'not known' : perWeek.toFixed(1)}</td>
      <td className="pl-3 text-right text-small text-soft max-sm:hidden">
        {is ? `${sayCount(is.busiest.handoffs)}, ${sayDate(Date.parse(is.busiest.week))}` : '–'}
      </td>
    </tr>
  )
}
