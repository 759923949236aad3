import { sayMoney, sumByCurrency } from '@baton/words'
import type { Board } from '@baton/protocol'
import { Columns3, Rows3, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useBoard } from '../../api/board-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Defined, useWords } from '../leads/index.ts'
import { staleBecause } from './board-columns.ts'
import { BoardView } from './BoardView.tsx'
import { PipelineTable } from './PipelineTable.tsx'
import { StageDialog } from './StageDialog.tsx'

type View = 'board' | 'table'

/** Opportunities by stage, as a board or a table. */
export function PipelineScreen() {
  const board = useBoard()
  const { pipelineTitle } = useWords()
  const [view, setView] = useState<View>('board')
  const [editing, setEditing] = useState(false)
  const mayChange = useMay('changePipeline')
  const wide = useMediaQuery('(min-width: 768px)')
  useDocumentTitle(pipelineTitle)
  useShortcuts({ v: () => setView(view === 'board' ? 'table' : 'board') })
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title={pipelineTitle} note={board.data && wide && <Totals board={board.data} />}>
        <ViewSwitch view={view} onView={setView} />
        {mayChange && board.data !== undefined && (
          <Button onClick={() => setEditing(true)}>
            <SlidersHorizontal size={13} aria-hidden="true" />
            Stages
          </Button>
        )}
      </ScreenHeader>
      {board.isError ? (
        <ReadFailed what="The pipeline" error={board.error} onRetry={() => void board.refetch()} />
      ) : board.data === undefined ? (
        <BoardSkeleton />
      ) : board.data.data.length === 0 && !mayChange ? (
        <EmptyState title="No opportunity is open">
          <p>One is opened from the page of a lead: press P there.</p>
        </EmptyState>
      ) : view === 'board' ? (
        <BoardView board={board.data} />
      ) : (
        <PipelineTable board={board.data} />
      )}
      {editing && board.data !== undefined && (
        <StageDialog board={board.data} onClose={() => setEditing(false)} />
      )}
    </div>
  )
}

function Totals({ board }: { readonly board: Board }) {
  const weights = new Map(board.stages.map(({ id, weight }) => [id, weight]))
  const weighted = sumByCurrency(
    board.data.map(({ amount, currency, stage }) => ({ amount, currency, weight: weights.get(stage) ?? 0 })),
  )
  const { won, lost, wonAmounts } = board.recent
  const now = useNow()
  const stale = board.data.filter((card) => staleBecause(card, now) !== null).length
  return (
    <span className="figures flex flex-wrap gap-x-4">
      {weighted.length > 0 && (
        <span>
          <Defined term="weighted-amount">Weighted</Defined>{' '}
          <span className="font-medium text-ink">
            {weighted.map(({ amount, currency }) => sayMoney(amount, currency)).join(' + ')}
          </span>
        </span>
      )}
      <span>
        <Defined term="won-recently">In 30 days</Defined>{' '}
        <span className="font-medium text-won-text">{won} won</span>
        {wonAmounts.length > 0 &&
          ` (${wonAmounts.map(({ amount, currency }) => sayMoney(amount, currency)).join(' + ')})`}
        , {lost} lost
      </span>
      {stale > 0 && (
        <span>
          <span className="font-medium text-warn-text">{stale}</span> <Defined term="stale">stale</Defined>
        </span>
      )}
    </span>
  )
}

function ViewSwitch({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }) {
  return (
    <fieldset aria-label="View" className="flex gap-px rounded-md border border-line p-0.5">
      {(['board', 'table'] as const).map((one) => {
        const Icon = one === 'board' ? Columns3 : Rows3
        return (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            aria-label={one === 'board' ? 'As a board' : 'As a table'}
            title={`${one === 'board' ? 'As a board' : 'As a table'} (V)`}
            onClick={() => onView(one)}
            className="inline-flex h-6 w-7 items-center justify-center rounded text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
          >
            <Icon size={14} aria-hidden="true" />
          </button>
        )
      })}
    </fieldset>
  )
}

function BoardSkeleton() {
  return (
    <div className="flex gap-4 p-6" aria-busy="true">
      <span className="sr-only">Reading the pipeline…</span>
      {Array.from({ length: 4 }, (_, column) => (
        <div key={column} className="flex-1 space-y-4">
          <Skeleton className="w-24" />
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-20 w-full" />
        </div>
      ))}
    </div>
  )
}
