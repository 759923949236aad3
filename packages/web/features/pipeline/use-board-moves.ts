/** Moving cards on the board: shown at once, said aloud, taken back when the server refuses. */
import type { Opportunity, PipelineStage } from '@baton/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useActs } from '../../api/act.ts'
import { boardOptions, useExpectStage } from '../../api/board-query.ts'
import { toast } from '../../ui/toast.ts'

export function useBoardMoves() {
  const { act } = useActs()
  const expectStage = useExpectStage()
  const queries = useQueryClient()
  const move = async (card: Opportunity, stage: PipelineStage) => {
    if (card.stage === stage.id) return
    await expectStage(card.lead, stage.id, new Date().toISOString())
    const acted = await act(card.lead, { act: 'change-opportunity', stage: stage.id })
    if (acted !== null) toast(`${sayCard(card)} is in ${stage.name}.`)
    await queries.invalidateQueries({ queryKey: boardOptions.queryKey })
  }
  const setNextStep = async (card: Opportunity, nextStep: string, nextStepOn: string) => {
    const text = nextStep.trim()
    const acted = await act(card.lead, {
      act: 'change-opportunity',
      nextStep: text === '' ? null : text,
      nextStepOn: nextStepOn === '' ? null : nextStepOn,
    })
    return acted !== null
  }
  return { move, setNextStep }
}

export function sayCard({ name, company }: Pick<Opportunity, 'name' | 'company'>): string {
  return name ?? company ?? 'The opportunity'
}
