import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReportSearch } from '../../api/reports-query.ts'
import { Section } from '../../ui/Section.tsx'

/** A part of the home, and the report that says more. */
export function HomeSection({
  title,
  report,
  search,
  children,
}: {
  readonly title: string
  /** Key of the report, as its address has it. */
  readonly report: string
  readonly search: ReportSearch
  readonly children: ReactNode
}) {
  return (
    <Section
      title={title}
      aside={
        <Link
          to="/reports/$report"
          params={{ report }}
          search={search}
          className="inline-flex items-center gap-1 rounded-sm text-small text-soft hover:text-ink print:hidden"
        >
          The report <ArrowRight size={12} aria-hidden="true" />
        </Link>
      }
    >
      {children}
    </Section>
  )
}
