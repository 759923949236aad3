import type { LeadReferrals } from '@baton/protocol'
import { Link } from '@tanstack/react-router'

/** Leads out of reach have no name, and lead nowhere. */
export function NamedLead({ id, names }: { readonly id: string; readonly names: LeadReferrals['leads'] }) {
  const { name = null, company = null } = names[id] ?? {}
  if (name === null) return <span className="text-soft">somebody{company !== null && ` of ${company}`}</span>
  return (
    <Link to="/leads/$leadId" params={{ leadId: id }} className="font-medium hover:underline">
      {name}
      {company !== null && <span className="font-normal text-soft">, {company}</span>}
    </Link>
  )
}
