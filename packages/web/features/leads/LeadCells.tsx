import type { LeadRow } from '@baton/protocol'
import { sayId, sayScore, sayWaiting } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Hourglass } from 'lucide-react'
import { ThinBar } from '../../ui/ThinBar.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { GradeMark } from './GradeMark.tsx'
import { StageChip } from './StageChip.tsx'

interface RowProps {
  readonly lead: LeadRow
  readonly now: number
  readonly stageName: string
  /** Most that a score can be; undefined until the agreement is read. */
  readonly scoreTop: number | undefined
}

const CELL = 'border-b border-line px-2'

/** One lead as cells of a wide table. The link of the first cell covers the row. */
export function LeadCells({ lead, now, stageName, scoreTop }: RowProps) {
  return (
    <>
      <td className={`${CELL} pl-6`}>
        <LeadName lead={lead} />
        <span className="block truncate text-small leading-4 text-faint">{lead.title ?? lead.email}</span>
      </td>
      <td className={`${CELL} truncate text-soft`}>{lead.company}</td>
      <td className={CELL}>
        <StageChip stage={lead.stage} label={stageName} />
        <Standing lead={lead} className="pl-[34px]" />
      </td>
      <td className={CELL}>
        <GradeMark grade={lead.grade} />
      </td>
      <td className={CELL}>
        <span className="flex items-center gap-2.5">
          <span className="figures w-7 text-right font-medium">{sayScore(lead.score)}</span>
          <ThinBar share={scoreTop === undefined ? 0 : lead.score / scoreTop} className="w-14" />
        </span>
      </td>
      <td className={`${CELL} hidden truncate text-soft xl:table-cell`}>{lead.source}</td>
      <td className={`${CELL} figures pr-6 text-soft`}>
        {lead.lastActivityAt !== null && <Timestamp at={Date.parse(lead.lastActivityAt)} now={now} />}
      </td>
    </>
  )
}

/** One lead as two lines of a narrow list. */
export function LeadLines({ lead, now, stageName }: RowProps) {
  return (
    <td className={`${CELL} px-4`}>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          <LeadName lead={lead} inline />
          {lead.company !== null && <span className="text-faint"> · {lead.company}</span>}
        </span>
        <span className="figures w-7 text-right text-lead font-semibold">{sayScore(lead.score)}</span>
        <GradeMark grade={lead.grade} />
      </span>
      <span className="mt-0.5 flex items-center gap-2 text-small text-faint">
        <StageChip stage={lead.stage} label={stageName} />
        <span className="figures ml-auto">
          {lead.lastActivityAt !== null && <Timestamp at={Date.parse(lead.lastActivityAt)} now={now} />}
        </span>
      </span>
    </td>
  )
}

function LeadName({ lead, inline = false }: { readonly lead: LeadRow; readonly inline?: boolean }) {
  return (
    <Link
      to="/leads/$leadId"
      params={{ leadId: lead.id }}
      className={`${inline ? '' : 'block truncate'} leading-5 font-medium outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent`}
    >
      {lead.name ?? lead.email ?? 'Anonymous visitor'}
    </Link>
  )
}

/** The line under the stage: the tier of a promotion, or the data that a lead waits for. */
function Standing({ lead, className }: { readonly lead: LeadRow; readonly className: string }) {
  if (lead.waitingFor.length > 0) {
    const text = sayWaiting(lead.waitingFor)
    return (
      <span
        title={text}
        className={`flex items-center gap-1 text-small leading-4 text-warn-text ${className}`}
      >
        <Hourglass size={10} aria-hidden="true" className="shrink-0" />
        <span className="truncate">{text}</span>
      </span>
    )
  }
  if (lead.tier === null || lead.stage === 'lead' || lead.stage === 'recycled') return null
  const cycle = lead.cycle > 1 ? `, cycle ${lead.cycle}` : ''
  return (
    <span className={`block truncate text-small leading-4 text-faint ${className}`}>
      {sayId(lead.tier)}
      {cycle}
    </span>
  )
}
