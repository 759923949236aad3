import type { TeamView } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useRef, useState } from 'react'
import { useTeamView } from '../../api/team-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { HandoffTable } from './HandoffTable.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { ReassignDialog } from './ReassignDialog.tsx'
import { TeamFigures } from './TeamFigures.tsx'
import { TierAcceptance } from './TierAcceptance.tsx'

/** Who carries what, whose clocks run out, and passing on before they do. */
export function TeamScreen() {
  const view = useTeamView()
  const scroller = useRef<HTMLDivElement>(null)
  useDocumentTitle('Team')
  return (
    <div ref={scroller} className="scroller h-full overflow-y-auto">
      <ScreenHeader
        title="Team"
        note={
          view.data && <>{view.data.teams.map(({ name }) => name).join(', ')}. Shares and delays: 30 days.</>
        }
      />
      {view.isError && view.data === undefined ? (
        <ReadFailed what="The team view" error={view.error} onRetry={() => void view.refetch()} />
      ) : view.data === undefined ? (
        <TeamSkeleton />
      ) : view.data.people.length === 0 ? (
        <EmptyState title="Nobody to look after yet">
          <p>
            As soon as people are in your teams, their load, their clocks and what they accept stand here.
          </p>
        </EmptyState>
      ) : (
        <TeamContents view={view.data} scroller={scroller} />
      )}
    </div>
  )
}

function TeamContents({
  view,
  scroller,
}: {
  readonly view: TeamView
  readonly scroller: React.RefObject<HTMLDivElement | null>
}) {
  const [owner, setOwner] = useState<string | null>(null)
  const [passing, setPassing] = useState<readonly string[] | null>(null)
  // What was passed on is no longer selected: the table begins anew.
  const [round, setRound] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const cards = owner === null ? view.handoffs : view.handoffs.filter((card) => card.owner?.id === owner)
  const show = (person: string) => {
    setOwner(person)
    requestAnimationFrame(() => heading.current?.scrollIntoView({ block: 'start' }))
  }
  return (
    <>
      <TeamFigures view={view} />
      <h2 className="px-4 pt-5 pb-1 text-lead font-semibold tracking-[-0.01em] md:px-6">
        People <span className="text-small font-normal text-faint">those who need help first</span>
      </h2>
      <PeopleTable view={view} onShow={show} />
      <TierAcceptance view={view} />
      <div className="flex flex-wrap items-center gap-3 px-4 pt-6 pb-2 md:px-6">
        <h2 ref={heading} className="scroll-mt-4 text-lead font-semibold tracking-[-0.01em]">
          Open handoffs <span className="figures font-normal text-faint">{sayCount(cards.length)}</span>
        </h2>
        <Choice
          label="Owner"
          options={view.people.map(({ person, open }) => ({
            value: person.id,
            label: person.name,
            note: sayCount(open),
          }))}
          chosen={owner === null ? [] : [owner]}
          onChange={([person]) => setOwner(person ?? null)}
        />
      </div>
      {cards.length === 0 ? (
        <p className="px-4 pb-10 text-body text-faint md:px-6">No handoff is open here.</p>
      ) : (
        <HandoffTable key={round} cards={cards} scroller={scroller} onPass={setPassing} />
      )}
      <div className="h-8" />
      {passing !== null && (
        <ReassignDialog
          leads={passing}
          view={view}
          onDone={() => {
            setPassing(null)
            setRound(round + 1)
          }}
          onClose={() => setPassing(null)}
        />
      )}
    </>
  )
}

function TeamSkeleton() {
  return (
    <div className="space-y-6 px-6 pt-6" aria-busy="true">
      <Skeleton className="h-12 w-full max-w-4xl" />
      {Array.from({ length: 6 }, (_, row) => (
        <Skeleton key={row} className="w-full max-w-5xl" />
      ))}
    </div>
  )
}
