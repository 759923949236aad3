import type { ImportFile } from '@baton/protocol'
import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { sendImportFile } from '../../api/imports-query.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from './FileDrop.tsx'
import { FileMapping } from './FileMapping.tsx'

/** Brings a file in: what was found in it, what its columns mean, what importing it would do. */
export function NewImportScreen() {
  const [file, setFile] = useState<ImportFile | null>(null)
  const { pending, problem, send } = useSending()
  useDocumentTitle('Import a file')
  const take = (chosen: File) => void send(async () => setFile(await sendImportFile(chosen)))
  return (
    <div className="flex h-full flex-col">
      <header className="flex min-h-14 shrink-0 items-center gap-3 px-4 py-2.5 md:px-6">
        <Link
          to="/imports"
          aria-label="All imports"
          className="-ml-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
        >
          <ChevronLeft size={15} aria-hidden="true" />
        </Link>
        <h1 className="min-w-0 truncate text-title font-semibold tracking-[-0.02em]">
          {file === null ? 'Import a file' : file.name}
        </h1>
        {file !== null && (
          <Button className="ml-auto h-8" onClick={() => setFile(null)}>
            Another file
          </Button>
        )}
      </header>
      {file === null ? (
        <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 md:px-6">
          <FileDrop pending={pending} problem={problem} onFile={take} />
        </div>
      ) : (
        <FileMapping key={file.id} file={file} />
      )}
    </div>
  )
}
