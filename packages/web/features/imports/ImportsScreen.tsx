import { Link, useNavigate } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { useImports } from '../../api/imports-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ImportList } from './ImportList.tsx'

/** Files that were imported, what came of each, and taking one back. */
export function ImportsScreen() {
  const imports = useImports()
  const mayImport = useMay('startImport')
  const navigate = useNavigate()
  useDocumentTitle('Imports')
  useShortcuts({ ...(mayImport && { c: () => void navigate({ to: '/imports/new' }) }) })
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Imports" note="Lists and exports of people, brought in by file.">
        {mayImport && <NewImport />}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {imports.isError ? (
          <ReadFailed what="The imports" error={imports.error} onRetry={() => void imports.refetch()} />
        ) : imports.data === undefined ? (
          <div className="space-y-6 p-6" aria-busy="true">
            <span className="sr-only">Reading the imports…</span>
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-4xl" />
            ))}
          </div>
        ) : imports.data.length === 0 ? (
          <EmptyState title="No file was imported yet" actions={mayImport && <NewImport />}>
            <p>
              An export of your CRM, the list of a fair, who came to a webinar: choose the file, say what its
              columns mean, and see what it would bring before anything is written. An import can be taken
              back whole.
            </p>
          </EmptyState>
        ) : (
          <ImportList imports={imports.data} />
        )}
      </div>
    </div>
  )
}

function NewImport() {
  return (
    <Link
      to="/imports/new"
      className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md bg-ink px-2.5 text-body font-medium whitespace-nowrap text-paper transition-colors hover:opacity-90"
    >
      <FileUp size={13} aria-hidden="true" />
      Import a file
    </Link>
  )
}
