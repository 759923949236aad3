import { Link } from '@tanstack/react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useDocumentTitle } from './use-document-title.ts'

export function NotFound() {
  useDocumentTitle('Not found')
  return (
    <EmptyState title="There is nothing at this address">
      <p>
        The page may have moved, or the address was cut short.{' '}
        <Link to="/leads" className="text-accent-text underline underline-offset-2">
          Go to the leads
        </Link>
      </p>
    </EmptyState>
  )
}
