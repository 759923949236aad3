import { type Decision, type Remedy, type TierReason, type Verdict } from '@baton/engine'
import { sayDate, sayDecision, sayId, sayRemedy, sayStage, sayWaiting, sayWhere } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'
import { StageChip } from '../leads/index.ts'
import { judgeAt } from './judgement.ts'
import { ReasonList } from './ReasonList.tsx'
import type { SectionProps } from './section-props.ts'

/** Why the lead stands where it stands, what is missing, and what would change it. */
export function WhySection(props: SectionProps) {
  const { verdict, remedies } = props.judgement
  const { names } = props.compiled.agreement
  const open = verdict.stage === 'visitor' || verdict.stage === 'lead' || verdict.stage === 'recycled'
  return (
    <div id="why" className="scroll-mt-14">
      {verdict.disqualifiedBy !== null ? (
        <Disqualified verdict={verdict} />
      ) : open ? (
        <WhyNotYet {...props} />
      ) : (
        <WhyPromoted {...props} />
      )}
      {open && verdict.disqualifiedBy === null && remedies.length > 0 && (
        <Section title="What would it take" note={`to become ${sayStage('mql', names).toLowerCase()}`}>
          <RemedyList remedies={remedies} />
        </Section>
      )}
    </div>
  )
}

function WhyPromoted(props: SectionProps) {
  const { compiled, judgement, events } = props
  const { names, tiers } = compiled.agreement
  const { verdict, decisions } = judgement
  const promotion = decisions.findLast(({ kind, to }) => kind === 'stage' && to === 'mql')
  const then = useMemo(
    () => (promotion === undefined ? null : judgeAt(compiled, events, promotion.at)),
    [compiled, events, promotion],
  )
  const stage = sayStage(verdict.stage, names)
  if (promotion === undefined || then === null) {
    const last = decisions.at(-1)
    return (
      <Section title={`Why ${stage.toLowerCase()}`}>
        <p className="max-w-prose text-soft">
          {last === undefined
            ? 'Nothing has been decided yet.'
            : `An act of sales or its outcome carried it here on ${sayDate(last.at)}, without a promotion by marketing.`}
        </p>
      </Section>
    )
  }
  const tier = then.verdict.tiers.find((reason) => promotion.clauses.includes(reason.clause))
  const others = verdict.tiers.filter((reason) => reason.clause !== tier?.clause)
  const index = tiers.findIndex((other) => other.clauseId === tier?.clause)
  return (
    <Section
      title={`Why ${sayStage('mql', names).toLowerCase()}`}
      note={
        <>
          Promoted on {sayDate(promotion.at)} by tier{' '}
          <ClauseLink clause={promotion.clauses[0] ?? 'mql'}>{sayId(promotion.tier ?? '')}</ClauseLink>, the{' '}
          {index === 0 ? 'first' : 'first that held'} of {tiers.length}. As judged then (
          <button
            type="button"
            onClick={() => props.onMoment(promotion.at)}
            className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink hover:decoration-accent"
          >
            see the moment
          </button>
          ):
        </>
      }
    >
      {tier !== undefined && (
        <ReasonList {...props} reasons={[tier.reason]} poursByEvent={then.poursByEvent} />
      )}
      <WhatFollowed {...props} decisions={decisions.slice(decisions.indexOf(promotion) + 1)} />
      {others.length > 0 && <OtherTiers {...props} tiers={others} title="Other tiers" />}
    </Section>
  )
}

