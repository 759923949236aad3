import { Link } from '@tanstack/react-router'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useDocumentTitle } from './use-document-title.ts'

export function NotFound() {
  useDocumentTitle('Not found')
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="There is nothing at this address">
        <p>
          The page may have moved, or the address was cut short.{' '}
          <Link to="/" className="text-accent-text underline underline-offset-2">
            Go to your first screen
          </Link>
        </p>
      </EmptyState>
    </>
  )
}
