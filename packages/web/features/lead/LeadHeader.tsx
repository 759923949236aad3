import type { Verdict } from '@baton/engine'
import type { LeadDetail } from '@baton/protocol'
import { sayAgo, sayCounted, sayDate, sayId, sayScore } from '@baton/words'
import type { ReactNode } from 'react'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { ClockChip } from '../../ui/ClockChip.tsx'
import { GradeMark, StageMark, useStageNames } from '../leads/index.ts'
import { BackToLeads } from './BackToLeads.tsx'
import { dueClock } from './due-clock.ts'

/** Who this is, who has them, and where they stand at the moment shown. Every figure leads to what it is made of. */
export function LeadHeader({
  detail,
  verdict,
  asOf,
  owner,
  past,
}: {
  readonly detail: LeadDetail
  readonly verdict: Verdict
  readonly asOf: number
  /** Name of who has it; null where nobody does. */
  readonly owner: string | null
  readonly past: boolean
}) {
  const { lead } = detail
  const role = [lead.title, lead.company].filter((part) => part !== null)
  return (
    <header className="px-4 pt-3 pb-4 md:px-6 md:pt-4">
      <BackToLeads />
      <div className="mt-1 flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-[1.5rem] leading-8 font-semibold tracking-[-0.025em]">
            {lead.name ??
              lead.email ??
              (!lead.masked
                ? 'Anonymous visitor'
                : lead.owner === null
                  ? 'Hidden until it is claimed'
                  : 'Name hidden')}
          </h1>
          <p className="text-lead text-soft">
            {role.length > 0 ? role.join(', ') : 'Nothing known about them yet'}
          </p>
          <p className="mt-1 flex flex-wrap gap-x-4 text-small text-faint">
            {lead.email !== null && (
              <a href={`mailto:${lead.email}`} className="hover:text-ink hover:underline">
                {lead.email}
              </a>
            )}
            <span>{lead.source === null ? 'Source unknown' : `First came by ${lead.source}`}</span>
            <span>Since {sayDate(Date.parse(lead.createdAt))}</span>
          </p>
        </div>
        <dl className="flex flex-wrap gap-x-6 gap-y-3 sm:gap-x-8">
          <StageFigure verdict={verdict} asOf={asOf} />
          {verdict.handoff !== null && <OwnerFigure {...{ verdict, owner, asOf, past }} />}
          <Figure label="Fit" href="#fit">
            <span className="flex items-center gap-2.5">
              <GradeMark grade={verdict.grade} large />
              <span className="figures hidden text-small text-faint sm:inline">
                {sayCounted(verdict.fit, 'point')}
              </span>
            </span>
          </Figure>
          <Figure label="Score" href="#score">
            <output
              data-score={Math.round(verdict.score * 10)}
              className="figures block min-w-16 text-figure leading-9 font-semibold tracking-[-0.04em]"
            >
              {sayScore(verdict.score)}
            </output>
          </Figure>
        </dl>
      </div>
    </header>
  )
}

function StageFigure({ verdict, asOf }: { readonly verdict: Verdict; readonly asOf: number }) {
  const name = useStageNames()
  const promoted = verdict.tier !== null && verdict.cycle > 0
  return (
    <Figure label="Stage" href="#why">
      <span className="flex items-center gap-2 text-lead font-semibold">
        <StageMark stage={verdict.stage} />
        {name(verdict.stage)}
      </span>
      <span className="block text-small text-faint">
        {promoted && verdict.tier !== null ? `${sayId(verdict.tier)}, ` : ''}
        {verdict.stageSince > 0
          ? sayAgo(verdict.stageSince, asOf).replace('just now', 'since today')
          : 'from the start'}
        {verdict.cycle > 1 ? `, cycle ${verdict.cycle}` : ''}
      </span>
    </Figure>
  )
}

/** Who has it, and the clock that runs out next. Of a past moment, the clock is said as it stood then. */
function OwnerFigure({
  verdict,
  owner,
  asOf,
  past,
}: {
  readonly verdict: Verdict
  readonly owner: string | null
  readonly asOf: number
  readonly past: boolean
}) {
  const working = verdict.stage !== 'customer' && verdict.stage !== 'advocate'
  const clock = working ? dueClock(verdict.handoff) : null
  const ticking = useTickingNow(past ? null : (clock?.due ?? null))
  return (
    <div>
      <dt className="label mb-1">Owner</dt>
      <dd>
        <span className="flex items-center gap-2 text-lead font-semibold">
          {owner !== null && <Avatar name={owner} size={20} />}
          {owner ?? <span className="font-normal text-faint">Nobody yet</span>}
        </span>
        {clock !== null && (
          <span className="-ml-1.5 block">
            <ClockChip
              due={new Date(clock.due).toISOString()}
              warnAt={new Date(clock.warnAt).toISOString()}
              now={past ? asOf : ticking}
              label={clock.label}
            />
          </span>
        )}
      </dd>
    </div>
  )
}

function Figure({
  label,
  href,
  children,
}: {
  readonly label: string
  readonly href: string
  readonly children: ReactNode
}) {
  return (
    <div>
      <dt className="label mb-1">{label}</dt>
      <dd>
        <a href={href} className="-mx-1.5 block rounded-md px-1.5 hover:bg-hover">
          {children}
        </a>
      </dd>
    </div>
  )
}