/** The stages after the promotion, each by the event that carried the lead there. */
function WhatFollowed({
  decisions,
  compiled,
  events,
  onMoment,
}: SectionProps & { readonly decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null
  return (
    <div className="mt-3">
      <h3 className="label mb-1">What followed</h3>
      <ol>
        {decisions.map((decision, index) => (
          <li key={index} className="flex min-h-8 items-center gap-3">
            {decision.kind === 'stage' ? (
              <>
                <StageChip stage={decision.to} label={sayStage(decision.to, compiled.agreement.names)} />
                <span className="min-w-0 flex-1 truncate text-small text-faint">
                  {decision.timer === null
                    ? events.find(({ id }) => id === decision.causeEvent)?.name
                    : sayDecision(decision, compiled.agreement.names)}
                </span>
              </>
            ) : (
              <span className="min-w-0 flex-1 pl-8 text-small text-soft">{sayDecision(decision)}</span>
            )}
            <button
              type="button"
              onClick={() => onMoment(decision.at)}
              className="figures shrink-0 rounded-sm text-small text-faint underline decoration-line underline-offset-2 hover:text-ink hover:decoration-accent"
            >
              {sayDate(decision.at)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function WhyNotYet(props: SectionProps) {
  const { compiled, judgement, asOf } = props
  const { verdict } = judgement
  const { names } = compiled.agreement
  const resting = verdict.restUntil !== null && verdict.restUntil > asOf
  const tier =
    verdict.tiers.find(({ tier: id }) => id === (verdict.waiting?.tier ?? verdict.nearestTier)) ??
    verdict.tiers.find(({ met }) => met) ??
    verdict.tiers[0]
  const others = verdict.tiers.filter((reason) => reason !== tier)
  return (
    <Section
      title={`Why not yet ${sayStage('mql', names).toLowerCase()}`}
      note={
        tier !== undefined && (
          <>
            {verdict.waiting !== null || tier.met ? 'Tier ' : 'Nearest tier '}
            <ClauseLink clause={tier.clause}>{sayId(tier.tier)}</ClauseLink>
          </>
        )
      }
    >
      {resting && (
        <Note>
          Resting until {sayDate(verdict.restUntil)}. Points are still counted, but nothing promotes it before
          that day.
        </Note>
      )}
      {verdict.waiting !== null && (
        <Note>
          The tier holds. {sayWaiting(verdict.waiting.missing)}: a handoff without it would be returned.
        </Note>
      )}
      {tier === undefined ? (
        <p className="text-soft">The agreement has no tier that a lead could reach.</p>
      ) : (
        <ReasonList {...props} reasons={[tier.reason]} poursByEvent={judgement.poursByEvent} />
      )}
      {others.length > 0 && <OtherTiers {...props} tiers={others} title="Other tiers" />}
    </Section>
  )
}

function Disqualified({ verdict }: { readonly verdict: Verdict }) {
  const { clause, where } = verdict.disqualifiedBy!
  return (
    <Section title="Why disqualified" note={<ClauseLink clause={clause}>{clause}</ClauseLink>}>
      <p className="max-w-prose text-soft">
        {where.length > 0
          ? `The agreement takes out every lead whose ${sayWhere(where)}. Nothing that it does changes that; a corrected fact would.`
          : 'Sales said that it is not a fit. That stands until it is taken back.'}
      </p>
    </Section>
  )
}

function OtherTiers({
  tiers,
  title,
  ...props
}: SectionProps & { readonly tiers: readonly TierReason[]; readonly title: string }) {
  return (
    <div className="mt-3">
      <h3 className="label mb-1">{title}</h3>
      {tiers.map((tier) => (
        <Disclosure
          key={tier.tier}
          summary={
            <span className="flex items-baseline gap-2">
              <span className="font-medium">{sayId(tier.tier)}</span>
              <span className="text-small text-faint">{tier.met ? 'holds now' : 'does not hold now'}</span>
            </span>
          }
        >
          <ReasonList {...props} reasons={[tier.reason]} poursByEvent={props.judgement.poursByEvent} />
        </Disclosure>
      ))}
    </div>
  )
}

function RemedyList({ remedies }: { readonly remedies: readonly Remedy[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {remedies.map((remedy) => (
        <li key={remedy.tier} className="grid gap-x-4 py-2 sm:grid-cols-[9rem_1fr]">
          <ClauseLink clause={`mql.${remedy.tier}`}>{sayId(remedy.tier)}</ClauseLink>
          <span>{sayRemedy(remedy)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Leads to the clause in the agreement. */
export function ClauseLink({ clause, children }: { readonly clause: string; readonly children: ReactNode }) {
  return (
    <Link
      to="/agreement"
      search={{ clause: clause.split('/')[0]! }}
      className="rounded-sm font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-accent"
    >
      {children}
    </Link>
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className="mb-3 rounded-md bg-warn-wash px-3 py-2 text-body text-warn-text">{children}</p>
}
