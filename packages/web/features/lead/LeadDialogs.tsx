import type { Verdict } from '@baton/engine'
import type { LeadState } from '@baton/engine'
import type { LeadRow, PipelineStage } from '@baton/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useReach } from '../../api/may.ts'
import { TouchBar } from '../queue/index.ts'
import { DealDialogs } from './DealDialogs.tsx'
import { MeetingDialog } from './MeetingDialog.tsx'
import { NeedsDialog } from './NeedsSection.tsx'
import { ObjectionDialog } from './ObjectionDialog.tsx'
import type { Needs } from './objections.ts'
import { RejectDialog } from './RejectDialog.tsx'
import type { LeadActs } from './use-lead-acts.ts'

/** The dialog that is open on a lead's page. */
export function LeadDialogs({
  acts,
  lead,
  stage,
  opportunity,
  stages,
  needs,
  now,
}: {
  readonly acts: LeadActs
  readonly lead: LeadRow
  readonly stage: Verdict['stage']
  readonly opportunity: LeadState['opportunity']
  readonly stages: readonly PipelineStage[]
  readonly needs: Needs | null
  readonly now: number
}) {
  const { dialog, open, finish, pending, problem } = acts
  const reach = useReach('lead')
  const navigate = useNavigate()
  if (dialog === null) return null
  const onClose = () => open(null)
  // Who works a queue goes on with the next.
  const onGone = () => void (reach === 'own' && navigate({ to: '/queue' }))
  const shared = { problem, pending, onClose }
  const who = lead.name ?? lead.email ?? 'the lead'
  switch (dialog.kind) {
    case 'reject':
      return <RejectDialog leadId={lead.id} onClose={onClose} onDone={onGone} />
    case 'touch':
      return <TouchBar leadId={lead.id} onClose={onClose} />
    case 'needs':
      return <NeedsDialog needs={needs} onAct={(act) => finish(act, 'Noted.')} {...shared} />
    case 'objection':
      return <ObjectionDialog preset={dialog.preset} onAct={(act) => finish(act, 'Noted.')} {...shared} />
    case 'meeting':
      return (
        <MeetingDialog
          who={who}
          email={lead.email}
          moved={dialog.moved}
          now={now}
          onAct={(act) => finish(act, dialog.moved === null ? 'Booked.' : 'Moved.')}
          {...shared}
        />
      )
    case 'deal':
      return (
        <DealDialogs
          kind={dialog.deal}
          opportunity={stage === 'opportunity' ? opportunity : null}
          stages={stages}
          onAct={(act) => finish(act, 'Saved.')}
          {...shared}
        />
      )
  }
}
