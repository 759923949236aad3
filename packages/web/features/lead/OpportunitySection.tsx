import type { OpportunityState } from '@baton/engine'
import type { PipelineStage } from '@baton/protocol'
import { sayAgo, sayDate, sayMoney } from '@baton/words'
import type { ReactNode } from 'react'
import type { Act } from '../../api/act.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Defined } from '../leads/index.ts'

export type DealDialog = 'edit' | 'win' | 'lose' | 'proposal'

/** The deal on the table: how much, how far, what happens next, and how it ends. */
export function OpportunitySection({
  opportunity,
  stages,
  won,
  asOf,
  mayAct,
  onAct,
  onOpen,
}: {
  readonly opportunity: OpportunityState | null
  readonly stages: readonly PipelineStage[]
  readonly won: boolean
  readonly asOf: number
  readonly mayAct: boolean
  readonly onAct: (act: Act) => void
  readonly onOpen: (dialog: DealDialog) => void
}) {
  if (opportunity === null) return null
  const stage = stages.find(({ id }) => id === opportunity.stage)
  const dateOf = (day: string | null) => (day === null ? null : sayDate(Date.parse(day)))
  const overdue = opportunity.nextStepOn !== null && Date.parse(opportunity.nextStepOn) + 86_400_000 < asOf
  return (
    <Section
      id="opportunity"
      title={won ? 'Won' : 'Opportunity'}
      note={`opened ${sayAgo(opportunity.openedAt, asOf)}`}
      aside={mayAct && !won ? <DealActs onOpen={onOpen} /> : undefined}
    >
      {stages.length > 0 && !won && (
        <StageSteps
          stages={stages}
          stage={opportunity.stage}
          onStage={mayAct ? (one) => onAct({ act: 'change-opportunity', stage: one }) : null}
        />
      )}
      <dl className="grid gap-x-8 sm:grid-cols-2">
        <Line term={<Defined term="amount">Amount</Defined>}>
          {opportunity.amount === null ? null : sayMoney(opportunity.amount, opportunity.currency)}
        </Line>
        <Line term="Stage">
          {stage?.name ?? opportunity.stage}
          <span className="text-small text-faint"> {sayAgo(opportunity.stageSince, asOf)}</span>
        </Line>
        <Line term="Products">{opportunity.products}</Line>
        <Line term="Closes on">{dateOf(opportunity.closesOn)}</Line>
        <Line term="Next step">
          {opportunity.nextStep === null ? null : (
            <>
              {opportunity.nextStep}
              <span className={`text-small ${overdue ? 'font-medium text-accent-text' : 'text-faint'}`}>
                {' '}
                {dateOf(opportunity.nextStepOn)}
                {overdue && ', past'}
              </span>
            </>
          )}
        </Line>
        <Line term="Proposal">
          {opportunity.proposalSentAt === null ? null : `sent ${sayDate(opportunity.proposalSentAt)}`}
        </Line>
      </dl>
    </Section>
  )
}

function DealActs({ onOpen }: { readonly onOpen: (dialog: DealDialog) => void }) {
  return (
    <span className="flex flex-wrap gap-1">
      <Button look="plain" onClick={() => onOpen('edit')}>
        Change
      </Button>
      <Button look="plain" onClick={() => onOpen('proposal')}>
        Proposal sent
      </Button>
      <Button onClick={() => onOpen('win')}>Won</Button>
      <Button onClick={() => onOpen('lose')}>Lost</Button>
    </span>
  )
}

/** The way of the pipeline; a press moves the deal. */
function StageSteps({
  stages,
  stage,
  onStage,
}: {
  readonly stages: readonly PipelineStage[]
  readonly stage: string | null
  /** Null where one may not. */
  readonly onStage: ((stage: string) => void) | null
}) {
  const at = stages.findIndex(({ id }) => id === stage)
  return (
    <ol aria-label="Stages of the pipeline" className="mb-3 flex gap-px">
      {stages.map((one, index) => (
        <li key={one.id} className="min-w-0 flex-1">
          <button
            type="button"
            disabled={onStage === null || one.id === stage}
            aria-current={one.id === stage ? 'step' : undefined}
            onClick={() => onStage?.(one.id)}
            className="group w-full text-left disabled:cursor-default"
          >
            <span className={`block h-1 -skew-x-12 ${index <= at ? 'bg-accent' : 'bg-line-strong'}`} />
            <span
              className={`block truncate pt-1 text-small ${index === at ? 'font-medium text-ink' : 'text-faint group-enabled:group-hover:text-ink'}`}
            >
              {one.name}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function Line({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-baseline justify-between gap-4 border-b border-line py-1.5">
      <dt className="shrink-0 text-faint">{term}</dt>
      <dd className="figures min-w-0 text-right">
        {children === null ? <span className="text-faint">not said yet</span> : children}
      </dd>
    </div>
  )
}
