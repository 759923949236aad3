/** What can be done with a lead in its stage: the keys, the words, and in which order they stand. */
import type { Stage } from '@baton/engine'

export type WorkspaceAct =
  | 'claim'
  | 'accept'
  | 'reject'
  | 'touch'
  | 'meeting'
  | 'objection'
  | 'criteria'
  | 'opportunity'
  | 'take-up'
  | 'reinstate'

export interface AvailableAct {
  readonly act: WorkspaceAct
  readonly label: string
  readonly key: string
}

const WORK: readonly AvailableAct[] = [
  { act: 'touch', label: 'Touch', key: 't' },
  { act: 'meeting', label: 'Meeting', key: 'b' },
  { act: 'objection', label: 'Objection', key: 'o' },
  { act: 'criteria', label: 'Criteria', key: 'q' },
]

export function availableActs(
  stage: Stage,
  lead: { readonly owned: boolean; readonly masked: boolean; readonly isProspect: boolean },
): readonly AvailableAct[] {
  switch (stage) {
    case 'mql':
      return [
        ...(lead.owned ? [] : [{ act: 'claim', label: 'Claim', key: 'c' } as const]),
        ...(lead.masked ? [] : [{ act: 'accept', label: 'Accept', key: 'a' } as const]),
        ...(lead.masked ? [] : [{ act: 'reject', label: 'Reject', key: 'r' } as const]),
        ...(lead.masked ? [] : WORK),
        ...(lead.masked ? [] : [{ act: 'opportunity', label: 'Opportunity', key: 'p' } as const]),
      ]
    case 'sal':
    case 'sql':
    case 'opportunity':
      return [
        ...WORK,
        { act: 'opportunity', label: 'Opportunity', key: 'p' },
        { act: 'reject', label: 'Return', key: 'r' },
      ]
    case 'customer':
    case 'advocate':
      return [WORK[0]!, WORK[1]!]
    case 'visitor':
    case 'lead':
    case 'recycled':
      return lead.isProspect ? [{ act: 'take-up', label: 'Take up', key: 'a' }] : []
    case 'disqualified':
      return [{ act: 'reinstate', label: 'Reinstate', key: 'a' }]
  }
}

/** Stages in which sales works on it, so that the page is its workspace. */
export function isWithSales(stage: Stage): boolean {
  return ['mql', 'sal', 'sql', 'opportunity', 'customer', 'advocate'].includes(stage)
}
