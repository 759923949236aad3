/** What is under way on a lead's page: the dialog that is open, the criterion that is being answered, the act being sent. */
import type { LeadRow } from '@baton/protocol'
import { useState } from 'react'
import { useAct, type Act } from '../../api/act.ts'
import { toast } from '../../ui/toast.ts'
import type { NewAnswer } from './AnswerEditor.tsx'
import type { WorkspaceAct } from './available-acts.ts'
import type { Meeting } from './meetings.ts'
import type { DealDialog } from './OpportunitySection.tsx'

export type OpenDialog =
  | { readonly kind: 'reject' | 'touch' | 'needs' }
  | { readonly kind: 'meeting'; readonly moved: Meeting | null }
  | { readonly kind: 'objection'; readonly preset: string | null }
  | { readonly kind: 'deal'; readonly deal: DealDialog }

export interface LeadActs {
  readonly dialog: OpenDialog | null
  readonly open: (dialog: OpenDialog | null) => void
  readonly editing: string | null
  readonly edit: (criterion: string | null) => void
  readonly pending: boolean
  readonly problem: string | null
  /** At once, from the page. */
  readonly perform: (act: Act, said?: string) => void
  /** From a dialog, which closes when it was done. */
  readonly finish: (act: Act, said?: string) => void
  readonly answer: (criterion: string, answer: NewAnswer) => void
  readonly start: (act: WorkspaceAct) => void
}

/** @param nextOpen the criterion to ask next, null where none is open */
export function useLeadActs(lead: LeadRow, nextOpen: string | null): LeadActs {
  const { act, pending, problem } = useAct(lead.id)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const perform = (wanted: Act, said?: string) =>
    void act(wanted).then((acted) => {
      if (acted !== null && said !== undefined) toast(said)
    })
  const finish = (wanted: Act, said?: string) =>
    void act(wanted, { quiet: true }).then((acted) => {
      if (acted === null) return
      setDialog(null)
      if (said !== undefined) toast(said)
    })
  const answer = (criterion: string, given: NewAnswer) =>
    void act({ act: 'answer', criterion, ...given }).then((acted) => {
      if (acted !== null) setEditing(null)
    })
  const start = (wanted: WorkspaceAct) => {
    switch (wanted) {
      case 'claim':
        return perform({ act: 'claim' }, 'It is yours.')
      case 'accept':
        return perform({ act: 'accept' }, 'Accepted.')
      case 'take-up':
        return perform({ act: 'take-up' }, 'Taken up. No clock runs.')
      case 'reinstate':
        return perform({ act: 'reinstate' }, 'Reinstated.')
      case 'reject':
      case 'touch':
        return setDialog({ kind: wanted })
      case 'meeting':
        return setDialog({ kind: 'meeting', moved: null })
      case 'objection':
        return setDialog({ kind: 'objection', preset: null })
      case 'opportunity':
        return setDialog({ kind: 'deal', deal: 'edit' })
      case 'criteria':
        setEditing(nextOpen)
        requestAnimationFrame(() => document.querySelector('#criteria')?.scrollIntoView({ block: 'nearest' }))
    }
  }
  return {
    dialog,
    open: setDialog,
    editing,
    edit: setEditing,
    pending,
    problem,
    perform,
    finish,
    answer,
    start,
  }
}
