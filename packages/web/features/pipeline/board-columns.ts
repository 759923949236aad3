/** The board as data: columns with their sums, which cards have gone stale, and where a card moves. */
import type { Board, Opportunity, PipelineStage } from '@baton/protocol'
import { sumByCurrency } from '@baton/words'

const DAY_MS = 86_400_000
/** So long in one stage, and nobody expects much of it. */
const STALE_DAYS = 30

export interface BoardColumn {
  readonly stage: PipelineStage
  readonly cards: readonly Opportunity[]
  readonly sums: readonly { readonly currency: string; readonly amount: number }[]
  readonly weighted: readonly { readonly currency: string; readonly amount: number }[]
  /** Cards without an amount: they count nothing in the sums. */
  readonly unpriced: number
}

/** Columns in the order of the pipeline; within one, what is due first stands first. */
export function boardColumns({ stages, data }: Pick<Board, 'stages' | 'data'>): readonly BoardColumn[] {
  return stages.map((stage) => {
    const cards = data.filter((card) => card.stage === stage.id).toSorted(byDue)
    return {
      stage,
      cards,
      sums: sumByCurrency(cards),
      weighted: sumByCurrency(
        cards.map(({ amount, currency }) => ({ amount, currency, weight: stage.weight })),
      ),
      unpriced: cards.filter(({ amount, currency }) => amount === null || currency === null).length,
    }
  })
}

function byDue(a: Opportunity, b: Opportunity): number {
  const due = (card: Opportunity) => card.nextStepOn ?? card.closesOn ?? '9999'
  return due(a).localeCompare(due(b)) || a.stageSince.localeCompare(b.stageSince)
}

/** Why a card needs somebody; null where it does not. */
export function staleBecause(card: Opportunity, nowMs: number): string | null {
  if (card.nextStepOn !== null && Date.parse(card.nextStepOn) + DAY_MS <= nowMs) return 'next step is past'
  if (card.closesOn !== null && Date.parse(card.closesOn) + DAY_MS <= nowMs) return 'closing date is past'
  if (daysIn(card, nowMs) >= STALE_DAYS) return `${daysIn(card, nowMs)} days in this stage`
  return null
}

export function daysIn(card: Pick<Opportunity, 'stageSince'>, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(card.stageSince)) / DAY_MS))
}

/** The stage beside a card's; null at the edge. */
export function neighbourStage(
  stages: readonly PipelineStage[],
  stage: string,
  direction: 1 | -1,
): PipelineStage | null {
  return stages[stages.findIndex(({ id }) => id === stage) + direction] ?? null
}

/** An id for a new stage from its name, unlike those that exist. */
export function stageId(name: string, taken: readonly string[]): string {
  const plain =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 50) || 'stage'
  if (!taken.includes(plain)) return plain
  for (let number = 2; ; number++) if (!taken.includes(`${plain}-${number}`)) return `${plain}-${number}`
}
