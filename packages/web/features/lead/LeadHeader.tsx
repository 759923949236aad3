import type { Agreement, Verdict } from '@baton/engine'
import type { LeadDetail } from '@baton/protocol'
import { sayAgo, sayCounted, sayDate, sayId, sayScore, sayStage } from '@baton/words'
import type { ReactNode } from 'react'
import { GradeMark, StageMark } from '../leads/index.ts'
import { BackToLeads } from './BackToLeads.tsx'

/** Who this is, and where they stand at the moment shown. Every figure leads to what it is made of. */
export function LeadHeader({
  detail,
  verdict,
  names,
  asOf,
}: {
  readonly detail: LeadDetail
  readonly verdict: Verdict
  readonly names: Agreement['names']
  readonly asOf: number
}) {
  const { lead } = detail
  const role = [lead.title, lead.company].filter((part) => part !== null)
  const promoted = verdict.tier !== null && verdict.cycle > 0
  return (
    <header className="px-4 pt-3 pb-4 md:px-6 md:pt-4">
      <BackToLeads />
      <div className="mt-1 flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-[1.5rem] leading-8 font-semibold tracking-[-0.025em]">
            {lead.name ?? lead.email ?? 'Anonymous visitor'}
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
          <Figure label="Stage" href="#why">
            <span className="flex items-center gap-2 text-lead font-semibold">
              <StageMark stage={verdict.stage} />
              {sayStage(verdict.stage, names)}
            </span>
            <span className="block text-small text-faint">
              {promoted && verdict.tier !== null ? `${sayId(verdict.tier)}, ` : ''}
              {verdict.stageSince > 0
                ? sayAgo(verdict.stageSince, asOf).replace('just now', 'since today')
                : 'from the start'}
              {verdict.cycle > 1 ? `, cycle ${verdict.cycle}` : ''}
            </span>
          </Figure>
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
