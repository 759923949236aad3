import type { LeadDetail, PipelineStage } from '@baton/protocol'
import { useMemo } from 'react'
import { usePackets } from '../../api/packets-query.ts'
import { Button } from '../../ui/Button.tsx'
import { CompanyCard } from './CompanyCard.tsx'
import { CriteriaSheet } from './CriteriaSheet.tsx'
import { FactList } from './FactList.tsx'
import { HandoffSection } from './HandoffSection.tsx'
import { MeetingList } from './MeetingList.tsx'
import { meetingsOf } from './meetings.ts'
import { NeedsSection } from './NeedsSection.tsx'
import { ObjectionList } from './ObjectionList.tsx'
import { needsOf, objectionsOf } from './objections.ts'
import { OpportunitySection } from './OpportunitySection.tsx'
import { PacketSection } from './PacketSection.tsx'
import type { SectionProps } from './section-props.ts'
import { touchesOf } from './touches.ts'
import type { LeadActs } from './use-lead-acts.ts'
import type { NameOf } from './use-workspace.ts'

interface PartProps extends SectionProps {
  readonly detail: LeadDetail
  readonly acts: LeadActs
  /** Whether one may act, and the page shows now. */
  readonly mayAct: boolean
  readonly nameOf: NameOf
}

/** What is known of the lead and has to be found out: packet, criteria, deal, needs, company. */
export function KnowledgeParts({
  stages,
  ...props
}: PartProps & { readonly stages: readonly PipelineStage[] }) {
  const { detail, acts, mayAct, nameOf, judgement, events, asOf, compiled } = props
  const needs = useMemo(() => needsOf(events, asOf), [events, asOf])
  const { stage } = judgement.verdict
  const working = stage !== 'customer' && stage !== 'advocate'
  return (
    <>
      <OpportunitySection
        opportunity={judgement.state.opportunity}
        stages={stages}
        won={!working}
        asOf={asOf}
        mayAct={mayAct}
        onAct={(act) => acts.perform(act)}
        onOpen={(deal) => acts.open({ kind: 'deal', deal })}
      />
      {/* Who has not decided yet reads what was given; who works on it needs what is still to ask. */}
      {stage === 'mql' && <PacketSection {...props} />}
      <CriteriaSheet
        {...props}
        mayAnswer={mayAct && working}
        saidBy={detail.lead.name}
        editing={acts.editing}
        onEdit={acts.edit}
        onAnswer={acts.answer}
      />
      {stage !== 'mql' && <PacketSection {...props} />}
      <NeedsSection
        needs={needs}
        asOf={asOf}
        nameOf={nameOf}
        onEdit={mayAct && working ? () => acts.open({ kind: 'needs' }) : null}
      />
      <CompanyCard detail={detail} names={compiled.agreement.names} />
      <FactList detail={detail} />
    </>
  )
}

/** What was done and is to be done: owner and clocks, touches, meetings, objections. */
export function DealingsParts(props: PartProps) {
  const { detail, acts, mayAct, nameOf, judgement, events, asOf } = props
  const { data } = usePackets(detail.lead.id)
  const { stage, handoff, cycle } = judgement.verdict
  const since = handoff?.openedAt ?? null
  const touches = useMemo(() => touchesOf(events, since, asOf), [events, since, asOf])
  const meetings = useMemo(() => meetingsOf(events, asOf), [events, asOf])
  const objections = useMemo(() => objectionsOf(events, asOf), [events, asOf])
  const working = stage !== 'customer' && stage !== 'advocate'
  const assignment = data?.assignments.find(
    (one) => one.cycle === cycle && one.to?.id === handoff?.owner && Date.parse(one.at) <= asOf,
  )
  return (
    <>
      <HandoffSection
        {...props}
        nameOf={nameOf}
        touches={touches}
        assignment={assignment}
        aside={
          mayAct && (
            <Button look="plain" onClick={() => acts.open({ kind: 'touch' })}>
              Log a touch
            </Button>
          )
        }
      />
      <MeetingList
        leadId={detail.lead.id}
        meetings={meetings}
        now={asOf}
        mayAct={mayAct}
        onAct={(act) =>
          acts.perform(act, act.act === 'cancel-meeting' ? 'The meeting is cancelled.' : undefined)
        }
        onBook={() => acts.open({ kind: 'meeting', moved: null })}
        onMove={(moved) => acts.open({ kind: 'meeting', moved })}
      />
      <ObjectionList
        objections={objections}
        asOf={asOf}
        mayAct={mayAct && working}
        onRaise={(preset) => acts.open({ kind: 'objection', preset })}
      />
    </>
  )
}
