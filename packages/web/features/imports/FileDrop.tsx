import { FileUp } from 'lucide-react'
import { useId } from 'react'
import { useFileDrop } from './use-file-drop.ts'

/** Where a file is dropped, or chosen: the zone is the label of the input. */
export function FileDrop({
  pending,
  problem,
  onFile,
}: {
  readonly pending: boolean
  readonly problem: string | null
  readonly onFile: (file: File) => void
}) {
  const id = useId()
  const isOver = useFileDrop((file) => {
    if (!pending) onFile(file)
  })
  return (
    <div className="mx-auto w-full max-w-2xl py-8 sm:py-14">
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.gz,text/csv,text/plain"
        disabled={pending}
        className="peer sr-only"
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <label
        htmlFor={id}
        data-drop
        className={`flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-dashed px-6 py-12 text-center transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent sm:py-16 ${isOver ? 'border-data bg-data-wash' : 'border-line-strong bg-sunk hover:bg-hover'}`}
      >
        <FileUp size={22} aria-hidden="true" className="text-faint" />
        <span className="text-lead font-semibold">
          {pending ? 'Reading the file…' : isOver ? 'Let go of it' : 'Drop a file here, or choose one'}
        </span>
        <span className="max-w-md text-body text-soft">
          A CSV file, as HubSpot, Salesforce, a webinar room or a spreadsheet writes it; packed with gzip,
          too. At most 50 MB.
        </span>
      </label>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="mt-3 text-body text-accent-text">
          {problem}
        </p>
      )}
      <p className="mt-4 text-small text-faint">
        Nothing is written before you say so: first you see what was found in the file, and try what importing
        it would do.
      </p>
    </div>
  )
}
