import type { Board, Opportunity, PipelineStage } from '@baton/protocol'
import { sayDate, sayMoney } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/may.ts'
import { useNow } from '../../app/use-now.ts'
import { Select } from '../../ui/Select.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { Defined, GradeMark } from '../leads/index.ts'
import { boardColumns, daysIn, staleBecause } from './board-columns.ts'
import { sayCard, useBoardMoves } from './use-board-moves.ts'

/** The same opportunities as rows, in the order of the stages. */
export function PipelineTable({ board }: { readonly board: Board }) {
  const now = useNow()
  const { move } = useBoardMoves()
  const mayAct = useMay('actOnLead')
  const cards = boardColumns(board).flatMap((column) => column.cards)
  const onStage = (card: Opportunity, id: string) => {
    const stage = board.stages.find((one) => one.id === id)
    if (stage !== undefined) void move(card, stage)
  }
  return (
    <div className="scroller min-h-0 flex-1 overflow-auto border-t border-line">
      <Table
        caption="Opportunities"
        columns={[
          { label: 'Who' },
          { label: 'Stage', className: 'w-40' },
          { label: <Defined term="amount">Amount</Defined>, className: 'text-right' },
          { label: 'Next step', className: 'max-md:hidden' },
          { label: 'Closes on', className: 'max-md:hidden' },
          { label: <Defined term="stage-age">In stage</Defined>, className: 'text-right max-md:hidden' },
          { label: 'Owner', className: 'max-md:hidden' },
          { label: <Defined term="grade">Fit</Defined>, className: 'max-md:hidden' },
        ]}
      >
        {cards.map((card) => (
          <Row key={card.lead} {...{ card, now }} stages={board.stages} onStage={mayAct ? onStage : null} />
        ))}
      </Table>
      {cards.length === 0 && <p className="px-6 py-8 text-soft">No opportunity is open.</p>}
    </div>
  )
}

function Row({
  card,
  now,
  stages,
  onStage,
}: {
  readonly card: Opportunity
  readonly now: number
  readonly stages: readonly PipelineStage[]
  /** Null where one may not. */
  readonly onStage: ((card: Opportunity, stage: string) => void) | null
}) {
  const stale = staleBecause(card, now)
  return (
    <tr className="hover:bg-hover">
      <Cell className="max-w-56 truncate">
        <Link
          to="/leads/$leadId"
          params={{ leadId: card.lead }}
          className="rounded-sm font-medium hover:underline"
        >
          {sayCard(card)}
        </Link>
        <span className="block truncate text-small text-faint">{card.company}</span>
      </Cell>
      <Cell>
        {onStage !== null ? (
          <Select
            aria-label={`Stage of ${sayCard(card)}`}
            value={card.stage}
            onChange={(stage) => onStage(card, stage)}
            options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          stages.find(({ id }) => id === card.stage)?.name
        )}
      </Cell>
      <Cell className="figures text-right font-medium">
        {card.amount === null ? (
          <span className="font-normal text-faint">–</span>
        ) : (
          sayMoney(card.amount, card.currency)
        )}
      </Cell>
      <Cell className="max-w-64 truncate text-soft max-md:hidden">
        {card.nextStep ?? <span className="text-faint">none</span>}
        {card.nextStepOn !== null && (
          <span className="text-faint"> · {sayDate(Date.parse(card.nextStepOn))}</span>
        )}
      </Cell>
      <Cell className="figures whitespace-nowrap text-soft max-md:hidden">
        {card.closesOn === null ? '' : sayDate(Date.parse(card.closesOn))}
      </Cell>
      <Cell
        className={`figures text-right whitespace-nowrap max-md:hidden ${stale === null ? 'text-soft' : 'font-medium text-warn-text'}`}
      >
        {daysIn(card, now)} d{stale !== null && <span className="block text-small font-normal">{stale}</span>}
      </Cell>
      <Cell className="text-soft max-md:hidden">{card.owner?.name}</Cell>
      <Cell className="max-md:hidden">
        <GradeMark grade={card.grade as 'A' | 'B' | 'C' | 'D'} />
      </Cell>
    </tr>
  )
}
