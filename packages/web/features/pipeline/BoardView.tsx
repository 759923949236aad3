import type { Board, Opportunity, PipelineStage } from '@baton/protocol'
import { sayCounted, sayMoney, sayPercent } from '@baton/words'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useMay } from '../../api/may.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { useNow } from '../../app/use-now.ts'
import { Select } from '../../ui/Select.tsx'
import { Defined } from '../leads/index.ts'
import { BoardCard } from './BoardCard.tsx'
import { boardColumns, neighbourStage, type BoardColumn } from './board-columns.ts'
import { NextStepDialog } from './NextStepDialog.tsx'
import { useBoardMoves } from './use-board-moves.ts'

/** Columns of cards. Cards are dragged, or moved with the arrow keys; a narrow window shows one stage at a time. */
export function BoardView({ board }: { readonly board: Board }) {
  const now = useNow()
  const { move, setNextStep } = useBoardMoves()
  const mayAct = useMay('actOnLead')
  const wide = useMediaQuery('(min-width: 768px)')
  const [shown, setShown] = useState(board.stages[0]?.id ?? '')
  const [dragged, setDragged] = useState<Opportunity | null>(null)
  const [stepOf, setStepOf] = useState<Opportunity | null>(null)
  const area = useRef<HTMLDivElement>(null)
  const columns = boardColumns(board)
  const moved = useRef<string | null>(null)
  useEffect(() => {
    // A card that changed its column was drawn anew: the keyboard goes on from where it is now.
    if (moved.current === null || document.activeElement !== document.body) return
    cardOf(area.current, moved.current)?.focus()
  })
  const onKey = useCardKeys({
    area,
    stages: board.stages,
    mayAct,
    onMove: (card, stage) => {
      moved.current = card.lead
      void move(card, stage)
      setShown(stage.id)
    },
    onNextStep: setStepOf,
  })
  const lines = Math.max(1, ...columns.map(({ sums }) => sums.length))
  const visible = wide ? columns : columns.filter(({ stage }) => stage.id === shown)
  return (
    <>
      {!wide && <StageChoice columns={columns} shown={shown} onShow={setShown} />}
      <div
        ref={area}
        className="scroller flex min-h-0 flex-1 overflow-x-auto border-t border-line md:divide-x md:divide-line"
      >
        {visible.map((column) => (
          <Column
            key={column.stage.id}
            column={column}
            lines={lines}
            target={dragged !== null && dragged.stage !== column.stage.id}
            onDrop={() => {
              if (dragged !== null) void move(dragged, column.stage)
              setDragged(null)
            }}
          >
            {column.cards.map((card) => (
              <BoardCard
                key={card.lead}
                card={card}
                now={now}
                movable={mayAct}
                onKeyDown={onKey(card)}
                onDrag={setDragged}
                onNextStep={() => setStepOf(card)}
              />
            ))}
          </Column>
        ))}
      </div>
      {mayAct && <KeyHint />}
      {stepOf !== null && (
        <NextStepDialog
          card={stepOf}
          onClose={() => setStepOf(null)}
          onSave={async (text, on) => {
            if (await setNextStep(stepOf, text, on)) setStepOf(null)
          }}
        />
      )}
    </>
  )
}

/** The stage that a narrow window shows. */
function StageChoice({
  columns,
  shown,
  onShow,
}: {
  readonly columns: readonly BoardColumn[]
  readonly shown: string
  readonly onShow: (stage: string) => void
}) {
  return (
    <div className="border-t border-line px-4 py-2">
      <Select
        aria-label="Stage"
        value={shown}
        onChange={onShow}
        options={columns.map(({ stage, cards }) => ({
          value: stage.id,
          label: `${stage.name} (${cards.length})`,
        }))}
      />
    </div>
  )
}

/** What the keys do on a card: sideways moves it, up and down choose another. */
function useCardKeys({
  area,
  stages,
  mayAct,
  onMove,
  onNextStep,
}: {
  readonly area: RefObject<HTMLDivElement | null>
  readonly stages: readonly PipelineStage[]
  readonly mayAct: boolean
  readonly onMove: (card: Opportunity, stage: PipelineStage) => void
  readonly onNextStep: (card: Opportunity) => void
}) {
  return (card: Opportunity) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault()
      const next = neighbourStage(stages, card.stage, event.key === 'ArrowRight' ? 1 : -1)
      if (next === null || !mayAct) return
      onMove(card, next)
      return
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'j' || event.key === 'k') {
      event.preventDefault()
      return focusBeside(area.current, card.lead, event.key === 'ArrowDown' || event.key === 'j' ? 1 : -1)
    }
    if (event.key === 'n' && mayAct) {
      event.preventDefault()
      onNextStep(card)
    }
  }
}

function KeyHint() {
  return (
    <p className="hidden h-8 shrink-0 items-center gap-4 border-t border-line px-6 text-small text-faint md:flex">
      <span>← → move a card</span>
      <span>↑ ↓ choose one</span>
      <span>N next step</span>
      <span>Enter open</span>
    </p>
  )
}

function cardOf(area: HTMLElement | null, lead: string): HTMLElement | null {
  return area?.querySelector<HTMLElement>(`[data-card="${CSS.escape(lead)}"]`) ?? null
}

function focusBeside(area: HTMLElement | null, lead: string, direction: 1 | -1) {
  const column = cardOf(area, lead)?.closest('section')
  const cards = [...(column?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
  const at = cards.findIndex((card) => card.dataset['card'] === lead)
  cards[at + direction]?.focus()
}

function Column({
  column: { stage, cards, sums, weighted, unpriced },
  lines,
  target,
  onDrop,
  children,
}: {
  readonly column: BoardColumn
  /** Lines of sums that the fullest column needs: all headers are as high. */
  readonly lines: number
  readonly target: boolean
  readonly onDrop: () => void
  readonly children: React.ReactNode
}) {
  const [over, setOver] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- where a dragged card is dropped
    <section
      aria-label={stage.name}
      onDragOver={(event) => {
        if (!target) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => {
        setOver(false)
        onDrop()
      }}
      className={`flex min-h-0 min-w-[248px] flex-1 flex-col ${target && over ? 'bg-accent-wash' : 'bg-sunk'}`}
    >
      <header className="border-b border-line bg-paper px-3 py-2.5">
        <h2 className="flex items-baseline gap-2 font-semibold">
          {stage.name}
          <span className="figures text-small font-normal text-faint">{cards.length}</span>
          <span className="figures ml-auto text-small font-normal text-faint">
            {sayPercent(stage.weight)}
          </span>
        </h2>
        <p className="figures text-small text-soft" style={{ minHeight: `${lines * 1.125}rem` }}>
          {sums.length === 0 ? (
            <span className="text-faint">{cards.length === 0 ? 'Empty' : 'No amounts yet'}</span>
          ) : (
            sums.map(({ currency, amount }, index) => (
              <span key={currency} className="block truncate">
                <span className="font-medium text-ink">{sayMoney(amount, currency)}</span>{' '}
                <span className="text-faint">
                  <Defined term="weighted-amount">weighted</Defined>{' '}
                  {sayMoney(weighted[index]?.amount ?? 0, currency)}
                </span>
              </span>
            ))
          )}
          {unpriced > 0 && sums.length > 0 && (
            <span className="text-faint">{sayCounted(unpriced, 'without amount', 'without amounts')}</span>
          )}
        </p>
      </header>
      <ul className="scroller min-h-0 flex-1 space-y-2 overflow-y-auto p-2">{children}</ul>
    </section>
  )
}
