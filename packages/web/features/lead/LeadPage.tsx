import type { Verdict } from '@baton/engine'
import type { LeadDetail } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react'
import { boardOptions } from '../../api/board-query.ts'
import { useMay } from '../../api/may.ts'
import { LeadProgramsSection } from '../programs/index.ts'
import { ReferralsSection } from '../referrals/index.ts'
import { ActionBar } from './ActionBar.tsx'
import { AsideSection } from './AsideSection.tsx'
import { availableActs, isWithSales } from './available-acts.ts'
import { CompanyCard } from './CompanyCard.tsx'
import { ConsentSection } from './ConsentSection.tsx'
import { EventTimeline } from './EventTimeline.tsx'
import { FactList } from './FactList.tsx'
import { FitSection } from './FitSection.tsx'
import { IdentitySection } from './IdentitySection.tsx'
import { KeepAsGolden } from './KeepAsGolden.tsx'
import { LeadHeader } from './LeadHeader.tsx'
import { LogInbound } from './LogInbound.tsx'
import { MomentBar } from './MomentBar.tsx'
import { needsOf } from './objections.ts'
import { NextContent } from './NextContent.tsx'
import { DealingsParts, KnowledgeParts } from './SalesParts.tsx'
import { ScoreSection } from './ScoreSection.tsx'
import type { SectionProps } from './section-props.ts'
import { useLeadActs } from './use-lead-acts.ts'
import { useMayActOn, type NameOf } from './use-workspace.ts'
import { WhySection } from './WhySection.tsx'

const readDialogs = () => import('./LeadDialogs.tsx')
const LeadDialogs = lazy(async () => ({ default: (await readDialogs()).LeadDialogs }))

interface LeadPageProps extends SectionProps {
  readonly detail: LeadDetail
  /** As of the moment itself; the judgement of the sections may follow a little later. */
  readonly verdict: Verdict
  readonly now: number
  readonly past: boolean
  readonly cited: readonly string[]
  readonly truncated: boolean
  readonly nameOf: NameOf
  readonly step: (direction: 1 | -1) => void
  readonly chart: ReactNode
}

/** The page of a lead: the workspace of sales while it has the lead, and below, or instead, how it was judged. */
export function LeadPage(props: LeadPageProps) {
  const { detail, verdict, judgement, events, asOf, now, past, nameOf, compiled, chart, step, onMoment } =
    props
  const mayAct = useMayActOn(detail.lead) && !past
  const mayKeep = useMay('addDraft') && !detail.lead.masked && !mayAct
  const nextOpen = verdict.criteria.find(({ satisfied }) => !satisfied)?.criterion ?? null
  const acts = useLeadActs(detail.lead, nextOpen)
  const withSales = isWithSales(verdict.stage)
  const stages =
    useQuery({ ...boardOptions, enabled: useMay('opportunities') && withSales }).data?.stages ?? []
  const needs = useMemo(() => needsOf(events, asOf), [events, asOf])
  const parts = { ...props, acts, mayAct }
  // Behind the page, so that who presses a key and types on finds the dialog open.
  useEffect(() => void (mayAct && readDialogs().catch(() => {})), [mayAct])
  return (
    <div className="scroller h-full overflow-y-auto">
      <LeadHeader {...{ detail, verdict, asOf, past }} owner={nameOf(verdict.handoff?.owner ?? null)} />
      <MomentBar {...{ asOf, now, past }} onStep={step} onNow={() => onMoment(null)}>
        {mayAct && (
          <ActionBar
            acts={availableActs(verdict.stage, {
              owned: detail.lead.owner !== null,
              masked: detail.lead.masked,
              isProspect: verdict.isProspect,
            })}
            pending={acts.pending}
            onAct={acts.start}
          />
        )}
        {!past && <LogInbound lead={detail.lead} />}
        {mayKeep && <KeepAsGolden {...{ compiled, events, asOf }} />}
      </MomentBar>
      {!withSales && chart}
      <div className="grid gap-x-10 px-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          {withSales ? (
            <>
              <KnowledgeParts {...parts} stages={stages} />
              <HowJudged {...props} />
            </>
          ) : (
            <>
              <Judged {...props} />
              <CompanyCard detail={detail} names={compiled.agreement.names} />
              <FactList detail={detail} />
            </>
          )}
          <LeadProgramsSection leadId={detail.lead.id} now={now} />
          <ReferralsSection
            leadId={detail.lead.id}
            isCustomer={verdict.stage === 'customer' || verdict.stage === 'advocate'}
            now={now}
          />
          <IdentitySection leadId={detail.lead.id} now={now} />
          <ConsentSection leadId={detail.lead.id} now={now} />
          <AsideSection leadId={detail.lead.id} now={now} />
        </div>
        <div className="min-w-0 border-t border-line xl:border-t-0 xl:border-l xl:pl-8">
          {withSales && <DealingsParts {...parts} />}
          {!past && <NextContent leadId={detail.lead.id} />}
          <EventTimeline {...props} ledger={detail.decisions} />
        </div>
      </div>
      <Suspense>
        {mayAct && acts.dialog !== null && (
          <LeadDialogs
            {...{ acts, stages, needs, now }}
            lead={detail.lead}
            stage={verdict.stage}
            opportunity={judgement.state.opportunity}
          />
        )}
      </Suspense>
    </div>
  )
}

/** The judgement behind it all: the history as a chart, and why it came out as it did. */
function HowJudged({ chart, ...props }: LeadPageProps) {
  return (
    <section
      aria-label="How it was judged"
      id="judged"
      className="scroll-mt-11 border-t border-line-strong pt-5"
    >
      <h2 className="text-title font-semibold tracking-[-0.02em]">How it was judged</h2>
      <div className="-mx-4 md:-mx-6">{chart}</div>
      <Judged {...props} />
    </section>
  )
}

function Judged(props: SectionProps) {
  return (
    <>
      <WhySection {...props} />
      <ScoreSection {...props} />
      <FitSection {...props} />
    </>
  )
}
