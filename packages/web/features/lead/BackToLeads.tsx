import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { lastLeadList, useWords } from '../leads/index.ts'

/** Back to the list as it was left. */
export function BackToLeads() {
  const { leadsTitle } = useWords()
  return (
    <Link
      to="/leads"
      search={lastLeadList()}
      className="-ml-1 inline-flex h-6 items-center gap-1 rounded px-1 text-small text-faint hover:text-ink"
    >
      <ArrowLeft size={12} aria-hidden="true" />
      {leadsTitle}
    </Link>
  )
}
