import type { Contest, Contests } from '@baton/protocol'
import { useState } from 'react'
import { useContests } from '../../api/contests-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../leads/index.ts'
import { ContestItem } from './ContestItem.tsx'
import { ContestedClauses, Outcomes } from './ContestTables.tsx'

type Shown = 'open' | 'all'

/** What sales contested, what marketing answered, and what came of it: later outcomes judge both sides. */
export function ContestsScreen() {
  const contests = useContests()
  const { contestsTitle } = useWords()
  const mayAnswer = useMay('answerContest')
  useDocumentTitle(contestsTitle)
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title={contestsTitle}
        note="What sales said no to, and why. What became of the lead since judges both sides."
      />
      {contests.isError ? (
        <ReadFailed what="The contests" error={contests.error} onRetry={() => void contests.refetch()} />
      ) : contests.data === undefined ? (
        <div className="space-y-5 p-6" aria-busy="true">
          <span className="sr-only">Reading the contests…</span>
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} className="w-full max-w-3xl" />
          ))}
        </div>
      ) : contests.data.data.length === 0 ? (
        <EmptyState title="Nothing was contested yet">
          <p>
            When sales rejects a lead it says what it objects to: a clause that should not have counted, a
            fact that is wrong, or the timing. Each of these stands here until marketing answers it.
          </p>
        </EmptyState>
      ) : (
        <ContestBody contests={contests.data} mayAnswer={mayAnswer} />
      )}
    </div>
  )
}

function ContestBody({ contests, mayAnswer }: { readonly contests: Contests; readonly mayAnswer: boolean }) {
  // What names no clause and no fact leaves nothing to answer.
  const open = contests.data.filter(
    ({ state, clause, field }) => state === 'open' && (clause ?? field) !== null,
  )
  const [shown, setShown] = useState<Shown>(open.length > 0 ? 'open' : 'all')
  const [clause, setClause] = useState<string | null>(null)
  const listed = (shown === 'open' ? open : contests.data).filter(
    (one) => clause === null || one.clause === clause,
  )
  return (
    <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line">
      <div className="grid gap-x-10 px-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <section aria-label="Contests" className="min-w-0 py-4">
          <div className="mb-2 flex flex-wrap items-center gap-2">
            <fieldset aria-label="Which" className="flex gap-px rounded-md border border-line p-0.5">
              <Tab on={shown === 'open'} onClick={() => setShown('open')}>{`To answer ${open.length}`}</Tab>
              <Tab on={shown === 'all'} onClick={() => setShown('all')}>{`All ${contests.data.length}`}</Tab>
            </fieldset>
            {clause !== null && (
              <button
                type="button"
                onClick={() => setClause(null)}
                className="h-7 rounded-md px-2 text-small text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                Only {clause}: show all clauses
              </button>
            )}
          </div>
          <ContestList contests={listed} mayAnswer={mayAnswer} />
        </section>
        <aside className="min-w-0 border-t border-line xl:border-t-0 xl:border-l xl:pl-8">
          <Outcomes outcomes={contests.outcomes} />
          <ContestedClauses clauses={contests.clauses} chosen={clause} onChoose={setClause} />
        </aside>
      </div>
    </div>
  )
}

function ContestList({
  contests,
  mayAnswer,
}: {
  readonly contests: readonly Contest[]
  readonly mayAnswer: boolean
}) {
  if (contests.length === 0) return <p className="py-4 text-soft">All of them are answered.</p>
  return (
    <ul className="divide-y divide-line border-y border-line">
      {contests.map((contest) => (
        <ContestItem key={contest.id} contest={contest} mayAnswer={mayAnswer} />
      ))}
    </ul>
  )
}

function Tab({
  on,
  onClick,
  children,
}: {
  readonly on: boolean
  readonly onClick: () => void
  readonly children: string
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className="figures h-6 rounded px-2 text-small font-medium text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
    >
      {children}
    </button>
  )
}
