import type { ComparedLine, TeamCapacity } from '@baton/protocol'
import type { ComparedSide } from '@baton/engine/compare'
import { sayCount, sayCounted, sayPercent, sayTeam } from '@baton/words'
import type { ReactNode } from 'react'
import { memo } from 'react'
import { Definition } from '../../../ui/Definition.tsx'
import { promotionsAWeek, signed } from './figures.ts'

/** The change in six numbers, always in view. Their places never move. */
export const EffectStrip = memo(function EffectStrip({ compared }: { readonly compared: ComparedLine }) {
  const { baseline, candidate, moved, missedWon, history } = compared
  const [was, is] = [promotionsAWeek(baseline, history), promotionsAWeek(candidate, history)]
  return (
    <dl className="grid shrink-0 grid-cols-3 border-b border-line xl:grid-cols-6">
      <Cell
        label="A week"
        about={`Promotions a week: ${sayCounted(candidate.promotions, 'promotion')} over the complete history, divided by its weeks. Before: ${was.toFixed(1)}.`}
        value={is.toFixed(1)}
        note={signed(is - was, 1)}
      />
      <Cell
        label="Gained, lost"
        about="Leads that only the draft promotes, and leads that only the agreement it is held against promotes."
        value={
          <>
            +{sayCount(moved.added.count)}{' '}
            <span className="text-faint">−{sayCount(moved.dropped.count)}</span>
          </>
        }
        note={`${sayCount(moved.earlier.count + moved.later.count + moved.retiered.count)} moved`}
      />
      <Cell
        label="Wins missed"
        about="Won leads that the draft would not have promoted by the time they were won, and that the agreement it is held against had."
        value={sayCount(missedWon.isNew)}
        tone={missedWon.isNew > 0 ? 'warn' : 'plain'}
        note={`${sayCount(missedWon.count - missedWon.isNew)} by both`}
      />
      <RateCell
        label="Become SQL"
        about="Of the leads promoted whose outcome is known: those that became sales qualified."
        was={baseline.precision.sql}
        is={candidate.precision.sql}
      />
      <RateCell
        label="Wins caught"
        about="Of the won leads: those that had been promoted by the time they were won."
        was={baseline.recall.won}
        is={candidate.recall.won}
      />
      <LoadCell candidate={candidate} teams={compared.teams} />
    </dl>
  )
})

function RateCell({
  label,
  about,
  was,
  is,
}: {
  readonly label: string
  readonly about: string
  readonly was: ComparedSide['recall']['won']
  readonly is: ComparedSide['recall']['won']
}) {
  if (is.tooFew)
    return <Cell label={label} about={about} value={`${is.successes} of ${is.n}`} note="too few to say" />
  return (
    <Cell
      label={label}
      about={`${about} ${sayCount(is.successes)} of ${sayCount(is.n)}, between ${sayPercent(is.low)} and ${sayPercent(is.high)}.`}
      value={sayPercent(is.rate)}
      note={was.tooFew ? 'before: too few to say' : `was ${sayPercent(was.rate)}`}
    />
  )
}

/** The team that comes nearest to what it can take on. */
function LoadCell({
  candidate,
  teams,
}: {
  readonly candidate: ComparedSide
  readonly teams: readonly TeamCapacity[]
}) {
  const loads = candidate.load.map((load) => {
    const perWeek = teams.find(({ team }) => team === load.team)?.perWeek ?? null
    return { ...load, capacity: perWeek, share: perWeek === null ? 0 : load.perWeek / perWeek }
  })
  const [fullest] = loads.toSorted((a, b) => b.share - a.share || b.perWeek - a.perWeek)
  const about =
    'Handoffs a week of the team that comes nearest to its capacity. Capacity: what its people work on at a time, divided by how long a handoff stays in hand.'
  if (!fullest) return <Cell label="Fullest team" about={about} value="–" note="no handoffs" />
  return (
    <Cell
      label={fullest.team === null ? 'No team' : sayTeam(fullest.team)}
      about={about}
      value={fullest.perWeek.toFixed(1)}
      tone={fullest.share > 1 ? 'warn' : 'plain'}
      note={fullest.capacity === null ? 'capacity unknown' : `of ${fullest.capacity.toFixed(0)} a week`}
    />
  )
}

function Cell({
  label,
  about,
  value,
  note,
  tone = 'plain',
}: {
  readonly label: string
  readonly about: string
  readonly value: ReactNode
  readonly note: string
  readonly tone?: 'plain' | 'warn'
}) {
  return (
    <div className="min-w-0 border-line px-4 py-2.5 not-first:border-l max-xl:nth-[3n+1]:border-l-0 max-xl:nth-[n+4]:border-t">
      <dt className="truncate text-small text-faint">
        <Definition term={label}>{about}</Definition>
      </dt>
      <dd
        className={`figures truncate text-[1.375rem] leading-8 font-semibold tracking-[-0.02em] ${tone === 'warn' ? 'text-accent-text' : ''}`}
      >
        {value}
      </dd>
      <dd className="figures truncate text-small text-soft">{note}</dd>
    </div>
  )
}
