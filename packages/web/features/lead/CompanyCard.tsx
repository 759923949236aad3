import type { Agreement } from '@baton/engine'
import type { LeadDetail } from '@baton/protocol'
import { sayCounted, sayStage } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Section } from '../../ui/Section.tsx'
import { StageChip } from '../leads/index.ts'
import { FieldList } from './FactList.tsx'

/** The company with what is known of it, and who else of it is here. */
export function CompanyCard({
  detail,
  names,
}: {
  readonly detail: LeadDetail
  readonly names: Agreement['names']
}) {
  const { company } = detail
  if (company === null) return null
  const { colleagues } = company
  return (
    <Section
      title={company.name ?? company.domain ?? 'Company'}
      aside={
        <Link
          to="/companies/$id"
          params={{ id: company.id }}
          className="rounded-sm text-small text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          All who buy there together
        </Link>
      }
      note={
        colleagues.length === 0
          ? 'Nobody else of them is here yet'
          : `${sayCounted(colleagues.length, 'colleague')} here`
      }
    >
      <FieldList prefix="company." fields={{ ...company.fields, domain: company.domain }} />
      {colleagues.length > 0 && (
        <ul className="mt-3 grid gap-x-8 sm:grid-cols-2">
          {colleagues.map((colleague) => (
            <li
              key={colleague.id}
              className="flex h-8 items-center justify-between gap-3 border-b border-line"
            >
              <Link
                to="/leads/$leadId"
                params={{ leadId: colleague.id }}
                className="truncate rounded-sm font-medium hover:underline"
              >
                {colleague.name ?? 'Anonymous visitor'}
              </Link>
              <StageChip stage={colleague.stage} label={sayStage(colleague.stage, names)} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
