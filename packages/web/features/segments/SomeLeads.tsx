import type { LeadRow } from '@baton/protocol'
import { sayScore } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { GradeMark, useStageNames } from '../leads/index.ts'

/** A few of those whom a document finds, to see whether they are who was meant. */
export function SomeLeads({ leads }: { readonly leads: readonly LeadRow[] }) {
  const name = useStageNames()
  if (leads.length === 0) return null
  return (
    <ul aria-label="Some of them" className="divide-y divide-line rounded-md border border-line">
      {leads.map((lead) => (
        <li key={lead.id} className="flex items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead.id }}
              className="block truncate font-medium hover:underline"
            >
              {lead.name ?? lead.email ?? 'Somebody'}
            </Link>
            <span className="block truncate text-small text-faint">
              {[name(lead.stage), lead.company].filter(Boolean).join(' · ')}
            </span>
          </span>
          <span className="figures text-soft">{sayScore(lead.score)}</span>
          <GradeMark grade={lead.grade} />
        </li>
      ))}
    </ul>
  )
}
